"""Referrals of people at risk, and how often the receiving team was asked about each."""

from broadhurst.capabilities.safeguarding.models.chases import Chase
from broadhurst.capabilities.safeguarding.models.referrals import Referral

__all__ = ["Chase", "Referral"]

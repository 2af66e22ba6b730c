"""The models of safeguarding."""

from broadhurst.capabilities.safeguarding.models.not_referred import NotReferred
from broadhurst.capabilities.safeguarding.models.referrals import Chase, Referral

__all__ = ["Chase", "NotReferred", "Referral"]

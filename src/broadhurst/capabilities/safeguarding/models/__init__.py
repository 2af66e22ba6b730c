"""The tables of safeguarding."""

from broadhurst.capabilities.safeguarding.models.referrals import Chase, Referral

__all__ = ["Chase", "Referral"]

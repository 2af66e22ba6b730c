"""The tables of safeguarding."""

from broadhurst.capabilities.safeguarding.models.not_referred import NotReferred
from broadhurst.capabilities.safeguarding.models.referral import Chase, Referral

__all__ = ["Chase", "NotReferred", "Referral"]

"""Entries and their keys, checks and receipts, planned events, hits and their two sides."""

from broadhurst.capabilities.deconfliction.models.bulk import (
    IN_PART,
    ROWS_CHECKED,
    TOLD,
    BulkCheck,
    BulkRow,
)
from broadhurst.capabilities.deconfliction.models.desks import Duty, Review
from broadhurst.capabilities.deconfliction.models.events import Event
from broadhurst.capabilities.deconfliction.models.flags import Flag, OverMatching
from broadhurst.capabilities.deconfliction.models.hits import Hit, Reasons
from broadhurst.capabilities.deconfliction.models.installation import MatchKeyMark
from broadhurst.capabilities.deconfliction.models.postcodes import Postcode
from broadhurst.capabilities.deconfliction.models.referrals import Referral
from broadhurst.capabilities.deconfliction.models.sides import HitSide
from broadhurst.capabilities.deconfliction.models.targets import (
    Check,
    CommonName,
    Entry,
    Key,
    Kind,
    Stopped,
)

__all__ = [
    "IN_PART",
    "ROWS_CHECKED",
    "TOLD",
    "BulkCheck",
    "BulkRow",
    "Check",
    "CommonName",
    "Duty",
    "Entry",
    "Event",
    "Flag",
    "Hit",
    "HitSide",
    "Key",
    "Kind",
    "MatchKeyMark",
    "OverMatching",
    "Postcode",
    "Reasons",
    "Referral",
    "Review",
    "Stopped",
]

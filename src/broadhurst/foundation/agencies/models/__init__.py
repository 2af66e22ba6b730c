"""Organisations, their units, the officers posted to them, and who answers for each ROCU.

Everything is effective-dated and may be succeeded: forces, regions and ROCUs are about to be
rearranged (white paper "From local to national", 26 January 2026), so nothing here is an
enumeration of today's organisations. The commands that change these tables are in the room
`establishment`.
"""

from broadhurst.foundation.agencies.models.bodies import (
    Agency,
    District,
    Oversight,
    Region,
    RegionMember,
    Unit,
)
from broadhurst.foundation.agencies.models.people import (
    ADMINISTRATORS,
    ApiToken,
    Officer,
    Officers,
    Posting,
    Role,
)
from broadhurst.foundation.agencies.models.posts import Appointment, Post
from broadhurst.foundation.agencies.models.sessions import Session
from broadhurst.foundation.agencies.models.spans import in_force_on

__all__ = [
    "ADMINISTRATORS",
    "Agency",
    "ApiToken",
    "Appointment",
    "District",
    "Officer",
    "Officers",
    "Oversight",
    "Post",
    "Posting",
    "Region",
    "RegionMember",
    "Role",
    "Session",
    "Unit",
    "in_force_on",
]

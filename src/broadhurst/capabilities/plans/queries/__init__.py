"""Queries of plans.

Row-level security decides which rows a reader gets; nothing here filters by actor for permission.
"""

from broadhurst.capabilities.plans.queries.actions import (
    locked_action,
    ocg_of,
    open_actions,
    parts_on,
    planned_actions,
    seen_actions,
)
from broadhurst.capabilities.plans.queries.shown import on_ocg, waiting_for
from broadhurst.capabilities.plans.queries.versions import (
    Strand,
    actions_of,
    live_plan,
    objectives_of,
    plans,
    strands,
)

__all__ = [
    "Strand",
    "actions_of",
    "live_plan",
    "locked_action",
    "objectives_of",
    "ocg_of",
    "on_ocg",
    "open_actions",
    "parts_on",
    "planned_actions",
    "plans",
    "seen_actions",
    "strands",
    "waiting_for",
]

"""Queries of deconfliction.

Row-level security limits them: a unit reads its own entries and its own sides of hits.
"""

from broadhurst.capabilities.deconfliction.queries.answering import alongside
from broadhurst.capabilities.deconfliction.queries.checks import (
    ask_hits_told,
    bulk_check_of,
    entries_of,
    event_of,
    hits_told,
    is_fresh,
    item_checks,
    latest_check,
    sides_of_check,
    since_confirmed,
)
from broadhurst.capabilities.deconfliction.queries.concerning import (
    open_hits,
    others_of,
    sides_of,
)
from broadhurst.capabilities.deconfliction.queries.hits import (
    next_step,
    own_first,
    parts_of,
    shared_of,
    side_named,
    sides,
    to_review,
    waiting_for,
)
from broadhurst.capabilities.deconfliction.queries.ocg_hits import (
    OpenHits,
    counts_of,
    open_hits_ahead,
    open_hits_of,
)
from broadhurst.capabilities.deconfliction.queries.on_duty import (
    DutyContact,
    contact_of,
    desk_of,
    duty_of,
    read_duty_contacts,
    send_duty_contacts,
)
from broadhurst.capabilities.deconfliction.queries.on_entry import OnEntry, lost_with, on_entry
from broadhurst.capabilities.deconfliction.queries.on_ocg import on_ocg

__all__ = [
    "DutyContact",
    "OnEntry",
    "OpenHits",
    "alongside",
    "ask_hits_told",
    "bulk_check_of",
    "contact_of",
    "counts_of",
    "desk_of",
    "duty_of",
    "entries_of",
    "event_of",
    "hits_told",
    "is_fresh",
    "item_checks",
    "latest_check",
    "lost_with",
    "next_step",
    "on_entry",
    "on_ocg",
    "open_hits",
    "open_hits_ahead",
    "open_hits_of",
    "others_of",
    "own_first",
    "parts_of",
    "read_duty_contacts",
    "send_duty_contacts",
    "shared_of",
    "side_named",
    "sides",
    "sides_of",
    "sides_of_check",
    "since_confirmed",
    "to_review",
    "waiting_for",
]

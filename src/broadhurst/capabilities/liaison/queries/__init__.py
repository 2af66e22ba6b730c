"""Queries of liaison. Row-level security decides which rows a reader gets."""

from broadhurst.capabilities.liaison.queries.log import (
    Contact,
    as_signed,
    contact_of,
    entries,
)
from broadhurst.capabilities.liaison.queries.requests import (
    checked,
    due,
    event_of,
    locked,
    open_requests,
    parts_of,
    place_of,
    requests,
    same_open,
    verbs_on,
)
from broadhurst.capabilities.liaison.queries.shown import (
    on_ocg,
    waiting_for,
)

__all__ = [
    "Contact",
    "as_signed",
    "checked",
    "contact_of",
    "due",
    "entries",
    "event_of",
    "locked",
    "on_ocg",
    "open_requests",
    "parts_of",
    "place_of",
    "requests",
    "same_open",
    "verbs_on",
    "waiting_for",
]

"""How a hit is answered, by whom and by when. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from broadhurst.capabilities.register.rules import objections_to_text

# Policy of this project. The American systems ask for a call before an event; a target has none.
ACKNOWLEDGE_WITHIN = timedelta(hours=24)
# Deconfliction of events is by telephone before anybody is on the ground: the national police
# event deconfliction systems (RISSafe, Case Explorer, SAFETNet) watch round the clock for it.
EVENT_WITHIN = timedelta(hours=1)
BEFORE_AN_EVENT = timedelta(hours=1)
ANSWERING_ROLES = ("investigator", "coordinator", "desk")


SAME = {
    "phone": "the same telephone number",
    "vehicle": "the same vehicle registration",
    "imei": "the same handset",
    "address": "the same address",
    "company": "the same company",
    "account": "the same bank account",
    "wallet": "the same crypto wallet",
    "handle": "the same handle or e-mail address",
    "device": "the same device",
    "person": "the same name and date of birth",
    "event": "planned events at the same place and time",
}
NOT_NECESSARILY = "not necessarily the same person"


def due_at(
    raised_at: datetime, *, is_event: bool = False, starts_at: datetime | None = None
) -> datetime:
    """By when a side acknowledges a hit; `starts_at` is the start of its own event, if it has one.

    A hit between events is quick for both sides alike: a clock set by the other's start would tell
    when that is.
    """
    due = raised_at + (EVENT_WITHIN if is_event else ACKNOWLEDGE_WITHIN)
    if starts_at is not None:
        due = min(due, starts_at - BEFORE_AN_EVENT)
    return max(due, raised_at)


def objections_to_acknowledge(roles: Collection[str], side: Any) -> list[str]:
    """A hit is acknowledged once on each side, by its investigators, coordinators or desk."""
    objections = _objections_to_answer(roles)
    if side.acknowledged_at is not None:
        objections.append("Your unit has acknowledged this hit already.")
    return objections


def objections_to_record_outcome(roles: Collection[str], side: Any, reason: str) -> list[str]:
    """Each side records what was agreed, with its reason, after it acknowledged the hit."""
    objections = _objections_to_answer(roles) + objections_to_text(reason)
    if side.acknowledged_at is None:
        objections.append("Acknowledge the hit first: ring the other side.")
    if side.closed_at is not None:
        objections.append("Your unit has recorded the outcome of this hit already.")
    if not reason.strip():
        objections.append("Say why.")
    return objections


def _objections_to_answer(roles: Collection[str]) -> list[str]:
    if set(roles) & set(ANSWERING_ROLES):
        return []
    return ["Only an investigator, an OCG coordinator or the deconfliction desk can do this."]

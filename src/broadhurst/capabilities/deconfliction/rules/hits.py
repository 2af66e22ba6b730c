"""How a hit is answered, by whom and by when. Pure."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any

from broadhurst.capabilities.register.rules import objections_to_text
from broadhurst.foundation.govuk.words import moment

# Policy of this project. The American systems ask for a call before an event; a target has none.
ACKNOWLEDGE_WITHIN = timedelta(hours=24)
# Deconfliction of events is by telephone before anybody is on the ground: the American event
# systems (RISSafe, Case Explorer, SAFETNet) keep a watch round the clock for it.
EVENT_WITHIN = timedelta(hours=1)
BEFORE_AN_EVENT = timedelta(hours=1)
# How long the duty desk has before the superior is told; and how long before an event at the least.
DESK_WITHIN = timedelta(hours=4)
DESK_WITHIN_FOR_EVENTS = timedelta(minutes=30)
SUPERIOR_BEFORE_AN_EVENT = timedelta(minutes=30)

SUPERIOR = "superior"
ANSWERING_ROLES = ("investigator", "coordinator", "desk", SUPERIOR)
WITH_UNIT, WITH_DESK, WITH_SUPERIOR = 0, 1, 2

SAME = {
    "phone": "the same phone number",
    "vehicle": "the same vehicle registration",
    "imei": "the same handset",
    "address": "the same address",
    "company": "the same company",
    "account": "the same bank account",
    "wallet": "the same crypto wallet",
    "handle": "the same handle or email address",
    "device": "the same device",
    "person": "the same name and date of birth",
    "event": "planned events at the same place and time",
}
# Of what is not equal and yet most likely the same.
ALIKE = {
    "person": "a person who may be the same",
    "address": "a similar address",
    "company": "a company with the same or a similar name",
}
# What sharing it tells, and what it does not, to a desk that reads why two entries match.
TELLS = {
    "phone": "Family and friends can share a number, and a number can pass to someone else.",
    "vehicle": "Several people can use one vehicle, and a registration can be cloned.",
    "imei": "A handset can be passed on or sold.",
    "address": "Several people can live or work at one address.",
    "company": "Several people can be behind one company.",
    "account": "An account can have more than one holder, or be used by someone else.",
    "wallet": "A wallet can be a service that many people use.",
    "handle": "An online account can be shared or taken over.",
    "device": "A device can be shared or passed on.",
    "person": "Two people rarely have the same name and date of birth.",
}
NOT_NECESSARILY = "not necessarily the same person"
AT_A_DESK = (
    "A hit on a silent entry goes to the duty desk, and to your unit only if the desk confirms "
    "it. To find out if there is one, ask the desk."
)
NOT_A_CONFLICT = "not_a_conflict"
SPEAK_FIRST = (
    "Record when you spoke before you record the outcome. You can record “Not a conflict” without "
    "this."
)
NONE_LISTED = "No hit is listed here."
MAY_STAND = (
    f"{NONE_LISTED} A hit on another of your entries for the same person may cover this one. If "
    "so, the receipt of its check says it."
)
ONE_MAY_STAND = (
    "No hit is on this entry itself. A hit on another of your entries for the same person may "
    "cover it. If so, the receipt of its check says it."
)
NEAR_AT_A_DESK = "Possible matches go to a desk first. We notify you if the desk confirms one."
OPEN_TO_REVIEW = ("review", "referred")
# Whoever is told of a hit then is told to ring about something that is no more.
GONE = "Withdrawn or expired since, so it is no longer shown"


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


def superior_at(
    due: datetime, *, is_event: bool = False, starts_at: datetime | None = None
) -> datetime:
    """From when an unacknowledged hit is the superior's: after the desk's time, before an event."""
    late = due + (DESK_WITHIN_FOR_EVENTS if is_event else DESK_WITHIN)
    if starts_at is not None:
        late = min(late, starts_at - SUPERIOR_BEFORE_AN_EVENT)
    return max(late, due)


def level_at(
    now: datetime,
    due: datetime,
    *,
    has_desk: bool,
    is_event: bool = False,
    starts_at: datetime | None = None,
) -> int:
    """How far an unacknowledged hit has gone by now; without a desk it goes on to the superior."""
    if now < due:
        return WITH_UNIT
    if has_desk and now < superior_at(due, is_event=is_event, starts_at=starts_at):
        return WITH_DESK
    return WITH_SUPERIOR


def said_of_hits(
    *, is_silent: bool, is_its_desk: bool, told: int, waiting: int, otherwise: int = 0
) -> str:
    """What is said of the hits on an entry, besides those that its unit is told of: on it, and on
    other entries of the same person, written `otherwise`.

    Of what a desk alone knows nobody else learns: to them the words are the same whether or not
    there is anything, and they are never that there is no hit.
    """
    if waiting:
        return f"{waiting} hit{' waits' if waiting == 1 else 's wait'} for your desk to review."
    may_stand = ONE_MAY_STAND if otherwise else MAY_STAND
    if is_its_desk:
        none = NONE_LISTED if is_silent else may_stand
        return "" if told else f"{none} None waits for your desk to review."
    if is_silent:
        return AT_A_DESK
    return "" if told else f"{may_stand} {NEAR_AT_A_DESK}"


def said_of_theirs(over_at: datetime | None, changed_at: datetime | None = None) -> str:
    """What has become of the event that one's own met, the same wherever it is said."""
    if over_at:
        return f"Over or no longer planned since {moment(over_at)}"
    return f"Given another place or time {moment(changed_at)}" if changed_at else ""


def said_of_entry(removed_at: datetime | None, corrected_at: datetime | None) -> str:
    """What has become of the own entry that an open hit rests on."""
    if removed_at:
        return f"Removed on {moment(removed_at)}"
    return f"Corrected on {moment(corrected_at)}" if corrected_at else ""


def objections_to_acknowledge(parts: Collection[str], side: Any) -> list[str]:
    """A hit is acknowledged once on each side, by its investigators, coordinators, desk or, once
    it has gone that far, its superior.
    """
    objections = _objections_to_answer(parts)
    if side.acknowledged_at is not None:
        objections.append("Your unit has acknowledged this hit already.")
    return objections


def objections_to_record_contact(
    parts: Collection[str], side: Any, contacted_at: datetime, now: datetime
) -> list[str]:
    """When the two sides spoke is recorded once on each, and lies between the hit and now."""
    objections = _objections_to_answer(parts)
    if side.acknowledged_at is None:
        objections.append("Acknowledge the hit first.")
    if side.contacted_at is not None:
        objections.append("Your unit has recorded the contact already.")
    if contacted_at < side.raised_at:
        objections.append("The contact cannot be before the hit was raised.")
    if contacted_at > now:
        objections.append("The contact cannot be in the future.")
    return objections


def objections_to_record_outcome(
    parts: Collection[str], side: Any, outcome: str, reason: str, verdict: str = ""
) -> list[str]:
    """Each side records what was agreed, with its reason, after it acknowledged the hit and spoke.

    That there is no conflict a unit may find by itself; all else two agree.
    """
    objections = _objections_to_answer(parts) + objections_to_text(reason)
    if side.acknowledged_at is None:
        objections.append("Acknowledge the hit first, then contact the other side.")
    elif side.closed_at is None and side.contacted_at is None and outcome != NOT_A_CONFLICT:
        objections.append(SPEAK_FIRST)
    if side.closed_at is not None and side.closed_by_id is None:
        objections.append("This hit is closed, so there is nothing left to record.")
    elif side.closed_at is not None:
        objections.append("Your unit has recorded the outcome of this hit already.")
    if not reason.strip():
        objections.append("Say why.")
    if verdict and side.hit.kind == "event":
        objections.append(
            "Leave out whether it is the same target. It does not apply to planned events."
        )
    return objections


def objections_to_each(
    side: Any, every: Collection[Any], objections_to: Callable[[Any], list[str]]
) -> list[str]:
    """Hits are answered at once where a unit rings one other about all of them; what stands against
    one of them stands against all. What is said of each alike is said once.
    """
    said = objections_to(side)
    for one in every:
        if (one.unit_id, one.other_unit_id) != (side.unit_id, side.other_unit_id):
            said.append(f"{one.ref}: it is with another unit. Answer it separately.")
        said += [f"{one.ref}: {other}" for other in objections_to(one) if other not in said]
    return said


def _objections_to_answer(parts: Collection[str]) -> list[str]:
    if set(parts) & set(ANSWERING_ROLES):
        return []
    return ["Only an investigator, an OCG coordinator or the deconfliction desk can do this."]

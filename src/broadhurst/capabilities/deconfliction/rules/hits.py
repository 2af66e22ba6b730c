"""Rules on who answers a hit, how and by when. Pure."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any

from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.govuk.words import moment
from broadhurst.foundation.workflow import at

# Policy of this project. The American systems require a call before an event, but set no time for
# targets.
ACKNOWLEDGE_WITHIN = timedelta(hours=24)
# Units must speak by phone before anyone is on the ground. The American event systems (RISSafe,
# Case Explorer, SAFETNet) have staff around the clock for this.
EVENT_WITHIN = timedelta(hours=1)
BEFORE_AN_EVENT = timedelta(hours=1)
# How long the duty desk has before the superior is notified, and the latest time before an event.
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
# Words for matches that are not equal but most likely the same.
ALIKE = {
    "person": "a person who may be the same",
    "address": "a similar address",
    "company": "a company with the same or a similar name",
}
# The meaning of a shared identifier and its limits, for a desk that reads why two entries match.
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
    "so, the receipt of its check says so."
)
ONE_MAY_STAND = (
    "No hit is on this entry itself. A hit on another of your entries for the same person may "
    "cover this one. If so, the receipt of its check says so."
)
NEAR_AT_A_DESK = "Possible matches go to a desk first. We notify you if the desk confirms one."
OPEN_TO_REVIEW = ("review", "referred")
# A unit told of a hit at that point would have to call about an entry that no longer exists.
GONE = "Withdrawn or expired since, so it is no longer shown"


def due_at(
    raised_at: datetime, *, is_event: bool = False, starts_at: datetime | None = None
) -> datetime:
    """Return when a side must acknowledge a hit.

    `starts_at` is the start of the side's own event, if it has one. The other unit's event does
    not change the deadline, because that would reveal when it starts.
    """
    due = raised_at + (EVENT_WITHIN if is_event else ACKNOWLEDGE_WITHIN)
    if starts_at is not None:
        due = min(due, starts_at - BEFORE_AN_EVENT)
    return max(due, raised_at)


def superior_at(
    due: datetime, *, is_event: bool = False, starts_at: datetime | None = None
) -> datetime:
    """Return when an unacknowledged hit goes from the desk to the superior.

    It is after the desk's time, and early enough before the side's own event.
    """
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
    """Return how far an unacknowledged hit is escalated by now.

    Without a desk it goes straight to the superior.
    """
    if now < due:
        return WITH_UNIT
    if has_desk and now < superior_at(due, is_event=is_event, starts_at=starts_at):
        return WITH_DESK
    return WITH_SUPERIOR


def hits_notice(
    *, is_silent: bool, is_its_desk: bool, told: int, waiting: int, otherwise: int = 0
) -> str:
    """Return the words about an entry's hits, besides the list of disclosed hits.

    `told` counts the disclosed hits, `waiting` those that wait for the reader's desk, `otherwise`
    those on other entries of the same person, spelt differently. Units other than the desk get the
    same words whether or not a desk has something to review. The words never say "no hit".
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


def other_event_notice(over_at: datetime | None, changed_at: datetime | None = None) -> str:
    """Return what has happened to the other unit's event, or ""."""
    if over_at:
        return f"Ended or cancelled on {moment(over_at)}"
    return f"Place or time changed on {moment(changed_at)}" if changed_at else ""


def own_entry_notice(removed_at: datetime | None, corrected_at: datetime | None) -> str:
    """Return what has happened to the own entry that an open hit depends on, or ""."""
    if removed_at:
        return f"Removed on {moment(removed_at)}"
    return f"Corrected on {moment(corrected_at)}" if corrected_at else ""


def objections_to_acknowledge(parts: Collection[str], side: Any) -> list[str]:
    """Each side acknowledges a hit once.

    Its investigators, coordinators and desk may do it; so may its superior, once it is escalated.
    """
    objections = _objections_to_answer(parts)
    if side.acknowledged_at is not None:
        objections.append("Your unit has acknowledged this hit already.")
    return objections


def objections_to_contact_now(parts: Collection[str], side: Any) -> list[str]:
    """Each side records the contact once, after its acknowledgement."""
    objections = _objections_to_answer(parts)
    if side.acknowledged_at is None:
        objections.append("Acknowledge the hit first.")
    if side.contacted_at is not None:
        objections.append("Your unit has recorded the contact already.")
    return objections


def objections_to_record_contact(
    parts: Collection[str], side: Any, contacted_at: datetime, now: datetime
) -> list[str]:
    """Each side records the contact once, with a time between the hit and now."""
    objections = objections_to_contact_now(parts, side)
    if contacted_at < side.raised_at:
        objections.append("The contact cannot be before the hit was raised.")
    if contacted_at > now:
        objections.append("The contact cannot be in the future.")
    return objections


def objections_to_outcome_now(parts: Collection[str], side: Any) -> list[str]:
    """Each side records the outcome once, after its acknowledgement."""
    objections = _objections_to_answer(parts)
    if side.acknowledged_at is None:
        objections.append("Acknowledge the hit first, then contact the other side.")
    if side.closed_at is not None and side.closed_by_id is None:
        objections.append("This hit is closed, so there is nothing left to record.")
    elif side.closed_at is not None:
        objections.append("Your unit has recorded the outcome of this hit already.")
    return objections


def objections_to_record_outcome(
    parts: Collection[str], side: Any, outcome: str, reason: str, verdict: str = ""
) -> list[str]:
    """Each side records the outcome with a reason, after acknowledgement and contact.

    A unit can record "Not a conflict" without contact; any other outcome needs an agreement.
    """
    objections = objections_to_text(reason) + objections_to_outcome_now(parts, side)
    is_open = side.acknowledged_at is not None and side.closed_at is None
    if is_open and side.contacted_at is None and outcome != NOT_A_CONFLICT:
        objections.append(SPEAK_FIRST)
    if not reason.strip():
        objections += at("reason", "Enter the reason.")
    if verdict and side.hit.kind == "event":
        objections.append(
            "Leave out whether it is the same target. It does not apply to planned events."
        )
    return objections


def objections_to_each(
    side: Any, every: Collection[Any], objections_to: Callable[[Any], list[str]]
) -> list[str]:
    """Collect the objections to answering several hits together.

    All must be with the same other unit, and an objection to one refuses all. An objection that
    applies to each is listed once.
    """
    objections = objections_to(side)
    for answered in every:
        if (answered.unit_id, answered.other_unit_id) != (side.unit_id, side.other_unit_id):
            objections.append(f"{answered.ref}: it is with another unit. Answer it separately.")
        objections += [
            f"{answered.ref}: {objection}"
            for objection in objections_to(answered)
            if objection not in objections
        ]
    return objections


def _objections_to_answer(parts: Collection[str]) -> list[str]:
    if set(parts) & set(ANSWERING_ROLES):
        return []
    return ["Only an investigator, an OCG coordinator or the deconfliction desk can do this."]

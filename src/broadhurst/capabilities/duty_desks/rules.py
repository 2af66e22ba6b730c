"""What a duty desk does with hits, who keeps the rota, and what is exported for training. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from broadhurst.capabilities.deconfliction.rules.hits import OPEN_TO_REVIEW
from broadhurst.capabilities.register.rules import objections_to_text

# How far ahead a desk is shown the gaps in a rota.
ROTA_AHEAD = timedelta(days=7)
# Longer than any tour of duty, shorter than a rota that nobody keeps.
LONGEST_DUTY = timedelta(days=31)
ROTA_ROLES = frozenset({"coordinator", "desk"})
DISMISS_ALONE = (
    "can only be dismissed, because one of its entries was withdrawn or has expired. If somebody "
    "still works on that target, ask them to enter it again. It is then checked again."
)


def said_of_gone(refs: Collection[str]) -> list[str]:
    """Of each hit that is on an entry which is no more: why it is not confirmed, and what to do."""
    return [f"Hit {ref} {DISMISS_ALONE}" for ref in refs]


def objections_to_review(
    roles: Collection[str],
    hit: Any,
    reason: str,
    *,
    is_its_desk: bool,
    is_as_shown: bool = True,
    to_confirm_gone: Collection[str] = (),
) -> list[str]:
    """A hit that only desks see is confirmed or dismissed once, by the desk of either side; with
    others only as they were shown. Nobody is told to ring about what is gone: `to_confirm_gone` are
    those to be confirmed of which an entry is.
    """
    objections = objections_to_text(reason)
    if "desk" not in roles or not is_its_desk:
        objections.append("Only the deconfliction desk of one of the two sides can do this.")
    if hit.state not in OPEN_TO_REVIEW:
        objections.append("This hit is not waiting for a review.")
    elif not is_as_shown:
        objections.append("There are new hits. Check them before you continue.")
    else:
        objections += said_of_gone(to_confirm_gone)
    if not reason.strip():
        objections.append("Say why.")
    return objections


def objections_to_escalate(roles: Collection[str]) -> list[str]:
    """Escalation is the system's job, or an administrator's: it goes by the clock alone."""
    return [] if "administrator" in roles else ["Only an administrator can do this."]


def objections_to_set_duty(
    roles: Collection[str], *, is_theirs: bool, from_at: datetime, until_at: datetime, now: datetime
) -> list[str]:
    """A unit's rota is kept by a coordinator of its body or by its desk, for spans yet to end."""
    objections = []
    if not ROTA_ROLES & set(roles) or not is_theirs:
        objections.append(
            "Only an OCG coordinator of the unit’s organisation or its desk can do this."
        )
    if until_at <= from_at:
        objections.append("The duty must end after it begins.")
    elif until_at <= now:
        objections.append("The duty is over already. Enter a later end.")
    if until_at - from_at > LONGEST_DUTY:
        objections.append(f"A duty lasts {LONGEST_DUTY.days} days at the most.")
    return objections


def objections_to_export_labels(roles: Collection[str]) -> list[str]:
    """What officers found is exported for training by a desk, or by an administrator."""
    if {"desk", "administrator"} & set(roles):
        return []
    return ["Only the deconfliction desk or an administrator can do this."]


def label_of(verdicts: Collection[str]) -> str:
    """One answer of the sides' verdicts: what they agree on; where they differ, nobody can tell."""
    told = {verdict for verdict in verdicts if verdict and verdict != "cannot_tell"}
    return told.pop() if len(told) == 1 else "cannot_tell"


def gaps(
    spans: Collection[tuple[datetime, datetime]], since: datetime, until: datetime
) -> list[tuple[datetime, datetime]]:
    """The spans between two instants in which nobody is on duty, in order."""
    found, reached = [], since
    for begins, ends in sorted(spans):
        if begins > reached:
            found.append((reached, min(begins, until)))
        reached = max(reached, ends)
    if reached < until:
        found.append((reached, until))
    return [(begins, ends) for begins, ends in found if begins < ends]

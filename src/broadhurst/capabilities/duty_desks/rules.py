"""Rules on reviews, escalation, the rota and the export of labels. They query nothing."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from broadhurst.capabilities.deconfliction.rules.hits import OPEN_TO_REVIEW
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at

# A desk sees the gaps in a rota this far ahead.
ROTA_AHEAD = timedelta(days=7)
# Longer than any real duty, but short enough to notice a rota that nobody maintains.
LONGEST_DUTY = timedelta(days=31)
ROTA_ROLES = frozenset({"coordinator", "desk"})
NOT_ROTA = "Only an OCG coordinator of the unit’s organisation or its desk can do this."
# The periods that a desk's page of verdicts offers, and the longest one, in months.
PERIODS = (3, 12, 24)
USUAL_MONTHS, MOST_MONTHS = 12, 60
LEAST_TO_SAY = 5  # decided hits, for a share of them
WHY_BY_SCRIPT = (
    "Hits are grouped by script because it can be read from the letters. Nobody’s origin is "
    "recorded or guessed from a name."
)
DISMISS_ALONE = (
    "can only be dismissed, because one of its entries was withdrawn or has expired. If somebody "
    "still works on that target, ask them to enter it again. It is then checked again."
)


def notes_on_gone(refs: Collection[str]) -> list[str]:
    """Say for each hit with a gone entry why it cannot be confirmed, and what to do."""
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
    """Return the objections to a desk's decision on a hit that only desks see.

    The desk of either side decides, and only once. A decision on several hits must be on exactly
    the hits that were shown (`is_as_shown`). `to_confirm_gone` are the references of the hits to
    confirm that have a gone entry: no unit is told to call about these.
    """
    objections = objections_to_text(reason)
    objections += objections_to_review_now(roles, hit, is_its_desk=is_its_desk)
    if hit.state in OPEN_TO_REVIEW and not is_as_shown:
        objections.append("There are new hits. Check them before you continue.")
    elif hit.state in OPEN_TO_REVIEW:
        objections += notes_on_gone(to_confirm_gone)
    if not reason.strip():
        objections += at("reason", "Enter a reason.")
    return objections


def objections_to_review_now(roles: Collection[str], hit: Any, *, is_its_desk: bool) -> list[str]:
    """Refuse anyone but a desk of the two sides, and a hit that is decided already."""
    objections = []
    if "desk" not in roles or not is_its_desk:
        objections.append("Only the deconfliction desk of one of the two sides can do this.")
    if hit.state not in OPEN_TO_REVIEW:
        objections.append("This hit is not waiting for a review.")
    return objections


def objections_to_escalate(roles: Collection[str]) -> list[str]:
    """Return the objections to an escalation: only the system or an administrator runs it."""
    return [] if "administrator" in roles else ["Only an administrator can do this."]


def objections_to_rota_roles(roles: Collection[str]) -> list[str]:
    """OCG coordinators and desks set duties."""
    return [] if ROTA_ROLES & set(roles) else [NOT_ROTA]


def objections_to_set_duty(
    roles: Collection[str], *, is_theirs: bool, from_at: datetime, until_at: datetime, now: datetime
) -> list[str]:
    """Return the objections to a duty.

    A coordinator of the unit's organisation or the unit's desk sets it, and it must end in future.
    """
    objections = objections_to_rota_roles(roles)
    if not objections and not is_theirs:
        objections = [NOT_ROTA]
    if until_at <= from_at:
        objections.append("The duty must end after it begins.")
    elif until_at <= now:
        objections.append("The duty is over already. Enter a later end.")
    if until_at - from_at > LONGEST_DUTY:
        objections.append(f"A duty can last {LONGEST_DUTY.days} days at most.")
    return objections


def objections_to_export_labels(roles: Collection[str]) -> list[str]:
    """Return the objections to an export of labels: only a desk or an administrator may do it."""
    if {"desk", "administrator"} & set(roles):
        return []
    return ["Only the deconfliction desk or an administrator can do this."]


def objections_to_read_verdicts(roles: Collection[str]) -> list[str]:
    """Return the objections to reading the verdicts on a desk's hits: only a desk may."""
    return (
        [] if "desk" in roles else ["Only a deconfliction desk can see the verdicts on its hits."]
    )


def share_in_words(part: int, whole: int) -> str:
    """Return a share with its two numbers, or only the numbers if there are too few to say."""
    counts = f"{part} of {whole}"
    if whole < LEAST_TO_SAY:
        return f"{counts}: too few to say"
    return f"{counts} ({100 * part / whole:.0f} in 100)"


def label_of(verdicts: Collection[str]) -> str:
    """Return the verdict that the sides agree on, or "cannot_tell" if they differ."""
    distinct = {verdict for verdict in verdicts if verdict and verdict != "cannot_tell"}
    return distinct.pop() if len(distinct) == 1 else "cannot_tell"


def gaps(
    spans: Collection[tuple[datetime, datetime]], since: datetime, until: datetime
) -> list[tuple[datetime, datetime]]:
    """Return the spans between two instants when nobody is on duty, in order."""
    uncovered, reached = [], since
    for begins, ends in sorted(spans):
        if begins > reached:
            uncovered.append((reached, min(begins, until)))
        reached = max(reached, ends)
    if reached < until:
        uncovered.append((reached, until))
    return [(begins, ends) for begins, ends in uncovered if begins < ends]

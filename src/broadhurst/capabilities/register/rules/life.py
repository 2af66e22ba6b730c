"""The life of an OCG: its states, and which step leads from one to the next. Pure.

```
reported ── under assessment ──┬── active ⇄ dormant ── archive proposed ── archived ── active
    └──────────┴── not adopted │      (registered urgently: active at once)
         (reopened: under assessment)    active or dormant ⇄ merged into another
```

The database holds the same steps (`migrations/0002_wall.py`).
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from broadhurst.capabilities.register.rules.registering import (
    COORDINATOR,
    LRO,
    OWNING_UNIT,
    SIO,
    objections_to_text,
    only,
)
from broadhurst.foundation.workflow import at

# The states with an LRO, those without one yet, and those in which nothing can be done.
LIVE = ("active", "dormant")
NOT_ADOPTED_YET = ("reported", "assessing")
OPEN = (*NOT_ADOPTED_YET, *LIVE)
CLOSED = ("not_adopted", "archived", "merged")
COLOURS = {
    "reported": "yellow",
    "assessing": "light-blue",
    "not_adopted": "grey",
    "active": "green",
    "dormant": "purple",
    "archive_proposed": "orange",
    "archived": "grey",
    "merged": "grey",
}
# The longest time until a dormant OCG is looked at again. Policy of this project: no public source
# gives a number.
LOOK_AGAIN_WITHIN = timedelta(days=182)
# The states before each step.
BEFORE = {
    "start_assessment": ("reported",),
    "adopt": ("assessing",),
    "decline_adoption": NOT_ADOPTED_YET,
    "reopen": ("not_adopted",),
    "make_dormant": ("active",),
    "resume_work": ("dormant",),
    "keep_dormant": ("dormant",),
}
# Each refusal of a step, by the state of the OCG.
STANDING = {
    "reported": "This OCG has been reported. Start its assessment first.",
    "assessing": "This OCG is under assessment. Adopt it first, or record why it is not adopted.",
    "not_adopted": "This OCG was not adopted. Reopen it first.",
    "active": "This OCG is active already.",
    "dormant": "This OCG is dormant. Resume work on it first.",
    "archived": "This OCG is archived. Reactivate it first.",
    "merged": "This OCG was merged into another. Work on that one.",
}

PROPOSED = "An officer has proposed to archive this OCG. Approve or decline that first."


def objections_to_step(ocg: Any, parts: Collection[str], step: str, *, text: str = "") -> list[str]:
    """Officers of the OCG take a step from the states before it, with no SECRET text."""
    objections = only(parts, OWNING_UNIT, SIO, LRO, COORDINATOR) + objections_to_text(text)
    if ocg.is_archive_proposed:
        return [*objections, PROPOSED]
    return objections if ocg.state in BEFORE[step] else [*objections, STANDING[ocg.state]]


def objections_to_adopt(
    ocg: Any, parts: Collection[str], *, assessment: Any, today: date
) -> list[str]:
    """An OCG is adopted on a moderated assessment that is in date."""
    objections = objections_to_step(ocg, parts, "adopt")
    if assessment is None:
        objections.append(
            "No moderator has accepted an assessment of this OCG yet. Assess it first."
        )
    elif assessment.moderation.review_due_on < today:
        objections.append(
            "The assessment of this OCG is past its review date. Assess it again first."
        )
    return objections


def objections_to_decline_adoption(
    ocg: Any, parts: Collection[str], *, open_work: list[str], waiting: Any, text: str
) -> list[str]:
    """An OCG that is not adopted has no open work and no assessment with a moderator."""
    objections = objections_to_step(ocg, parts, "decline_adoption", text=text)
    if waiting is not None:
        objections.append("An assessment is with a moderator. Wait until it is moderated.")
    return [*objections, *open_work]


def objections_to_make_dormant(
    ocg: Any,
    parts: Collection[str],
    *,
    assessment: Any,
    open_work: list[str],
    text: str,
) -> list[str]:
    """An OCG becomes dormant when it is assessed and no bid or transfer of it is open."""
    objections = objections_to_step(ocg, parts, "make_dormant", text=text)
    if assessment is None:
        objections.append("This OCG has no moderated assessment. Assess it first.")
    return [*objections, *open_work]


def objections_to_look_again_on(day: date, today: date) -> list[str]:
    """A dormant OCG is looked at again after today, and within half a year."""
    if not today < day <= today + LOOK_AGAIN_WITHIN:
        return at("review_on", "Enter a day after today, and within 26 weeks from now.")
    return []


def objections_to_reopen(reason: str) -> list[str]:
    """An OCG that was entered in error is not reopened: its cover name may be used again."""
    if reason == "in_error":
        return ["This OCG was entered in error. Register or import it again instead."]
    return []


def objections_to_reported(ocg: Any) -> list[str]:
    """A report is scored once its assessment is started, so that its clock runs."""
    return [STANDING["reported"]] if ocg.state == "reported" else []

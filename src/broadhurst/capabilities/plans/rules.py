"""When a 4P plan may be written, agreed and reviewed, and its actions moved on. Pure.

Each rule returns its objections, in sentences that a user may read.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from broadhurst.capabilities.register import rules as register
from broadhurst.foundation.workflow import Move, Workflow

ACCOUNTABLE = "accountable unit"
WRITERS = (register.OWNING_UNIT, register.SIO, register.LRO, register.COORDINATOR)
OPEN_STAGES = ("proposed", "accepted", "in_progress")

ACTION = Workflow(
    "action",
    Move("accept_action", ("proposed",), "accepted", by=(ACCOUNTABLE,)),
    Move("report_progress", ("accepted", "in_progress"), "in_progress", by=(ACCOUNTABLE,)),
    Move("complete_action", ("accepted", "in_progress"), "complete", by=(ACCOUNTABLE,)),
    Move("cancel_action", OPEN_STAGES, "cancelled", by=WRITERS),
)

# How often a plan is reviewed, in days by tier. No public source gives a national cadence: this is
# an example, as the scoring scheme is. An OCG that is not assessed counts as tier 1, because
# unknown is not low.
REVIEW_DAYS = {1: 28, 2: 56, 3: 91}
# How long an accountable unit has to accept an action, in days; an example too.
ACCEPT_WITHIN = 7


def review_days(tier: int | None) -> int:
    """How many days may pass between reviews of the plan of an OCG in a tier."""
    return REVIEW_DAYS[1] if tier is None else REVIEW_DAYS.get(tier, max(REVIEW_DAYS.values()))


def objections_to_draft(ocg: Any, parts: Collection[str], live: Any, *, aim: str) -> list[str]:
    """One version is live at a time (rule 12): a draft is agreed before the next is begun."""
    objections = register.objections_to_work_on(ocg, parts) + register.objections_to_text(aim)
    if live is not None and live.stage == "draft":
        objections.append(
            f"Version {live.version} is a draft. Agree it before you draft the next version."
        )
    return objections


def objections_to_add_objective(
    ocg: Any, parts: Collection[str], plan: Any, *, text: str
) -> list[str]:
    """Objectives are set while a version is a draft; what was agreed stays as it was agreed."""
    objections = register.objections_to_work_on(ocg, parts) + register.objections_to_text(text)
    if plan.stage == "agreed":
        objections.append(
            f"Version {plan.version} is agreed. Draft a new version to add an objective."
        )
    return objections + objections_to_old(plan)


def objections_to_old(plan: Any) -> list[str]:
    """A version that has been replaced is kept as it was."""
    if plan.stage == "superseded":
        return [f"Version {plan.version} has been replaced. Work on the current version."]
    return []


def objections_to_add_action(
    ocg: Any, parts: Collection[str], plan: Any, *, due_on: date, today: date, texts: Iterable[str]
) -> list[str]:
    """Actions are added to the live version, draft or agreed, and fall due in the future."""
    objections = register.objections_to_work_on(ocg, parts) + objections_to_old(plan)
    objections += register.objections_to_text(" ".join(texts))
    if due_on < today:
        objections.append("The due date is in the past.")
    return objections


def objections_to_share(
    *, title: str, brief: str, shared_under: str, secrets: Iterable[str]
) -> list[str]:
    """What another body reads is written for it, names nothing of the OCG, and rests on something.

    `secrets` are the references and names that give the OCG away. Sharing needs an agreement in
    force or a recorded exception (rule 26).
    """
    objections = []
    if not brief.strip():
        objections.append(
            "Enter a brief, because another organisation reads only the title and the brief."
        )
    if not shared_under.strip():
        objections.append(
            "Say which sharing agreement this rests on, or why it is shared as an exception."
        )
    told = f"{title} {brief} {shared_under}".casefold()
    named = [secret for secret in secrets if secret and secret.casefold() in told]
    if named:
        objections.append(
            f"Take {' and '.join(f'“{secret}”' for secret in named)} out of the title, the brief "
            "and “Shared under”, because another organisation reads them."
        )
    return objections


def objections_to_agree(
    ocg: Any,
    parts: Collection[str],
    plan: Any,
    *,
    objectives: Collection[Any],
    actions: Collection[Any],
    anyone_exploited: bool,
) -> list[str]:
    """A plan that is agreed says what is to be done, and forgets nobody who is exploited."""
    objections = register.objections_to_work_on(ocg, parts) + objections_to_old(plan)
    if plan.stage == "agreed":
        objections.append(f"Version {plan.version} is already agreed.")
    if not objectives:
        objections.append("Add an objective first.")
    if not actions:
        objections.append("Add an action first: with a unit that answers for it, and a due date.")
    if anyone_exploited and all(objective.p != "protect" for objective in objectives):
        objections.append(
            "Someone in this OCG is or may be exploited, so add an objective under Protect."
        )
    return objections


def objections_to_review(
    ocg: Any, parts: Collection[str], plan: Any, *, next_on: date, latest: date, today: date
) -> list[str]:
    """An agreed plan is reviewed, and again no later than the cadence of its tier."""
    objections = register.objections_to_work_on(ocg, parts) + objections_to_old(plan)
    if plan.stage == "draft":
        objections.append(f"Version {plan.version} is a draft. Agree it first.")
    if not today < next_on <= latest:
        objections.append(
            f"The next review must be after today and no later than {latest:%-d %B %Y}."
        )
    return objections


def objections_to_hand_over(plan: Any, to: Any) -> list[str]:
    """A plan is handed over to another unit."""
    return ["That unit owns the plan already."] if plan.owner_unit_id == to.pk else []

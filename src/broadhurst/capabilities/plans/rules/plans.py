"""Rules for 4P plans and their actions.

The functions are pure. Each returns its objections, in sentences that a user can read.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from broadhurst.capabilities.register.rules.assessing import objections_to_out_of_date
from broadhurst.capabilities.register.rules.registering import (
    COORDINATOR,
    LRO,
    OWNING_UNIT,
    PARTNER_LRO,
    SIO,
    objections_to_inactive,
    objections_to_plan_on,
    objections_to_text,
    objections_to_work_on,
)
from broadhurst.foundation import clock
from broadhurst.foundation.workflow import Move, Workflow, at

ACCOUNTABLE = "accountable unit"
OWNERS = (OWNING_UNIT, SIO, LRO, COORDINATOR)
WRITERS = (*OWNERS, PARTNER_LRO)  # a partner's LRO neither agrees nor closes it
BEGUN = ("accepted", "in_progress", "complete")
OPEN_STAGES = ("proposed", "accepted", "in_progress", "blocked", "returned")
WITH_UNIT = ("proposed", "accepted", "in_progress", "blocked")  # stages in which its unit has it
UNCHANGED = ""  # the stage after a move that leaves it as it is

ACTION = Workflow(
    "action",
    Move("accept_action", ("proposed",), "accepted", by=(ACCOUNTABLE,)),
    Move("report_progress", ("accepted", "in_progress"), "in_progress", by=(ACCOUNTABLE,)),
    Move("complete_action", ("accepted", "in_progress"), "complete", by=(ACCOUNTABLE,)),
    Move("cancel_action", OPEN_STAGES, "cancelled", by=WRITERS),
    Move("block_action", ("accepted", "in_progress"), "blocked", by=(ACCOUNTABLE, *WRITERS)),
    Move("unblock_action", ("blocked",), "in_progress", by=(ACCOUNTABLE, *WRITERS)),
    Move("return_action", WITH_UNIT, "returned", by=(ACCOUNTABLE,)),
    Move("send_again", ("returned",), "proposed", by=WRITERS),
    Move("ask_question", WITH_UNIT, UNCHANGED, by=(ACCOUNTABLE,)),
    Move("answer_question", OPEN_STAGES, UNCHANGED, by=WRITERS),
    Move("propose_date", WITH_UNIT, UNCHANGED, by=(ACCOUNTABLE,)),
    Move("answer_date", OPEN_STAGES, UNCHANGED, by=WRITERS),
    Move("add_dependency", OPEN_STAGES, UNCHANGED, by=WRITERS),
    Move("remove_dependency", OPEN_STAGES, UNCHANGED, by=WRITERS),
    Move("stop_repeating", OPEN_STAGES, UNCHANGED, by=WRITERS),
)

# Days that an accountable unit has to accept an action. Policy of this project.
ACCEPT_WITHIN = 7


def accept_by(action: Any) -> date:
    """Return the last day to accept an action, which is not after the day it is due."""
    asked_on: date = action.asked_at.astimezone(clock.LONDON).date()
    due_on: date = action.due_on
    return min(asked_on + timedelta(days=ACCEPT_WITHIN), due_on)


def may_claim_disruption(action: Any, parts: Collection[str]) -> bool:
    """Return whether someone may claim a disruption that an action led to."""
    return action.stage in BEGUN and bool({ACCOUNTABLE, *OWNERS} & set(parts))


def objections_to_draft(ocg: Any, parts: Collection[str], live: Any, *, aim: str) -> list[str]:
    """Refuse a new version while another is a draft: only one is live (rule 12)."""
    objections = objections_to_plan_on(ocg, parts) + objections_to_text(aim)
    objections += objections_to_inactive(ocg)
    if live is not None and live.stage == "draft":
        objections.append(
            f"Version {live.version} is a draft. Agree it before you draft the next version."
        )
    if live is not None and live.stage == "closed":
        objections.append("The plan is closed. Reopen it before you draft the next version.")
    return objections


def objections_to_add_objective(
    ocg: Any, parts: Collection[str], plan: Any, *, text: str
) -> list[str]:
    """Refuse a new objective on an agreed version, which stays as it was agreed."""
    return objections_to_add_to_draft(ocg, parts, plan, text=text, noun="an objective")


def objections_to_add_to_draft(
    ocg: Any, parts: Collection[str], plan: Any, *, text: str, noun: str
) -> list[str]:
    """Refuse an addition to a version that is not a draft."""
    objections = objections_to_plan_on(ocg, parts) + objections_to_text(text)
    if plan.stage == "agreed":
        objections.append(f"Version {plan.version} is agreed. Draft a new version to add {noun}.")
    return objections + objections_to_old(plan)


def objections_to_change(ocg: Any, parts: Collection[str], plan: Any) -> list[str]:
    """Only those who write a plan change it, and only its current version."""
    return objections_to_plan_on(ocg, parts) + objections_to_old(plan)


def objections_to_old(plan: Any) -> list[str]:
    """Refuse a change to a version that has been replaced, or to a closed plan."""
    if plan.stage == "closed":
        return ["The plan is closed. Reopen it first."]
    if plan.stage == "superseded":
        return [f"Version {plan.version} has been replaced. Work on the current version."]
    return []


def objections_to_add_action(
    ocg: Any, parts: Collection[str], plan: Any, *, due_on: date, today: date, texts: Iterable[str]
) -> list[str]:
    """Refuse an action on an old version, or with a due date in the past."""
    objections = objections_to_change(ocg, parts, plan)
    objections += objections_to_text(" ".join(texts))
    return objections + objections_to_due(due_on, today)


def objections_to_due(due_on: date, today: date) -> list[str]:
    """Refuse a due date in the past."""
    return ["The due date is in the past."] if due_on < today else []


def objections_to_repeat(*, repeats: str, until: date | None, due_on: date) -> list[str]:
    """Refuse a series without its last day, or one that ends before it begins."""
    if not repeats:
        return at("repeats_until", "Also select how often the action repeats.") if until else []
    if until is None:
        return at("repeats_until", "Enter the last day for which the action repeats.")
    if until <= due_on:
        return at("repeats_until", "Enter a day after the due date.")
    return []


def objections_to_stop_repeating(action: Any) -> list[str]:
    """Only an action that repeats stops repeating."""
    return [] if action.repeats else ["This action does not repeat."]


def objections_to_share(
    *, title: str, brief: str, shared_under: str, secrets: Iterable[str]
) -> list[str]:
    """Refuse a partner's text that names the OCG or has no basis (rule 26).

    `secrets` are the references and names that would identify the OCG. The basis is an agreement in
    force or a recorded exception.
    """
    objections = []
    text = f"{title} {brief} {shared_under}"
    if not brief.strip():
        objections += at(
            "brief",
            "Enter a brief, because another organisation reads only the title and the brief.",
        )
    if not shared_under.strip():
        objections += at(
            "shared_under",
            "Enter the sharing agreement that allows this, or why it is shared as an exception.",
        )
    if leaked := secrets_in(text, secrets):
        objections.append(
            f"Remove {leaked} from the title, the brief and “Shared under”, because another "
            "organisation reads them."
        )
    return objections


def secrets_in(text: str, secrets: Iterable[str]) -> str:
    """Return the references and names that a text contains: “A” and “B”."""
    leaked = [secret for secret in secrets if secret and secret.casefold() in text.casefold()]
    return " and ".join(f"“{secret}”" for secret in leaked)


def objections_to_agree(
    ocg: Any,
    parts: Collection[str],
    plan: Any,
    *,
    officer: Any,
    objectives: Collection[Any],
    outcomes: Collection[Any],
    actions: Collection[Any],
    anyone_exploited: bool,
    assessment: Any,
    today: date,
) -> list[str]:
    """Refuse the drafter, and a plan without objectives, desired outcomes and actions.

    The OCG's assessment must be in date. A plan also needs an objective under Protect if someone in
    the OCG is or may be exploited.
    """
    objections = objections_to_agree_draft(ocg, parts, plan, officer=officer)
    objections += objections_to_out_of_date(ocg, assessment, today)
    if not objectives:
        objections.append("Add an objective first.")
    if not outcomes:
        objections.append(
            "Add a desired outcome first. When the plan ends, it is graded against its desired "
            "outcomes."
        )
    if not actions:
        objections.append("Add an action first, with an accountable unit and a due date.")
    if anyone_exploited and all(objective.p != "protect" for objective in objectives):
        objections.append(
            "Someone in this OCG is or may be exploited, so add an objective under Protect."
        )
    return objections


def objections_to_agree_draft(
    ocg: Any, parts: Collection[str], plan: Any, *, officer: Any
) -> list[str]:
    """Refuse the drafter, and a version that is not a draft."""
    objections = objections_to_work_on(ocg, parts) + objections_to_old(plan)
    if plan.stage == "agreed":
        objections.append(f"Version {plan.version} is already agreed.")
    if not may_agree(officer, plan):
        objections.append(
            "You drafted this version, so another officer of the owning unit, the SIO, the LRO or "
            "an OCG coordinator must agree it."
        )
    return objections


def may_agree(officer: Any, plan: Any) -> bool:
    """Return whether an officer did not draft this version, so that they may agree it."""
    return bool(officer.pk != plan.drafted_by_id)


def objections_to_review(
    ocg: Any, parts: Collection[str], plan: Any, *, next_on: date, latest: date, today: date
) -> list[str]:
    """Refuse a review of a draft, or a next review later than the tier allows."""
    objections = objections_to_review_version(ocg, parts, plan)
    if not today < next_on <= latest:
        objections.append(
            f"The next review must be after today and no later than {latest:%-d %B %Y}."
        )
    return objections


def objections_to_review_version(ocg: Any, parts: Collection[str], plan: Any) -> list[str]:
    """Refuse a review of a draft or of an old version."""
    objections = objections_to_change(ocg, parts, plan)
    if plan.stage == "draft":
        objections.append(f"Version {plan.version} is a draft. Agree it first.")
    return objections


def objections_to_hand_over(plan: Any, to: Any) -> list[str]:
    """Refuse to hand a plan over to the unit that already owns it."""
    return ["That unit already owns the plan."] if plan.owner_unit_id == to.pk else []

"""Command line of plans."""

from collections.abc import Callable
from typing import Any

import click

from broadhurst.capabilities.plans.commands import (
    add_exit_criterion,
    add_outcome,
    close_gap,
    close_plan,
    drop_outcome,
    grade_outcome,
    mark_exit_criterion,
    open_gap,
    reopen_plan,
)
from broadhurst.capabilities.plans.commands.accept_action import AcceptActionForm, accept_action
from broadhurst.capabilities.plans.commands.add_action import AddActionForm, add_action
from broadhurst.capabilities.plans.commands.add_objective import AddObjectiveForm, add_objective
from broadhurst.capabilities.plans.commands.agree import AgreeForm, agree
from broadhurst.capabilities.plans.commands.cancel_action import CancelActionForm, cancel_action
from broadhurst.capabilities.plans.commands.complete_action import (
    CompleteActionForm,
    complete_action,
)
from broadhurst.capabilities.plans.commands.draft import DraftForm, draft
from broadhurst.capabilities.plans.commands.report_progress import (
    ReportProgressForm,
    report_progress,
)
from broadhurst.capabilities.plans.commands.review import ReviewForm, review
from broadhurst.capabilities.plans.models import Action, ExitCriterion, Gap
from broadhurst.capabilities.plans.queries.actions import planned_actions, seen_actions
from broadhurst.capabilities.plans.queries.aims import outcomes
from broadhurst.capabilities.plans.queries.versions import plans
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.words import day


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.select_related("dossier"), ref=ref)


def a_plan(actor: Actor, ref: str) -> Any:
    return cli.find(actor, plans(), ref=ref)


def an_outcome(actor: Actor, ref: str) -> Any:
    return cli.find(actor, outcomes(), ref=ref)


def a_gap(actor: Actor, ref: str) -> Gap | None:
    return cli.find(actor, Gap.objects.select_related("plan__ocg__dossier"), ref=ref)


def a_criterion(actor: Actor, ref: str) -> ExitCriterion | None:
    return cli.find(actor, ExitCriterion.objects.select_related("plan__ocg__dossier"), ref=ref)


def an_action(actor: Actor, ref: str) -> Action | None:
    return cli.find(actor, seen_actions(), ref=ref)


def a_planned_action(actor: Actor, ref: str) -> Action | None:
    return cli.find(actor, planned_actions(), ref=ref)


VERBS: tuple[tuple[str, type[CommandForm], Callable[..., Any], dict[str, cli.Find]], ...] = (
    ("draft", DraftForm, draft, {"ocg": an_ocg}),
    ("add-objective", AddObjectiveForm, add_objective, {"plan": a_plan}),
    ("add-action", AddActionForm, add_action, {"plan": a_plan}),
    ("agree", AgreeForm, agree, {"plan": a_plan}),
    ("review", ReviewForm, review, {"plan": a_plan}),
    ("add-outcome", add_outcome.AddOutcomeForm, add_outcome.add_outcome, {"plan": a_plan}),
    (
        "grade-outcome",
        grade_outcome.GradeOutcomeForm,
        grade_outcome.grade_outcome,
        {"outcome": an_outcome},
    ),
    (
        "drop-outcome",
        drop_outcome.DropOutcomeForm,
        drop_outcome.drop_outcome,
        {"outcome": an_outcome},
    ),
    ("open-gap", open_gap.OpenGapForm, open_gap.open_gap, {"plan": a_plan}),
    ("close-gap", close_gap.CloseGapForm, close_gap.close_gap, {"gap": a_gap}),
    (
        "add-exit-criterion",
        add_exit_criterion.AddExitCriterionForm,
        add_exit_criterion.add_exit_criterion,
        {"plan": a_plan},
    ),
    (
        "mark-exit-criterion",
        mark_exit_criterion.MarkExitCriterionForm,
        mark_exit_criterion.mark_exit_criterion,
        {"criterion": a_criterion},
    ),
    ("close", close_plan.ClosePlanForm, close_plan.close_plan, {"plan": a_plan}),
    ("reopen", reopen_plan.ReopenPlanForm, reopen_plan.reopen_plan, {"plan": a_plan}),
    ("accept-action", AcceptActionForm, accept_action, {"action": an_action}),
    ("report-progress", ReportProgressForm, report_progress, {"action": an_action}),
    ("complete-action", CompleteActionForm, complete_action, {"action": an_action}),
    ("cancel-action", CancelActionForm, cancel_action, {"action": a_planned_action}),
)
group = click.Group("plans", help="4P plans and their actions.")
for name, form_class, then, finds in VERBS:
    group.add_command(cli.verb(name, form_class, then, finds=finds, says=str))


@group.command("actions")
@cli.in_posting
@cli.acting_as
def list_actions(username: str, unit: str | None) -> None:
    """List the open actions of your unit."""
    with cli.acting(username, unit) as actor:
        for action in seen_actions().filter(closed_at=None, accountable_unit=actor.unit):
            click.echo(f"{action.ref}  due {day(action.due_on)}  {action.stage}  {action.title}")

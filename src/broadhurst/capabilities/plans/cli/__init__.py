"""Command line of plans."""

from collections.abc import Callable
from typing import Any

import click

from broadhurst.capabilities.plans.cli import policies
from broadhurst.capabilities.plans.commands import (
    add_dependency,
    add_exit_criterion,
    add_outcome,
    answer_date,
    answer_question,
    ask_question,
    block_action,
    close_gap,
    close_plan,
    drop_outcome,
    grade_outcome,
    mark_exit_criterion,
    open_gap,
    propose_date,
    remove_dependency,
    reopen_plan,
    return_action,
    send_again,
    stop_repeating,
    unblock_action,
    use_template,
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
from broadhurst.capabilities.plans.lists import UNIT_ACTIONS
from broadhurst.capabilities.plans.models import Action, ExitCriterion, Gap
from broadhurst.capabilities.plans.queries.actions import planned_actions, seen_actions
from broadhurst.capabilities.plans.queries.aims import outcomes
from broadhurst.capabilities.plans.queries.plan_on_paper import PLAN_COPY
from broadhurst.capabilities.plans.queries.tactics import library_on, tactics_in
from broadhurst.capabilities.plans.queries.versions import plans
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.lists import cli as lists
from broadhurst.foundation.record_copies.cli import download


def an_ocg(actor: Actor, ref: str) -> Ocg | None:
    return cli.find(actor, Ocg.objects.all(), ref=ref)


def a_plan(actor: Actor, ref: str) -> Any:
    return cli.find(actor, plans(), ref=ref)


def an_outcome(actor: Actor, ref: str) -> Any:
    return cli.find(actor, outcomes(), ref=ref)


def a_gap(actor: Actor, ref: str) -> Gap | None:
    return cli.find(actor, Gap.objects.select_related("plan__ocg"), ref=ref)


def a_criterion(actor: Actor, ref: str) -> ExitCriterion | None:
    return cli.find(actor, ExitCriterion.objects.select_related("plan__ocg"), ref=ref)


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
    ("use-template", use_template.UseTemplateForm, use_template.use_template, {"plan": a_plan}),
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
    (
        "return-action",
        return_action.ReturnActionForm,
        return_action.return_action,
        {"action": an_action},
    ),
    (
        "ask-question",
        ask_question.AskQuestionForm,
        ask_question.ask_question,
        {"action": an_action},
    ),
    (
        "propose-date",
        propose_date.ProposeDateForm,
        propose_date.propose_date,
        {"action": an_action},
    ),
    (
        "answer-question",
        answer_question.AnswerQuestionForm,
        answer_question.answer_question,
        {"action": a_planned_action},
    ),
    (
        "answer-date",
        answer_date.AnswerDateForm,
        answer_date.answer_date,
        {"action": a_planned_action},
    ),
    ("send-again", send_again.SendAgainForm, send_again.send_again, {"action": a_planned_action}),
    (
        "block-action",
        block_action.BlockActionForm,
        block_action.block_action,
        {"action": an_action},
    ),
    (
        "unblock-action",
        unblock_action.UnblockActionForm,
        unblock_action.unblock_action,
        {"action": an_action},
    ),
    (
        "add-dependency",
        add_dependency.AddDependencyForm,
        add_dependency.add_dependency,
        {"action": a_planned_action},
    ),
    (
        "remove-dependency",
        remove_dependency.RemoveDependencyForm,
        remove_dependency.remove_dependency,
        {"action": a_planned_action},
    ),
    (
        "stop-repeating",
        stop_repeating.StopRepeatingForm,
        stop_repeating.stop_repeating,
        {"action": a_planned_action},
    ),
    ("cancel-action", CancelActionForm, cancel_action, {"action": a_planned_action}),
)
group = click.Group("plans", help="4P plans and their actions.")
for name, form_class, then, finds in VERBS:
    group.add_command(cli.verb(name, form_class, then, finds=finds, says=str))


for name, form_class, then in (
    ("accept-actions", AcceptActionForm, accept_action),
    ("propose-dates", propose_date.ProposeDateForm, propose_date.propose_date),
):
    group.add_command(
        lists.verb_on_each(
            name, form_class, then, rows=lambda _actor: seen_actions(), subject="action"
        )
    )


def _line(action: Action) -> str:
    return f"{action.ref}  due {day(action.due_on)}  {action.stage}  {action.title}"


policies.add_to(group)


@group.command("actions")
@cli.in_posting
@cli.acting_as
def list_actions(username: str, unit: str | None) -> None:
    """List the open actions of your unit."""
    with cli.acting(username, unit) as actor:
        for action in seen_actions().filter(closed_at=None, accountable_unit=actor.unit):
            click.echo(_line(action))


@group.command("tactics")
@cli.in_posting
@cli.acting_as
def list_tactics(username: str, unit: str | None) -> None:
    """List the tactics in force, each with its source."""
    with cli.acting(username, unit):
        for tactic in tactics_in(library_on(clock.today())):
            click.echo(f"{tactic.p}  {tactic.key}  {tactic.title}. Source: {tactic.citation}")


group.add_command(
    lists.listing(
        "unit-actions", UNIT_ACTIONS, says=_line, summary="List the actions of your unit, done too."
    )
)
group.add_command(download("download", PLAN_COPY))

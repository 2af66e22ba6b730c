"""A plan as a board by status and as a timeline, each with a table of the same actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from broadhurst.capabilities.plans.models import Action, P, Plan
from broadhurst.capabilities.plans.queries.dependencies import dependencies, mark_late_before
from broadhurst.capabilities.plans.queries.versions import actions_of
from broadhurst.foundation import clock
from broadhurst.foundation.chart import Span, TimelineChart, TimelineRow
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day, in_sentence

MOST = 40  # rows of a timeline, so that it can be read


@dataclass(frozen=True)
class Column:
    """A status of the board and its actions, the soonest due first."""

    stage: Action.Stage
    actions: Sequence[Action]


def _in_order(plan: Plan) -> list[Any]:
    actions = list(actions_of(plan).order_by("due_on", "pk"))
    mark_late_before(actions, dependencies(plan.ocg))
    return actions


def board(plan: Plan) -> list[Column]:
    """Return the actions of a version by status."""
    actions = _in_order(plan)
    return [
        Column(stage, [action for action in actions if action.stage == stage])
        for stage in Action.Stage
    ]


def timeline(plan: Plan) -> TimelineChart:
    """Return the actions of a version from when each was asked for to when it is due or closed.

    Open actions come first, and at most 40 are drawn. The kind of a span is its P.
    """
    actions = sorted(
        _in_order(plan), key=lambda action: (action.closed_at is not None, action.due_on)
    )
    left_out = max(len(actions) - MOST, 0)
    note = f"From when an action was asked for until it is due or was closed. {day(clock.today())}."
    if left_out:
        note += f" {left_out} more are in the plan."
    return TimelineChart(
        name="plan",
        title="Actions of the plan",
        note=note,
        heading="Action",
        timeline=[_row(action) for action in actions[:MOST]],
        as_of=clock.today(),
        order=[p.label for p in P],
    )


def _row(action: Any) -> TimelineRow:
    since = action.asked_at.astimezone(clock.LONDON).date()
    closed = action.closed_at and action.closed_at.astimezone(clock.LONDON).date()
    until = max(closed or action.due_on, since)
    label = f"{action.title}, {in_sentence(action.get_stage_display())}"
    if action.late_before:
        label += ", waits for one that is late"
    href = record_address("plans:action", action.ref)
    return TimelineRow(label, [Span(action.get_p_display(), since, until)], href)

"""Show plans on the OCG's page and among tasks."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from broadhurst.capabilities.plans.models import Action, Message, Plan
from broadhurst.capabilities.plans.queries.aims import aims, earlier_closings
from broadhurst.capabilities.plans.queries.versions import plans, strands
from broadhurst.capabilities.plans.rules import plans as rules
from broadhurst.capabilities.plans.rules.messages import ANSWER_WITHIN
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import Leadership, current_leadership
from broadhurst.capabilities.register.rules.registering import (
    is_partner,
    objections_to_plan_on,
    objections_to_work_on,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import prepared_query, sent_ahead
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.database.prepared import columns, read, send
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.notices.waiting import TaskSource, Waiting, tasks_of

REVIEW_SOON = timedelta(days=14)
AT_MOST = 50

HAS_ACTIONS = """
EXISTS (SELECT FROM plans_action WHERE accountable_unit_id = %(unit)s AND closed_at IS NULL)
"""
MAY_ANSWER = """
EXISTS (
    SELECT FROM plans_action a
    WHERE a.asking_unit_id = %(unit)s AND a.closed_at IS NULL AND (
        a.stage = 'returned' OR EXISTS (
            SELECT FROM plans_message m
            WHERE m.action_id = a.id AND m.kind IN ('question', 'date_proposed')
              AND NOT EXISTS (SELECT FROM plans_message n WHERE n.answers_id = m.id)
        )
    )
)
"""
MAY_PLAN = """
EXISTS (
    SELECT FROM led l JOIN plans_plan p ON p.ocg_id = l.ocg_id
    WHERE p.stage IN ('draft', 'agreed')
)
"""
# Drafts of others, of the OCGs that an officer leads, then agreed plans to be reviewed soon. Drafts
# are not for a reader who sees the OCG in part, because they cannot agree them.
TO_PLAN = f"""
SELECT {columns(Plan, "p")}, {columns(Ocg, "o")}, due.review_due_on
FROM plans_plan p JOIN register_ocg o ON o.id = p.ocg_id CROSS JOIN LATERAL (
    SELECT coalesce((
        SELECT r.next_review_on FROM plans_review r
        WHERE r.plan_id = p.id ORDER BY r.reviewed_at DESC, r.id DESC LIMIT 1
    ), p.first_review_on) AS review_due_on
) due
WHERE o.state = 'active'
  AND p.ocg_id IN (
    SELECT ocg_id FROM register_acting_lead WHERE officer_id = %(officer)s AND until_at IS NULL
  )
  AND (
    (p.stage = 'draft' AND p.drafted_by_id <> %(officer)s
     AND EXISTS (SELECT FROM access_dossier d WHERE d.id = p.dossier_id))
    OR (p.stage = 'agreed' AND due.review_due_on <= %(soon)s::date)
  )
ORDER BY p.stage = 'draft' DESC, due.review_due_on, p.id LIMIT {AT_MOST}
"""  # noqa: S608 - names of columns

MAY_NEED_ATTENTION = """
EXISTS (
    SELECT FROM plans_plan p
    WHERE p.ocg_id = %(ocg)s AND (p.stage = 'draft' OR (p.stage = 'agreed' AND coalesce((
        SELECT r.next_review_on FROM plans_review r
        WHERE r.plan_id = p.id ORDER BY r.reviewed_at DESC, r.id DESC LIMIT 1
      ), p.first_review_on) <= %(today)s::date + 14))
)
OR EXISTS (
    SELECT FROM plans_plan p
    JOIN plans_objective o ON o.plan_id = p.id
    JOIN plans_action a ON a.objective_id = o.id
    WHERE p.ocg_id = %(ocg)s AND a.closed_at IS NULL AND (
        a.due_on < %(today)s::date
        OR (a.stage = 'proposed' AND a.asked_at < %(today)s::date - 6)
    )
)
"""


def on_ocg(ocg: Ocg, actor: Actor) -> dict[str, Any]:
    """Return what the plan section of the OCG's page shows."""
    versions = _versions(ocg.pk)
    leadership = current_leadership(ocg)
    parts = leadership.parts_of(actor)
    superseded = Plan.Stage.SUPERSEDED
    plan = next((row for row in versions if row.stage != superseded), None)
    return {
        "plan": plan,
        "strands": strands(plan) if plan else [],
        "reviews": plan.reviews.select_related("reviewed_by")[:3] if plan else [],
        **(aims(plan) if plan else {}),
        "earlier_closings": earlier_closings(ocg) if plan else [],
        "earlier": [row for row in versions if row.stage == superseded],
        "may_agree": plan is not None and rules.may_agree(actor.officer, plan),
        "who_agrees": who_agrees(plan, leadership) if plan else "",
        "writes": not objections_to_plan_on(ocg, parts),
        # A partner's LRO proposes a plan, and somebody else agrees and closes it.
        "decides": not objections_to_work_on(ocg, parts),
    }


@prepared_query
def _versions(ocg: int) -> QuerySet[Any]:
    """Select the versions of the plan of an OCG, the latest first."""
    rows = plans().select_related(None).filter(ocg=ocg).order_by("-version")
    return rows.select_related("owner_unit__agency", "drafted_by", "agreed_by")


def who_agrees(plan: Plan, leadership: Leadership) -> str:
    """Return who may agree a draft, in a sentence: everyone who writes it but its drafter."""
    leads = [
        f"{lead.officer.name} ({lead.get_role_display()})"
        for lead in leadership.leads
        if rules.may_agree(lead.officer, plan) and not is_partner(lead.unit.agency)
    ]
    names = ", ".join([*leads, f"another officer of {plan.owner_unit.name}"])
    return f"{plan.drafted_by.name} drafted it. {names} or an OCG coordinator can agree it."


def _to_answer(actor: Actor) -> Iterator[Waiting]:
    """Yield questions, proposed dates and returned actions of the plans of an officer's unit."""
    for action in _returned(actor.unit.pk):
        yield _answer_task("Send again or cancel:", action, "action")
    for message in _unanswered(actor.unit.pk):
        is_question = message.kind == Message.Kind.QUESTION
        label = "Answer question about action:" if is_question else "Answer the proposed date of"
        verb = "answer_question" if is_question else "answer_date"
        yield _answer_task(label, message.action, verb, message.at)


@prepared_query
def _returned(unit: int) -> QuerySet[Action]:
    rows = Action.objects.filter(asking_unit=unit, closed_at=None, stage=Action.Stage.RETURNED)
    return rows[:AT_MOST]


@prepared_query
def _unanswered(unit: int) -> QuerySet[Message]:
    mine = Action.objects.filter(asking_unit=unit, closed_at=None)
    kinds = (Message.Kind.QUESTION, Message.Kind.DATE_PROPOSED)
    rows = Message.objects.filter(action__in=mine, answer=None, kind__in=kinds)
    return rows.select_related("action")[:AT_MOST]


def _answer_task(label: str, action: Action, page: str, since: datetime | None = None) -> Waiting:
    due = since and since.astimezone(clock.LONDON).date() + timedelta(days=ANSWER_WITHIN)
    href = record_address(f"plans:{page}", action.ref)
    key = f"{page} {action.ref}"
    return Waiting(label, action.title, href, due, "plans", action.ref, for_unit=True, key=key)


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return an officer's tasks: their unit's actions, and plans to agree or review."""
    return tasks_of(SOURCES, actor)


def _actions(actor: Actor) -> list[Waiting]:
    return [action_task(action) for action in _open_of(actor.unit.pk)]


@prepared_query
def _open_of(unit: int) -> QuerySet[Action]:
    rows = Action.objects.filter(accountable_unit=unit, closed_at=None)
    return rows.exclude(stage=Action.Stage.RETURNED)[:AT_MOST]


def _to_plan(actor: Actor) -> Ask:
    return TO_PLAN, {"officer": actor.officer.pk, "soon": clock.today() + REVIEW_SOON}


def _plans(actor: Actor) -> Iterator[Waiting]:
    for row in send(*_to_plan(actor)).rows():
        values = iter(row)
        plan: Any = read(Plan, values)
        plan.ocg, plan.review_due_on = read(Ocg, values), next(values)
        yield plan_task(plan)


def attention_on(
    ocg: Ocg, actor: Actor, parts: Sequence[str], *, by: str, agreed_by: str
) -> list[Waiting]:
    """Return a plan to agree or review, and the actions that are late, as tasks.

    `parts` are the actor's roles on the OCG, and `by` names who has one. `agreed_by` leaves out an
    LRO from a partner, who agrees no plan.
    """
    tasks = []
    with sent_ahead([_live_on.ask(ocg.pk), _open_on.ask(ocg.pk)]):
        plans_now, actions = _live_on(ocg.pk), _open_on(ocg.pk)
    if plan := max(plans_now, key=lambda row: row.version, default=None):
        plan.ocg = ocg
        is_draft = plan.stage == Plan.Stage.DRAFT
        if plan.stage == Plan.Stage.CLOSED:
            pass
        elif is_draft and not rules.may_agree(actor.officer, plan):
            tasks.append(plan_task(plan).offered(False, "an officer who did not draft it"))
        elif is_draft or plan.review_due_on <= clock.today() + REVIEW_SOON:
            may = not objections_to_work_on(ocg, parts) if is_draft else bool(parts)
            tasks.append(plan_task(plan).offered(may, agreed_by if is_draft else by))
    for action in actions:
        task, unit = action_task(action), action.accountable_unit
        if task.is_overdue:
            tasks.append(task.offered(unit == actor.unit, unit.name))
    return tasks


@prepared_query
def _live_on(ocg: int) -> QuerySet[Any]:
    rows = plans().select_related(None).filter(ocg=ocg)
    return rows.exclude(stage=Plan.Stage.SUPERSEDED).order_by()


@prepared_query
def _open_on(ocg: int) -> QuerySet[Action]:
    rows = Action.objects.filter(objective__plan__ocg=ocg, closed_at=None)
    return rows.select_related("accountable_unit").order_by("due_on", "pk")[:AT_MOST]


def action_task(action: Action) -> Waiting:
    href = record_address("plans:action", action.ref)
    label, due = "Complete action:", action.due_on
    if action.stage == Action.Stage.PROPOSED:
        label, due = "Accept action:", rules.accept_by(action)
    return Waiting(label, action.title, href, due, "plans", action.ref, for_unit=True)


def plan_task(plan: Any) -> Waiting:
    ocg, is_draft = plan.ocg, plan.stage == Plan.Stage.DRAFT
    label = "Agree the 4P plan for" if is_draft else "Review the 4P plan for"
    verb = "agree_plan" if is_draft else "review_plan"
    href, due = record_address(f"plans:{verb}", plan.ref), None if is_draft else plan.review_due_on
    return Waiting(label, ocg.name, href, due, "plans", ocg.ref)


SOURCES = (
    TaskSource(HAS_ACTIONS, _actions, lambda actor: [_open_of.ask(actor.unit.pk)]),
    TaskSource(MAY_PLAN, _plans, lambda actor: [_to_plan(actor)]),
    TaskSource(
        MAY_ANSWER,
        _to_answer,
        lambda actor: [_returned.ask(actor.unit.pk), _unanswered.ask(actor.unit.pk)],
    ),
)

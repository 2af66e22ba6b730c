"""Versions of plans, with the objectives and actions of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from broadhurst.capabilities.plans.models import Action, Objective, P, Plan, Review
from broadhurst.capabilities.plans.queries.dependencies import dependencies_on, mark_late_before
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.database.ahead import Ask


@dataclass(frozen=True)
class Strand:
    """One P of a plan: its objectives, each with its actions, soonest due first."""

    p: P
    objectives: list[tuple[Objective, list[Action]]]


def plans(instant: datetime | None = None) -> QuerySet[Any]:
    """Return versions of plans with `review_due_on`.

    If an instant is given, only reviews before it count.
    """
    reviews = Review.objects.filter(plan=OuterRef("pk")).order_by("-reviewed_at", "-pk")
    if instant is not None:
        reviews = reviews.filter(reviewed_at__lt=instant)
    due = Coalesce(Subquery(reviews.values("next_review_on")[:1]), "first_review_on")
    return Plan.objects.select_related(
        "ocg", "owner_unit__agency", "drafted_by", "agreed_by"
    ).annotate(review_due_on=due)


def plans_to_decide() -> QuerySet[Any]:
    """Return versions of plans whose OCG's dossier the actor sees, which a partner's LRO does not.

    Such an LRO writes a plan. Others agree, close and reopen it.
    """
    return plans().select_related("ocg__dossier")


def live_plan(ocg: Ocg) -> Plan | None:
    """Return the live version, with `review_due_on`, or None. It is a draft, agreed or closed."""
    return plans().filter(ocg=ocg).exclude(stage=Plan.Stage.SUPERSEDED).first()


def live_version(ocg: Ocg) -> Plan:
    """Return the live version of an OCG that has a plan."""
    return Plan.objects.exclude(stage=Plan.Stage.SUPERSEDED).get(ocg=ocg)


def with_live_plan(ocgs: Iterable[Ocg]) -> set[int]:
    """Return the ids of the OCGs that have a live version."""
    return set(_planned([ocg.pk for ocg in ocgs]))


def ask_with_live_plan(ocgs: Iterable[Ocg]) -> Ask:
    """Return the statement of `with_live_plan`, to send it ahead."""
    return _planned.ask([ocg.pk for ocg in ocgs])


@prepared_query
def _planned(ocgs: list[int]) -> QuerySet[Plan, int]:
    live = Plan.objects.filter(AnyOf(F("ocg"), ocgs)).exclude(stage=Plan.Stage.SUPERSEDED)
    return live.order_by().values_list("ocg", flat=True)


def objectives_of(plan: Plan) -> QuerySet[Objective]:
    """Return the objectives set by a version and by the versions before it."""
    return _objectives_of(plan.ocg_id, plan.version)


def _objectives_of(ocg: int, version: int) -> QuerySet[Objective]:
    return Objective.objects.filter(plan__ocg=ocg, plan__version__lte=version)


@prepared_query
def _objectives(ocg: int, version: int) -> QuerySet[Objective]:
    return _objectives_of(ocg, version)


@prepared_query
def _actions(ocg: int, version: int) -> QuerySet[Action]:
    """Select the actions of a version, also those asked for after it was replaced."""
    rows = Action.objects.filter(objective__in=_objectives_of(ocg, version)).order_by()
    return rows.select_related("accountable_unit__agency")


def actions_of(plan: Plan) -> QuerySet[Action]:
    """Return the actions asked for before a version was replaced."""
    rows = Action.objects.filter(objective__in=objectives_of(plan))
    if plan.superseded_at is not None:
        rows = rows.filter(asked_at__lte=plan.superseded_at)
    return rows.select_related("accountable_unit__agency")


def strands(plan: Plan) -> list[Strand]:
    """Return a version by P, with open actions before closed ones."""
    ended = plan.superseded_at
    rows = [
        action
        for action in _actions(plan.ocg_id, plan.version)
        if ended is None or action.asked_at <= ended
    ]
    mark_late_before(rows, dependencies_on(plan.ocg_id))
    actions = sorted(rows, key=lambda a: (a.closed_at is not None, a.due_on, a.pk))
    objectives = _objectives(plan.ocg_id, plan.version)
    return [
        Strand(
            p,
            [
                (objective, [action for action in actions if action.objective_id == objective.pk])
                for objective in objectives
                if objective.p == p
            ],
        )
        for p in P
    ]

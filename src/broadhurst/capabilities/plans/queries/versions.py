"""Versions of plans, with the objectives and actions of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from broadhurst.capabilities.plans.models import Action, Objective, P, Plan, Review
from broadhurst.capabilities.plans.queries.exchange import dependencies, mark_late_before
from broadhurst.capabilities.register.models import Ocg


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


def live_plan(ocg: Ocg) -> Plan | None:
    """Return the live version, with `review_due_on`, or None. It is a draft, agreed or closed."""
    return plans().filter(ocg=ocg).exclude(stage=Plan.Stage.SUPERSEDED).first()


def live_version(ocg: Ocg) -> Plan:
    """Return the live version of an OCG that has a plan."""
    return Plan.objects.exclude(stage=Plan.Stage.SUPERSEDED).get(ocg=ocg)


def with_live_plan(ocgs: Iterable[Ocg]) -> set[int]:
    """Return the ids of the OCGs that have a live version."""
    live = Plan.objects.filter(ocg__in=ocgs).exclude(stage=Plan.Stage.SUPERSEDED)
    return set(live.order_by().values_list("ocg", flat=True))


def objectives_of(plan: Plan) -> QuerySet[Objective]:
    """Return the objectives set by a version and by the versions before it."""
    return Objective.objects.filter(plan__ocg=plan.ocg_id, plan__version__lte=plan.version)


def actions_of(plan: Plan) -> QuerySet[Action]:
    """Return the actions asked for before a version was replaced."""
    rows = Action.objects.filter(objective__in=objectives_of(plan))
    if plan.superseded_at is not None:
        rows = rows.filter(asked_at__lte=plan.superseded_at)
    return rows.select_related("accountable_unit__agency")


def strands(plan: Plan) -> list[Strand]:
    """Return a version by P, with open actions before closed ones."""
    rows = list(actions_of(plan).order_by())
    mark_late_before(rows, dependencies(plan.ocg))
    actions = sorted(rows, key=lambda a: (a.closed_at is not None, a.due_on, a.pk))
    objectives = list(objectives_of(plan))
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

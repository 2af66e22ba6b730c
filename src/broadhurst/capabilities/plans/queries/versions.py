"""Versions of plans, and what stands in each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from broadhurst.capabilities.plans.models import Action, Objective, P, Plan, Review
from broadhurst.capabilities.register.models import Ocg


@dataclass(frozen=True)
class Strand:
    """One P of a plan: its objectives, each with its actions, what is due first on top."""

    p: P
    objectives: list[tuple[Objective, list[Action]]]


def plans(instant: datetime | None = None) -> QuerySet[Any]:
    """Versions of plans with `review_due_on`; with an instant, by the reviews before it."""
    reviews = Review.objects.filter(plan=OuterRef("pk")).order_by("-reviewed_at", "-pk")
    if instant is not None:
        reviews = reviews.filter(reviewed_at__lt=instant)
    due = Coalesce(Subquery(reviews.values("next_review_on")[:1]), "first_review_on")
    return Plan.objects.select_related(
        "ocg", "dossier", "owner_unit__agency", "drafted_by", "agreed_by"
    ).annotate(review_due_on=due)


def live_plan(ocg: Ocg) -> Plan | None:
    """The one live version, draft or agreed, with `review_due_on`."""
    return plans().filter(ocg=ocg).exclude(stage=Plan.Stage.SUPERSEDED).first()


def objectives_of(plan: Plan) -> QuerySet[Objective]:
    """The objectives of a version: those it set, and those of the versions before it."""
    return Objective.objects.filter(plan__ocg=plan.ocg_id, plan__version__lte=plan.version)


def actions_of(plan: Plan) -> QuerySet[Action]:
    """The actions of a version: all that had been asked for by the time it was replaced."""
    rows = Action.objects.filter(objective__in=objectives_of(plan))
    if plan.superseded_at is not None:
        rows = rows.filter(asked_at__lte=plan.superseded_at)
    return rows.select_related("accountable_unit__agency")


def strands(plan: Plan) -> list[Strand]:
    """A version by P; actions that are still open come first."""
    actions = sorted(actions_of(plan), key=lambda a: (a.closed_at is not None, a.due_on, a.pk))
    objectives = list(objectives_of(plan))
    return [
        Strand(
            p,
            [
                (one, [action for action in actions if action.objective_id == one.pk])
                for one in objectives
                if one.p == p
            ],
        )
        for p in P
    ]

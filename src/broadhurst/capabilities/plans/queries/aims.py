"""Desired outcomes, intelligence gaps and exit criteria of a plan, and its closing."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from broadhurst.capabilities.plans.models import (
    Closing,
    ExitCriterion,
    Gap,
    Grading,
    Outcome,
    OutcomeList,
    Plan,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.prepared_query import prepared_query


def list_on(day: date) -> OutcomeList:
    """Return the list of desired outcomes for plans written on a day."""
    return OutcomeList.objects.filter(from_on__lte=day)[0]


def outcomes() -> QuerySet[Any]:
    """Return desired outcomes with `grade`, `because` and `graded_at` of the latest grading."""
    latest = Grading.objects.filter(outcome=OuterRef("pk")).order_by("-graded_at", "-pk")
    return Outcome.objects.select_related("plan__ocg", "dropped_by").annotate(
        **{name: Subquery(latest.values(name)[:1]) for name in ("grade", "because", "graded_at")}
    )


def outcomes_of(plan: Plan) -> QuerySet[Any]:
    """Return the outcomes of a version, without those that were dropped before it ended."""
    return outcomes().filter(*_of(plan.ocg_id, plan.version), dropped_at=None)


def ungraded(plan: Plan) -> list[Any]:
    """Return the outcomes of a version without a grade."""
    return [outcome for outcome in outcomes_of(plan) if not outcome.grade]


def gaps_of(plan: Plan) -> QuerySet[Gap]:
    """Return the intelligence gaps of an OCG's plan, the open ones first."""
    return _gaps_of(plan.ocg_id, plan.version)


def _gaps_of(ocg: int, version: int) -> QuerySet[Gap]:
    rows = Gap.objects.filter(*_of(ocg, version)).select_related("opened_by", "closed_by")
    return rows.order_by("closed_at", "opened_at", "pk")


def criteria_of(plan: Plan) -> QuerySet[ExitCriterion]:
    """Return the exit criteria of a version."""
    return _criteria_of(plan.ocg_id, plan.version)


def _criteria_of(ocg: int, version: int) -> QuerySet[ExitCriterion]:
    return ExitCriterion.objects.filter(*_of(ocg, version)).select_related("marked_by")


def closing_of(plan: Plan) -> Closing | None:
    """Return the closing in force of a closed plan, or None."""
    rows = Closing.objects.filter(plan__ocg=plan.ocg_id, reopened_at=None)
    return rows.select_related("closed_by").first()


def earlier_closings(ocg: Ocg) -> QuerySet[Closing]:
    """Return the closings of an OCG's plan that were undone, the latest first."""
    rows = Closing.objects.filter(plan__ocg=ocg, reopened_at__isnull=False)
    return rows.select_related("closed_by", "reopened_by")


def _of(ocg: int, version: int) -> tuple[Q, ...]:
    """Filter for rows that this version of an OCG's plan, or an earlier one, set."""
    return (Q(plan__ocg=ocg), Q(plan__version__lte=version))


@prepared_query
def _outcomes(ocg: int, version: int) -> QuerySet[Any]:
    return outcomes().filter(*_of(ocg, version))


@prepared_query
def _gaps(ocg: int, version: int) -> QuerySet[Gap]:
    return _gaps_of(ocg, version)


@prepared_query
def _criteria(ocg: int, version: int) -> QuerySet[ExitCriterion]:
    return _criteria_of(ocg, version)


def aims(plan: Plan) -> dict[str, Any]:
    """Return the outcomes, gaps, exit criteria and closing of a version, for its page."""
    rows = _outcomes(plan.ocg_id, plan.version)
    return {
        "outcomes": [outcome for outcome in rows if outcome.dropped_at is None],
        "dropped": [outcome for outcome in rows if outcome.dropped_at],
        "gaps": _gaps(plan.ocg_id, plan.version),
        "criteria": _criteria(plan.ocg_id, plan.version),
        "closing": closing_of(plan) if plan.stage == Plan.Stage.CLOSED else None,
    }

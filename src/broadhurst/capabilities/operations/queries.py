"""Read operations: published figures, open to everybody who is signed in."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import QuerySet

from broadhurst.capabilities.operations import rules
from broadhurst.capabilities.operations.models import Operation, Outcome
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Region

OUTCOMES = Outcome.objects.select_related("operation", "region", "corrects")


@dataclass(frozen=True)
class Series:
    """The snapshots of one measure at one stage in one area, oldest first."""

    title: str
    outcomes: list[Outcome]

    @property
    def latest(self) -> Outcome:
        return self.outcomes[-1]


def operations() -> QuerySet[Operation]:
    """Return every operation with the organisations that take part, withdrawn ones too."""
    return Operation.objects.prefetch_related("participations__agency")


def standing(operation: Operation) -> QuerySet[Outcome]:
    """Return an operation's figures, but not those withdrawn as entered in error."""
    return OUTCOMES.filter(operation=operation, withdrawn_at=None)


def withdrawn(operation: Operation) -> QuerySet[Outcome]:
    """Return the figures withdrawn as entered in error, each with the figure in its place."""
    rows = OUTCOMES.filter(operation=operation, withdrawn_at__isnull=False)
    return rows.select_related("region", "withdrawn_by", "corrected_by")


def outcome_of(
    operation: Operation, measure: str, stage: str, as_of: date, region: Region | None = None
) -> Outcome | None:
    """Return the latest snapshot on or before a day, or None; never a sum."""
    rows = standing(operation).filter(measure=measure, stage=stage, region=region)
    return rows.filter(as_of__lte=as_of).order_by("as_of").last()


def series_of(operation: Operation) -> tuple[list[Series], list[Series]]:
    """Return the series for the United Kingdom, and the series of its regions."""
    rows = list(standing(operation))
    whole = [outcome for outcome in rows if outcome.region_id is None]
    parts = [outcome for outcome in rows if outcome.region_id is not None]
    return _series(whole), _series(parts)


def _series(outcomes: list[Outcome]) -> list[Series]:
    order = list(Outcome.Measure)

    def key(outcome: Outcome) -> tuple[str, int, str]:
        return (
            str(outcome.region or ""),
            order.index(Outcome.Measure(outcome.measure)),
            outcome.stage,
        )

    series = []
    for _, group in groupby(sorted(outcomes, key=key), key):
        snapshots = sorted(group, key=lambda outcome: outcome.as_of)
        first = snapshots[0]
        area = f"{first.region}: " if first.region else ""
        series.append(Series(area + first.title, snapshots))
    return series


def to_add(_actor: Actor, operation: Operation) -> list[str]:
    """Say why nobody can add a figure to an operation, for `for_record`."""
    return rules.objections_to_add(is_withdrawn=operation.withdrawn_at is not None)


def to_change_operation(_actor: Actor, operation: Operation) -> list[str]:
    """Say why nobody can change an operation, for `for_record`."""
    return rules.objections_to_change("operation", is_withdrawn=operation.withdrawn_at is not None)


def to_change_outcome(_actor: Actor, outcome: Outcome) -> list[str]:
    """Say why nobody can change a figure, for `for_record`."""
    return rules.objections_to_change("figure", is_withdrawn=outcome.withdrawn_at is not None)

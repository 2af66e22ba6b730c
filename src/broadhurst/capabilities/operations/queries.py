"""Reads of operations: published figures, open to everybody who is signed in."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import QuerySet

from broadhurst.capabilities.operations.models import Operation, Outcome
from broadhurst.foundation.agencies.models import Region


@dataclass(frozen=True)
class Series:
    """The snapshots of one measure at one stage in one area, oldest first."""

    title: str
    outcomes: list[Outcome]

    @property
    def latest(self) -> Outcome:
        return self.outcomes[-1]


def operations() -> QuerySet[Operation]:
    """Return every operation with the organisations that take part."""
    return Operation.objects.prefetch_related("participations__agency")


def outcome_of(
    operation: Operation, measure: str, stage: str, as_of: date, region: Region | None = None
) -> Outcome | None:
    """Return the latest snapshot on or before a day, or None; never a sum."""
    return (
        operation.outcomes.filter(measure=measure, stage=stage, region=region, as_of__lte=as_of)
        .order_by("as_of")
        .last()
    )


def series_of(operation: Operation) -> tuple[list[Series], list[Series]]:
    """Return the series for the United Kingdom, and the series of its regions."""
    rows = list(operation.outcomes.select_related("region", "recorded_by"))
    whole = [outcome for outcome in rows if outcome.region_id is None]
    parts = [outcome for outcome in rows if outcome.region_id is not None]
    return _series(whole), _series(parts)


def titled(measure: str, stage: str) -> str:
    """Return a measure with its stage, like "Cash seized".

    The stage is left out if the measure implies it, like "Convictions".
    """
    is_implied = stage in ("arrested", "charged", "convicted")
    return measure if is_implied else f"{measure} {stage}"


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
        series.append(Series(area + titled(first.get_measure_display(), first.stage), snapshots))
    return series

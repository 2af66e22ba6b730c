"""Reads of operations: published figures, open to all who are signed in."""

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
    """Every operation with the bodies that take part."""
    return Operation.objects.prefetch_related("participations__agency")


def outcome_of(
    operation: Operation, measure: str, stage: str, as_of: date, region: Region | None = None
) -> Outcome | None:
    """The figure of a day: the latest snapshot at or before it, never a sum."""
    return (
        operation.outcomes.filter(measure=measure, stage=stage, region=region, as_of__lte=as_of)
        .order_by("as_of")
        .last()
    )


def series_of(operation: Operation) -> tuple[list[Series], list[Series]]:
    """The series for the whole kingdom, and apart from them those of its regions."""
    rows = list(operation.outcomes.select_related("region", "recorded_by"))
    whole = [one for one in rows if one.region_id is None]
    parts = [one for one in rows if one.region_id is not None]
    return _series(whole), _series(parts)


def titled(measure: str, stage: str) -> str:
    """A measure with its stage, where the measure does not say it: "Cash seized"."""
    said = stage in ("arrested", "charged", "convicted")
    return measure if said else f"{measure} {stage}"


def _series(outcomes: list[Outcome]) -> list[Series]:
    order = list(Outcome.Measure)

    def key(one: Outcome) -> tuple[str, int, str]:
        return (str(one.region or ""), order.index(Outcome.Measure(one.measure)), one.stage)

    found = []
    for _, group in groupby(sorted(outcomes, key=key), key):
        snapshots = sorted(group, key=lambda one: one.as_of)
        first = snapshots[0]
        area = f"{first.region}: " if first.region else ""
        found.append(Series(area + titled(first.get_measure_display(), first.stage), snapshots))
    return found

"""Figures of operations: the latest snapshot at or before a day, never a sum."""

from collections.abc import Callable
from datetime import date

from django.urls import reverse

from broadhurst.capabilities.operations import rules
from broadhurst.capabilities.operations.models import Operation, Outcome
from broadhurst.capabilities.operations.queries import outcome_of, titled
from broadhurst.foundation.agencies.models import Region
from broadhurst.foundation.figure import Figure, Record
from broadhurst.foundation.govuk.words import day

VENETIC = "Operation Venetic"
IN_POUNDS_AND_KG = {"pence": ("pounds", 100), "grams": ("kg", 1000)}
SCOPE = "Published, cumulative, and never added to another figure."


def latest_outcome(
    operation: str,
    measure: str,
    as_of: date,
    *,
    stage: str | None = None,
    region: Region | None = None,
) -> Figure:
    """What was published of an operation by a day; its value is None if nothing was.

    Money is in pounds and weight in kilograms. The stage is the usual one of the measure unless
    another is asked for, because seized is not forfeited.
    """
    chosen = stage or rules.usual_stage(measure)
    found = Operation.objects.filter(name=operation).first()
    outcome = outcome_of(found, measure, chosen, as_of, region) if found else None
    label = titled(Outcome.Measure(measure).label, chosen)
    unit, value = _shown(outcome) if outcome else ("", None)
    return Figure(
        name=f"{operation.split()[-1].lower()}_{measure}",
        title=f"{operation}: {label[0].lower()}{label[1:]}",
        value=value,
        unit=unit,
        as_of=as_of,
        records=(_record(outcome),) if outcome else (),
        scope=SCOPE,
    )


def _shown(outcome: Outcome) -> tuple[str, int | float]:
    if outcome.unit not in IN_POUNDS_AND_KG:
        return outcome.get_measure_display().lower(), outcome.value
    unit, divisor = IN_POUNDS_AND_KG[outcome.unit]
    whole, odd = divmod(outcome.value, divisor)
    return unit, outcome.value / divisor if odd else whole


def _record(outcome: Outcome) -> Record:
    operation = outcome.operation
    text = f"{outcome}, as of {day(outcome.as_of)}"
    return Record(operation.ref, text, reverse("operation", args=[operation.ref]))


def venetic_arrests(since: date | None, as_of: date) -> Figure:
    """Arrests under Operation Venetic in the United Kingdom, as published by a day."""
    return latest_outcome(VENETIC, "arrests", as_of)


def venetic_convictions(since: date | None, as_of: date) -> Figure:
    """People convicted under Operation Venetic, as published by a day."""
    return latest_outcome(VENETIC, "convictions", as_of)


def venetic_cash(since: date | None, as_of: date) -> Figure:
    """Cash seized under Operation Venetic, in pounds, as published by a day."""
    return latest_outcome(VENETIC, "cash", as_of)


def venetic_firearms(since: date | None, as_of: date) -> Figure:
    """Firearms seized under Operation Venetic, as published by a day."""
    return latest_outcome(VENETIC, "firearms", as_of)


FIGURES: list[Callable[[date | None, date], Figure]] = [
    venetic_arrests,
    venetic_convictions,
    venetic_cash,
    venetic_firearms,
]

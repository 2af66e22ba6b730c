"""Figures of operations: the latest snapshot on or before a day, never a sum."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from broadhurst.capabilities.operations import rules
from broadhurst.capabilities.operations.models import Operation, Outcome
from broadhurst.capabilities.operations.queries import outcome_of, titled
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.agencies.models import Region
from broadhurst.foundation.figure import SEEN, Figure, Measure, Record, Row, Scope
from broadhurst.foundation.govuk.words import day, in_sentence

VENETIC = "Operation Venetic"
IN_POUNDS_AND_KG = {"pence": 100, "grams": 1000}
# The plural and the singular of what each measure counts.
UNITS = {
    Outcome.Measure.ARRESTS: ("arrests", "arrest"),
    Outcome.Measure.CHARGES: ("people charged", "person charged"),
    Outcome.Measure.CONVICTIONS: ("people convicted", "person convicted"),
    Outcome.Measure.CASH: ("pounds", "pound"),
    Outcome.Measure.CLASS_A: ("kg", "kg"),
    Outcome.Measure.CANNABIS: ("kg", "kg"),
    Outcome.Measure.DRUGS: ("kg", "kg"),
    Outcome.Measure.ETIZOLAM: ("pills", "pill"),
    Outcome.Measure.FIREARMS: ("firearms", "firearm"),
    Outcome.Measure.ROUNDS: ("rounds of ammunition", "round of ammunition"),
    Outcome.Measure.PHONES: ("phones", "phone"),
}
METHOD = "The latest total published by the day. It is a running total, added to no other figure."


def latest_outcome(
    operation: str,
    measure: str,
    as_of: date,
    *,
    stage: str | None = None,
    region: Region | None = None,
) -> Figure:
    """Return the latest figure published on or before a day.

    Its value is None if there is none. Money is in pounds and weight in kilograms. `stage` tells
    seized goods from forfeited ones. If it is not given, the measure's usual stage is used.
    """
    return _published(operation, measure, stage=stage, region=region)(SEEN, None, as_of)


def _published(
    operation: str, measure: str, *, stage: str | None = None, region: Region | None = None
) -> Measure:
    chosen = stage or rules.usual_stage(measure)
    kind = Outcome.Measure(measure)
    label = titled(kind.label, chosen)

    def rows(scope: Scope, since: date | None, as_of: date) -> list[Row]:
        operation_row = _named(operation)
        outcome = (
            outcome_of(operation_row, measure, chosen, as_of, region) if operation_row else None
        )
        return [Row(_record(outcome), value=_in_pounds_and_kg(outcome))] if outcome else []

    return Measure(
        f"{operation.split()[-1].lower()}_{measure}",
        f"{operation}: {in_sentence(label)}",
        *UNITS[kind],
        METHOD,
        rows,
        value=_latest,
        is_open=True,
        is_of_a_period=False,
    )


@read_once
def _named(operation: str) -> Operation | None:
    return Operation.objects.filter(name=operation).first()


def _latest(rows: Sequence[Row]) -> float | None:
    return rows[0].value if rows else None


def _in_pounds_and_kg(outcome: Outcome) -> int | float:
    if outcome.unit not in IN_POUNDS_AND_KG:
        return outcome.value
    divisor = IN_POUNDS_AND_KG[outcome.unit]
    whole, remainder = divmod(outcome.value, divisor)
    return outcome.value / divisor if remainder else whole


def _record(outcome: Outcome) -> Record:
    operation = outcome.operation
    text = f"{outcome}, as of {day(outcome.as_of)}"
    return Record(operation.ref, text, reverse("operations:operation", args=[operation.ref]))


FIGURES: list[Measure] = [
    _published(VENETIC, measure) for measure in ("arrests", "convictions", "cash", "firearms")
]

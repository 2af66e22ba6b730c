"""Figures of operations: the latest snapshot on or before a day, never a sum."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from broadhurst.capabilities.operations import rules
from broadhurst.capabilities.operations.models import Operation, Outcome, titled
from broadhurst.capabilities.operations.queries import Series, outcome_of
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.agencies.models import Region
from broadhurst.foundation.chart import Bar, BarChart
from broadhurst.foundation.doors.routes import record_address
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
        return [Row(_record(outcome), value=in_pounds_and_kg(outcome))] if outcome else []

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
    return Operation.objects.filter(name=operation, withdrawn_at=None).first()


def _latest(rows: Sequence[Row]) -> float | None:
    return rows[0].value if rows else None


def in_pounds_and_kg(outcome: Outcome) -> int | float:
    if outcome.unit not in IN_POUNDS_AND_KG:
        return outcome.value
    divisor = IN_POUNDS_AND_KG[outcome.unit]
    whole, remainder = divmod(outcome.value, divisor)
    return outcome.value / divisor if remainder else whole


def over_time(series: Sequence[Series]) -> list[BarChart]:
    """Return a chart of each measure that was published more than once, by day."""
    return [
        BarChart(
            name=f"over-time-{number}",
            title=f"{outcome.title} ({_unit(outcome.latest)})",
            note=f"Running totals as published. Do not add them up.{_hedged(outcome.outcomes)}",
            heading="Date",
            value_heading="Total",
            bars=[Bar(day(row.as_of), in_pounds_and_kg(row)) for row in outcome.outcomes],
        )
        for number, outcome in enumerate(series, start=1)
        if len(outcome.outcomes) > 1
    ]


def by_region(parts: Sequence[Series]) -> list[BarChart]:
    """Return a chart of each measure that two regions or more published, with their latest."""
    measures: dict[tuple[str, str, str], list[Outcome]] = defaultdict(list)
    for part in parts:
        latest = part.latest
        measures[latest.measure, latest.stage, latest.unit].append(latest)
    charts = []
    shared = [rows for rows in measures.values() if len(rows) > 1]
    for number, rows in enumerate(shared, start=1):
        first = rows[0]
        days = " or ".join(dict.fromkeys(day(row.as_of) for row in rows))
        title = first.title
        charts.append(
            BarChart(
                name=f"by-region-{number}",
                title=f"{title} ({_unit(first)})",
                note=f"The latest total that each region published, as of {days}. A region without "
                "a bar published none. The totals of the United Kingdom include these."
                f"{_hedged(rows)}",
                heading="Region",
                value_heading="Total",
                bars=[Bar(str(row.region), in_pounds_and_kg(row)) for row in rows],
            )
        )
    return charts


def _hedged(rows: Sequence[Outcome]) -> str:
    """Say that a source hedges a figure, because a bar cannot."""
    hedged = [row for row in rows if row.qualifier]
    listed = ", ".join(f"{row.region or day(row.as_of)}: {row.in_words()}" for row in hedged)
    return f" As the source says it: {listed}." if hedged else ""


def _unit(outcome: Outcome) -> str:
    """Return the unit in a chart: pounds, kg or pills, or how it is counted."""
    return {"pence": "£", "grams": "kg", "pills": "pills"}.get(outcome.unit, "number")


def _record(outcome: Outcome) -> Record:
    operation = outcome.operation
    text = f"{outcome}, as of {day(outcome.as_of)}"
    return Record(operation.ref, text, record_address("operations:operation", operation.ref))


FIGURES: list[Measure] = [
    _published(VENETIC, measure) for measure in ("arrests", "convictions", "cash", "firearms")
]

"""Figures of several organisations beside each other, step by step."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from broadhurst.capabilities.inspections.commands.count_figures import Counted, Line, count_figures
from broadhurst.capabilities.inspections.queries.scopes import (
    scope_named,
    scopes_of,
    wide_scopes,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.chart import Case, FunnelPlot
from broadhurst.foundation.figure import FEW, Figure, Scope
from broadhurst.foundation.govuk.words import day, first_capital
from broadhurst.surfaces.oversight.steps import BY_KEY, STEPS, Step

MOST_NAMED = 4  # left out of a funnel for the same reason; more are counted in one row


@dataclass(frozen=True)
class Compared:
    """A step: its funnel plots with how each is counted, and its medians by organisation.

    `organisations` has a row for each organisation: its name, and a text for each median.
    """

    step: Step
    plots: list[tuple[FunnelPlot, str]]
    medians: list[str] = field(default_factory=list)
    organisations: list[tuple[str, list[str]]] = field(default_factory=list)


@dataclass(frozen=True)
class Comparison:
    """The steps of a scope, and how many of its organisations show no records."""

    scope: Scope
    steps: list[Compared]
    without: int


def choices(actor: Actor, as_of: date) -> list[Scope]:
    """Return the scopes that an actor can compare, the widest first.

    Empty if they answer for no organisation. Someone who answers for one has that one.
    """
    several = [scope for scope in scopes_of(actor, as_of) if len(scope.agencies or ()) > 1]
    return [*wide_scopes(actor, as_of), *several] or scopes_of(actor, as_of)


def chosen(actor: Actor, key: str, as_of: date) -> Scope | None:
    """Return the scope with this key, or the widest without one. None if they cannot count it."""
    if key:
        return scope_named(actor, key, as_of)
    return next(iter(choices(actor, as_of)), None)


def year_before(day: date) -> date:
    """Return the first day of the year that ends with this day."""
    return day - timedelta(days=364)


def compare(actor: Actor, scope: Scope, step: str, since: date, as_of: date) -> Comparison:
    """Count the figures of a step, or of all, for each organisation of a scope.

    The count is recorded as an audit event. Only numbers come out, and none of fewer than 5.
    """
    steps = [BY_KEY[step]] if step else list(STEPS)
    names = [name for one in steps for name in one.names]
    counted = count_figures(actor=actor, names=names, scope=scope.key, since=since, as_of=as_of)
    lines = dict(zip(names, counted.lines, strict=True))
    idle = _without_records(counted)
    short = _short_names(counted.parts)
    return Comparison(
        scope, [_compared(one, lines, counted.parts, idle, short) for one in steps], len(idle)
    )


def _compared(
    step: Step, lines: dict[str, Line], parts: list[Scope], idle: set[str], short: dict[str, str]
) -> Compared:
    plots = [(_plot(lines[name], parts, short), lines[name].measure.method) for name in step.shares]
    medians = [lines[name] for name in step.medians]
    titles = [line.measure.title for line in medians]
    return Compared(step, plots, titles, _rows(medians, parts, idle) if medians else [])


def _rows(medians: list[Line], parts: list[Scope], idle: set[str]) -> list[tuple[str, list[str]]]:
    """Return each organisation with its medians, and last all together."""
    rows = [
        (part.name, [_said(line.parts[n]) for line in medians])
        for n, part in enumerate(parts)
        if part.key not in idle
    ]
    if len(parts) > 1:
        rows.append(("All together", [_said(line.whole) for line in medians]))
    return rows


def _plot(line: Line, parts: list[Scope], short: dict[str, str]) -> FunnelPlot:
    """Return the shares of the organisations; those with few records are named, not drawn."""
    cases, aside = [], []
    for part, figure in zip(parts, line.parts, strict=True):
        if figure.hidden or not figure.behind or figure.behind < FEW or figure.did is None:
            if figure.has_records:
                aside.append((part.name, _said(figure)))
        else:
            cases.append(Case(part.name, figure.did, figure.behind, short.get(part.key, "")))
    whole = line.whole
    return FunnelPlot(
        name=line.measure.name,
        title=line.measure.title,
        note=f"{first_capital(whole.scope)}, {_when(whole)}.",
        heading="Region" if _is_of_regions(parts) else "Organisation",
        many=line.measure.of[0],
        cases=cases,
        aside=_in_few_rows(aside),
    )


def _in_few_rows(aside: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return one row for many organisations that are left out for the same reason."""
    rows = []
    for why in dict.fromkeys(why for _, why in aside):
        names = [name for name, reason in aside if reason == why]
        rows += (
            [(f"{len(names)} others", why)]
            if len(names) > MOST_NAMED
            else [(name, why) for name in names]
        )
    return rows


def _said(figure: Figure) -> str:
    """Return a value in words. One that rests on fewer than 5 records is no fair comparison."""
    if figure.hidden or not figure.behind:
        return figure.hidden or "No records"
    return f"Fewer than {FEW} records" if figure.behind < FEW else figure.said


def _when(figure: Figure) -> str:
    end = f"the end of {day(figure.as_of)}"
    return f"{day(figure.since)} to {end}" if figure.since else f"at {end}"


def _without_records(counted: Counted) -> set[str]:
    """Return the keys of the organisations for which no figure shows that it counts a record."""
    return {
        part.key
        for n, part in enumerate(counted.parts)
        if not any(line.parts[n].behind for line in counted.lines)
    }


def _short_names(parts: Sequence[Scope]) -> dict[str, str]:
    """Return the short name of each organisation, by the key of its scope."""
    keys = [part.key.removeprefix("agency:") for part in parts]
    agencies = Agency.objects.filter(key__in=keys)
    return {f"agency:{agency.key}": agency.short_name for agency in agencies}


def _is_of_regions(parts: Sequence[Scope]) -> bool:
    return any(part.key.startswith("region:") for part in parts)

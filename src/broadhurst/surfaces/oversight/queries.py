"""Figures of several organisations beside each other, step by step."""

from dataclasses import dataclass, field
from datetime import date

from broadhurst.capabilities.inspections.commands.count_figures import Counted, Line, count_figures
from broadhurst.capabilities.inspections.figures.funnels import funnel_of, short_names, words_of
from broadhurst.capabilities.inspections.queries.scopes import (
    scope_named,
    scopes_of,
    wide_scopes,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.chart import FunnelPlot
from broadhurst.foundation.figure import Scope
from broadhurst.surfaces.oversight.steps import BY_KEY, STEPS, Step


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


def compare(actor: Actor, scope: Scope, step: str, since: date, as_of: date) -> Comparison:
    """Count the figures of a step, or of all, for each organisation of a scope.

    The count is recorded as an audit event. Only numbers come out, and none of fewer than 5.
    """
    steps = [BY_KEY[step]] if step else list(STEPS)
    names = [name for step in steps for name in step.names]
    counted = count_figures(actor=actor, names=names, scope=scope.key, since=since, as_of=as_of)
    lines = dict(zip(names, counted.lines, strict=True))
    idle = _without_records(counted)
    short = short_names(counted.parts)
    return Comparison(
        scope, [_compared(step, lines, counted.parts, idle, short) for step in steps], len(idle)
    )


def _compared(
    step: Step, lines: dict[str, Line], parts: list[Scope], idle: set[str], short: dict[str, str]
) -> Compared:
    plots = []
    for line in (lines[name] for name in step.shares):
        plot = funnel_of(line.measure, line.whole, parts, line.parts, short)
        plots.append((plot, line.measure.method))
    medians = [lines[name] for name in step.medians]
    titles = [line.measure.title for line in medians]
    return Compared(step, plots, titles, _rows(medians, parts, idle) if medians else [])


def _rows(medians: list[Line], parts: list[Scope], idle: set[str]) -> list[tuple[str, list[str]]]:
    """Return each organisation with its medians, and last all together."""
    rows = [
        (part.name, [words_of(line.parts[n]) for line in medians])
        for n, part in enumerate(parts)
        if part.key not in idle
    ]
    if len(parts) > 1:
        rows.append(("All together", [words_of(line.whole) for line in medians]))
    return rows


def _without_records(counted: Counted) -> set[str]:
    """Return the keys of the organisations for which no figure shows that it counts a record."""
    return {
        part.key
        for n, part in enumerate(counted.parts)
        if not any(line.parts[n].behind for line in counted.lines)
    }

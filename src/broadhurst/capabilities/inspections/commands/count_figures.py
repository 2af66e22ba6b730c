"""Count organisations' figures, bypassing row-level security.

This is the only place where figures bypass row-level security. An officer who answers for a force
cannot see all its records. Without this module they would count none and publish "none".

Only a number for each figure and organisation leaves this module: no record, reference or name.
Small counts of people are hidden. Each count is recorded as an audit event.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from broadhurst.capabilities.inspections.figures.catalogue import FIGURES
from broadhurst.capabilities.inspections.queries.scopes import (
    BY_REGION,
    groups_of,
    parts_of,
    scope_named,
)
from broadhurst.capabilities.inspections.rules import scopes as rules
from broadhurst.capabilities.liaison.figures.requests import Answers, answers_by
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.one_pass import one_pass
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, for_readers, record
from broadhurst.foundation.figure import Figure, Groups, Measure, Scope, by_group, side_by_side
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import Refused

WHY = "figures of an organisation, for those who answer for it: numbers alone"
Counts = TypeVar("Counts")


@dataclass(frozen=True)
class Line:
    """A figure for a whole scope, and for each organisation of the scope."""

    measure: Measure
    whole: Figure
    parts: list[Figure]


@dataclass(frozen=True)
class Counted:
    """Figures side by side: a line for each figure, a column for each organisation."""

    scope: Scope
    parts: list[Scope]
    lines: list[Line]


@command
@for_readers
def count_figures(
    *, actor: Actor, names: Sequence[str], scope: str, as_of: date, since: date | None = None
) -> Counted:
    """Count figures for a scope, including records that the actor cannot see."""
    whole = _allowed(actor, scope, since, as_of)
    groups = groups_of(whole, as_of)
    parts = _parts(whole, groups)

    def count() -> list[Line]:
        if groups:
            return [_grouped(FIGURES[name], whole, groups, since, as_of) for name in names]
        return [_line(FIGURES[name], whole, parts, since, as_of) for name in names]

    lines = _past_the_wall(count)

    kind = Event.Kind.COMBINATION if len(parts) > 1 else Event.Kind.CONSULTATION
    _record(actor, scope, whole, _titles(names), since, as_of, kind)
    return Counted(whole, parts, lines)


@command
@for_readers
def count_months(
    *, actor: Actor, names: Sequence[str], scope: str, periods: Sequence[tuple[date, date]]
) -> list[list[Figure]]:
    """Count figures of a whole scope for several periods, for a trend. Each list is one period."""
    first, last = periods[0][0], periods[-1][1]
    whole = _allowed(actor, scope, first, last)

    def count() -> list[list[Figure]]:
        by_name = [_periods(FIGURES[name], whole, periods) for name in names]
        return [list(figures) for figures in zip(*by_name, strict=True)]

    counted = _past_the_wall(count)

    _record(actor, scope, whole, _titles(names), first, last)
    return counted


@command
@for_readers
def split_answers(
    *, actor: Actor, scope: str, since: date, as_of: date
) -> dict[str, list[Answers]]:
    """Count how requests between SIO and LRO were answered, by kind and by unit. Numbers only."""
    whole = _allowed(actor, scope, since, as_of)

    split = _past_the_wall(lambda: answers_by(whole, since, as_of))

    _record(actor, scope, whole, "Requests between SIO and LRO by kind and unit", since, as_of)
    return split


def _allowed(actor: Actor, scope: str, since: date | None, as_of: date) -> Scope:
    """Return the scope of this key. Raises Refused if the actor cannot count it."""
    whole = scope_named(actor, scope, as_of)
    objections = rules.objections_to_count(is_allowed=whole is not None, since=since, as_of=as_of)
    if whole is None or objections:
        raise Refused(objections)
    return whole


def _past_the_wall(count: Callable[[], Counts]) -> Counts:
    with elevated(WHY), one_pass():
        return count()


def _record(
    actor: Actor, scope: str, whole: Scope, figures: str, since: date | None, as_of: date,
    kind: Event.Kind = Event.Kind.CONSULTATION,
) -> None:  # fmt: skip
    record(
        actor,
        "figures.counted",
        scope[:60],
        dossier=None,
        kind=kind,
        scope=whole.name,
        figures=figures,
        since=day(since) if since else "",
        as_of=day(as_of),
    )


def _titles(names: Sequence[str]) -> str:
    return "; ".join(FIGURES[name].title for name in names)


def _parts(whole: Scope, groups: Groups) -> list[Scope]:
    if not groups:
        return parts_of(whole)
    if whole.key == BY_REGION:
        return [group for group, _ in groups]
    return [part for _, members in groups for part in members]


def _periods(measure: Measure, whole: Scope, periods: Sequence[tuple[date, date]]) -> list[Figure]:
    if measure.of_people:
        return [_line(measure, whole, [whole], *period).whole for period in periods]
    return measure.count_periods(whole, periods)


def _grouped(
    measure: Measure, whole: Scope, groups: Groups, since: date | None, as_of: date
) -> Line:
    if measure.by_agency is not None:
        return Line(measure, *measure.split(whole, _parts(whole, groups), since, as_of))
    rows = list(measure.rows(whole, since, as_of))
    total, of_groups, of_parts = by_group(measure, rows, whole, groups, since, as_of)
    return Line(measure, total, of_groups if whole.key == BY_REGION else of_parts)


def _line(
    measure: Measure, whole: Scope, parts: list[Scope], since: date | None, as_of: date
) -> Line:
    """Count all the organisations with one query, then split the numbers between them.

    Where nothing is split or hidden, PostgreSQL counts.
    """
    if len(parts) == 1 and not measure.of_people:
        figure = measure.count(whole, since, as_of)
        return Line(measure, figure, [figure])
    if measure.by_agency is not None:
        return Line(measure, *measure.split(whole, parts, since, as_of))
    rows = list(measure.rows(whole, since, as_of))
    return Line(measure, *side_by_side(measure, rows, whole, parts, since, as_of))

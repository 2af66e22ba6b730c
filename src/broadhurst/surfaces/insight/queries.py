"""Figures that the insight page, the API and the command line show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from broadhurst.capabilities.board_packs.queries.trends import labels_of
from broadhurst.capabilities.inspections.commands.count_figures import Counted, count_figures
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES, FOR_EVERYONE
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.one_pass import one_pass
from broadhurst.foundation.figure import SEEN, Figure, Record, Scope
from broadhurst.foundation.figure.months import months_to

SIDE_BY_SIDE = tuple(name for name in FIGURES if name not in FOR_EVERYONE)


@dataclass(frozen=True)
class Opened:
    """A figure of a scope and of each organisation, and the records behind it.

    `records` has only those that the reader can open.
    """

    figure: Figure
    parts: list[tuple[Scope, Figure]]
    records: tuple[Record, ...]


@dataclass(frozen=True)
class Valued:
    """A figure of a scope, and of each organisation if there are several."""

    scope: Scope
    figure: Figure
    parts: list[tuple[Scope, Figure]]


def count_named(
    actor: Actor, names: Sequence[str], scope: Scope, since: date | None, as_of: date
) -> dict[str, Valued]:
    """Return figures by name, as the reader may count them.

    The count of organisations is recorded as an audit event. Figures that belong to no organisation
    are the same for everyone.
    """
    scoped = [name for name in names if scope.is_of_organisations and name not in FOR_EVERYONE]
    with one_pass():
        scopes = {
            name: Valued(SEEN, FIGURES[name].count(SEEN, since, as_of), [])
            for name in names
            if name not in scoped
        }
    if scoped:
        counted = count_figures(
            actor=actor, names=scoped, scope=scope.key, since=since, as_of=as_of
        )
        several = len(counted.parts) > 1
        for line in counted.lines:
            parts = list(zip(counted.parts, line.parts, strict=True)) if several else []
            scopes[line.measure.name] = Valued(scope, line.whole, parts)
    return scopes


def count_seen_with_months(
    names: Sequence[str], since: date | None, as_of: date, months: int
) -> tuple[dict[str, Valued], list[str], dict[str, list[Figure]]]:
    """Return figures of the records that the reader can see, and their months with labels.

    They are what `count_named` and `months_of` return, but records of both are read once.
    """
    periods = months_to(as_of, months)
    figures: dict[str, Valued] = {}
    trends: dict[str, list[Figure]] = {}
    with one_pass():
        for name in names:
            figure, trends[name] = FIGURES[name].count_with_months(SEEN, since, as_of, periods)
            figures[name] = Valued(SEEN, figure, [])
    return figures, labels_of(periods), trends


def seen(since: date | None, as_of: date) -> list[Figure]:
    """Return every figure, counted from the records that the reader can see, without these."""
    with one_pass():
        return [measure.count(SEEN, since, as_of) for measure in FIGURES.values()]


def for_everyone(since: date | None, as_of: date) -> list[Figure]:
    """Return the published figures that belong to no organisation."""
    with one_pass():
        return [FIGURES[name].count(SEEN, since, as_of) for name in FOR_EVERYONE]


def table(actor: Actor, scope: Scope, since: date | None, as_of: date) -> Counted:
    """Return every figure for each organisation of a scope.

    The count is recorded as an audit event.
    """
    return count_figures(actor=actor, names=SIDE_BY_SIDE, scope=scope.key, since=since, as_of=as_of)


def earlier_period(since: date | None, as_of: date, other: date) -> tuple[date | None, date]:
    """Return a period of the same length as `since` to `as_of`, ending on another day."""
    return (other - (as_of - since) if since else None), other


def opened(actor: Actor, name: str, scope: Scope, since: date | None, as_of: date) -> Opened:
    """Return one figure of a scope, with the records that the reader can open."""
    visible = FIGURES[name](SEEN if name in FOR_EVERYONE else scope, since, as_of)
    if name in FOR_EVERYONE or not scope.is_of_organisations:
        return Opened(visible, [], visible.records)
    counted = count_figures(actor=actor, names=[name], scope=scope.key, since=since, as_of=as_of)
    (line,) = counted.lines
    parts = list(zip(counted.parts, line.parts, strict=True)) if len(counted.parts) > 1 else []
    return Opened(line.whole, parts, visible.records)

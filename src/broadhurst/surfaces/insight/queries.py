"""Figures as the insight page, the API and the terminal show them."""

from dataclasses import dataclass
from datetime import date

from broadhurst.capabilities.inspections.commands.count_figures import Counted, count_figures
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES, FOR_EVERYONE
from broadhurst.capabilities.inspections.queries.scopes import (
    default_scope,
    scope_named,
    scopes_of,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.figure import SEEN, Figure, Record, Scope
from broadhurst.foundation.govuk.words import first_capital

SIDE_BY_SIDE = tuple(name for name in FIGURES if name not in FOR_EVERYONE)


@dataclass(frozen=True)
class Opened:
    """One figure of a scope, its organisations beside it, and the records the reader may open."""

    figure: Figure
    parts: list[tuple[Scope, Figure]]
    records: tuple[Record, ...]


def choices(actor: Actor, as_of: date) -> list[tuple[str, str]]:
    """The scopes that an actor may choose, in words; none where there is nothing to choose."""
    counted = [(one.key, first_capital(one.name)) for one in scopes_of(actor, as_of)]
    return [*counted, (SEEN.key, first_capital(SEEN.name))] if counted else []


def chosen(actor: Actor, key: str, as_of: date) -> Scope | None:
    """The scope asked for, or the one that the actor begins with; None if it is not theirs."""
    if not key:
        return default_scope(actor, as_of) or SEEN
    return SEEN if key == SEEN.key else scope_named(actor, key, as_of)


def seen(since: date | None, as_of: date) -> list[Figure]:
    """Every figure, counted from the records that the reader may see."""
    return [measure(SEEN, since, as_of) for measure in FIGURES.values()]


def for_everyone(since: date | None, as_of: date) -> list[Figure]:
    """The published figures that no organisation has of its own."""
    return [FIGURES[name](SEEN, since, as_of) for name in FOR_EVERYONE]


def table(actor: Actor, scope: Scope, since: date | None, as_of: date) -> Counted:
    """Every figure of the organisations of a scope, side by side; that it was counted is kept."""
    return count_figures(actor=actor, names=SIDE_BY_SIDE, scope=scope.key, since=since, as_of=as_of)


def opened(actor: Actor, name: str, scope: Scope, since: date | None, as_of: date) -> Opened:
    """One figure of a scope, with the records that the reader may open."""
    mine = FIGURES[name](SEEN if name in FOR_EVERYONE else scope, since, as_of)
    if name in FOR_EVERYONE or not scope.is_of_organisations:
        return Opened(mine, [], mine.records)
    counted = count_figures(actor=actor, names=[name], scope=scope.key, since=since, as_of=as_of)
    (line,) = counted.lines
    parts = list(zip(counted.parts, line.parts, strict=True)) if len(counted.parts) > 1 else []
    return Opened(line.whole, parts, mine.records)

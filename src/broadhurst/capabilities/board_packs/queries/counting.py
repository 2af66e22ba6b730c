"""Count a board pack's figures for its period and the period before, as its reader may."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from broadhurst.capabilities.board_packs.models import BoardPack
from broadhurst.capabilities.board_packs.queries.trends import months_of
from broadhurst.capabilities.board_packs.rules import period_before, period_until
from broadhurst.capabilities.inspections.commands.count_figures import count_figures
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES, FOR_EVERYONE
from broadhurst.capabilities.inspections.queries.scopes import chosen_scope
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.one_pass import one_pass
from broadhurst.foundation.chart import LineChart, Series
from broadhurst.foundation.figure import FEW, SEEN, Figure, Scope
from broadhurst.foundation.figure.change import change

MONTHS = 12  # of a trend


@dataclass(frozen=True)
class Shown:
    """A figure now and in the period before, and its value for each organisation if several."""

    now: Figure
    before: Figure
    parts: tuple[tuple[str, str], ...] = ()
    months: tuple[tuple[str, Figure], ...] = ()

    @property
    def change(self) -> str:
        """Return the change from the period before, in words."""
        return change(self.before, self.now)

    @property
    def undated(self) -> str:
        """Return why the figure cannot be counted for an earlier day, or an empty string."""
        return FIGURES[self.now.name].undated

    @property
    def trend(self) -> LineChart | None:
        """The months as a chart, unless no month has a value above 0."""
        if self.undated or not self.months:
            return None
        plural = FIGURES[self.now.name].many
        chart = LineChart(
            name=f"trend-{self.now.name}",
            title=f"{self.now.title}, by month, in {plural}",
            note="",
            heading="Month",
            labels=[label for label, _ in self.months],
            series=[Series(self.now.title, [self._point(figure) for _, figure in self.months])],
        )
        return None if chart.is_empty else chart

    def _point(self, figure: Figure) -> float | None:
        """Return the value of a month. A share of few records is left out, as on Insight."""
        is_share = bool(FIGURES[figure.name].of[0])
        if figure.hidden or (is_share and (figure.behind or 0) < FEW):
            return None
        return figure.value


@dataclass(frozen=True)
class Count:
    """The figures of a pack. Without a scope, the reader can no longer count those records."""

    since: date
    as_of: date
    scope: Scope | None
    figures: tuple[Shown, ...]


def counted(actor: Actor, pack: BoardPack, on: date) -> Count:
    """Count the figures of a pack as they were for a reader on a day.

    Counts of organisations are recorded, as on the insight page.
    """
    since, as_of = period_until(pack.period, on)
    scope = chosen_scope(actor, pack.scope, as_of)
    if scope is None:
        return Count(since, as_of, None, ())
    names = [name for name in pack.figures if name in FIGURES]
    before = period_before(pack.period, since)
    now = _figures(actor, names, scope, since, as_of)
    # A scope of an earlier day may have other members, or be one that the reader cannot count.
    then_scope = chosen_scope(actor, pack.scope, before[1]) or scope
    then = _figures(actor, names, then_scope, *before)
    labels, months = months_of(actor, names, scope, as_of, MONTHS)
    figures = (
        Shown(
            now[name][0], then[name][0], now[name][1],
            tuple(zip(labels, months[name], strict=True)) if months[name] else (),
        )
        for name in names
    )  # fmt: skip
    return Count(since, as_of, scope, tuple(figures))


Counted = dict[str, tuple[Figure, tuple[tuple[str, str], ...]]]


def _figures(actor: Actor, names: Sequence[str], scope: Scope, since: date, as_of: date) -> Counted:
    scoped = [name for name in names if scope.is_of_organisations and name not in FOR_EVERYONE]
    with one_pass():
        counted: Counted = {
            name: (FIGURES[name].count(SEEN, since, as_of), ())
            for name in names
            if name not in scoped
        }
    if scoped:
        result = count_figures(actor=actor, names=scoped, scope=scope.key, since=since, as_of=as_of)
        several = result.parts if len(result.parts) > 1 else []
        for line in result.lines:
            parts = zip(several, line.parts if several else (), strict=True)
            parts_in_words = tuple((part.name, figure.in_words) for part, figure in parts)
            counted[line.measure.name] = (line.whole, parts_in_words)
    return counted

"""Timelines: what each record was, from when until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from broadhurst.foundation.chart.axis import Mark, percent

THINNEST = 0.8  # percent, so that a span of one day can be seen
MOST_KINDS = 4  # as many as there are colours and patterns


@dataclass(frozen=True)
class Span:
    """A kind, from the start of one day to another. Without `until` it still lasts.

    `text` is drawn in the span, and is in the table instead of the kind.
    """

    kind: str
    since: date
    until: date | None = None
    text: str = ""


@dataclass(frozen=True)
class TimelineRow:
    """A record and its spans, in order. `href` is its page."""

    label: str
    spans: Sequence[Span]
    href: str = ""


@dataclass(frozen=True)
class Drawn:
    """A drawn span: the number of its kind from 1, and its place and width in percent."""

    kind: int
    x: float
    width: float
    text: str


@dataclass(frozen=True)
class DrawnRow:
    """A drawn row: its label, with a link if it has a page, above its spans."""

    label: str
    href: str
    spans: tuple[Drawn, ...]


@dataclass(frozen=True)
class TimelineChart:
    """Rows over the same days, up to the end of `as_of`.

    `name` is unique on the page. `note` says whose records are shown, and as of when. `order` gives
    the same kinds the same colours on every chart. `window` is the first and the last day to draw,
    where they are given. The table has the spans that touch it, with their own days. Raises
    ValueError if a span ends before it begins, or there are more than four kinds.
    """

    name: str
    title: str
    note: str
    heading: str
    timeline: Sequence[TimelineRow]
    as_of: date
    order: Sequence[str] = ()
    window: tuple[date | None, date | None] = (None, None)

    def __post_init__(self) -> None:
        if any(span.until and span.until < span.since for span in self._spans):
            raise ValueError("A span ends before it begins.")
        if len(self.kinds) > MOST_KINDS:
            raise ValueError(f"A timeline has up to {MOST_KINDS} kinds.")

    @property
    def _spans(self) -> list[Span]:
        return [span for row in self.timeline for span in row.spans]

    @property
    def kinds(self) -> list[str]:
        """The kinds of `order`, then others in the order in which they first appear."""
        return list(dict.fromkeys([*self.order, *(span.kind for span in self._spans)]))

    @property
    def is_empty(self) -> bool:
        return not any(self._shown(row) for row in self.timeline)

    def _shown(self, row: TimelineRow) -> list[Span]:
        """Return the spans of a row that are at least in part in the window."""
        return [
            span for span in row.spans if span.since <= self.last and self._end(span) >= self.first
        ]

    def _end(self, span: Span) -> date:
        return span.until or max(self.as_of, span.since)

    @property
    def first(self) -> date:
        if self.window[0]:
            return self.window[0]
        return min((span.since for span in self._spans), default=self.as_of)

    @property
    def last(self) -> date:
        if self.window[1]:
            return self.window[1]
        ends = [span.until or span.since for span in self._spans]
        return max([self.as_of, *ends])

    @property
    def marks(self) -> list[Mark]:
        """The first day, the middle and the last day."""
        days = (self.last - self.first).days
        half = self.first + timedelta(days=days // 2)
        ends = [Mark(0, _short(self.first), "start"), Mark(100, _short(self.last), "end")]
        return (
            [ends[0], Mark(percent(days // 2, days), _short(half)), ends[1]] if days > 1 else ends
        )

    @property
    def drawn(self) -> list[DrawnRow]:
        kinds, days = self.kinds, max((self.last - self.first).days, 1)
        return [
            DrawnRow(
                row.label,
                row.href,
                tuple(
                    self._drawn(span, kinds.index(span.kind) + 1, days) for span in self._shown(row)
                ),
            )
            for row in self.timeline
        ]

    def _drawn(self, span: Span, kind: int, days: int) -> Drawn:
        since, until = max(span.since, self.first), min(self._end(span), self.last)
        width = max(percent((until - since).days, days), THINNEST)
        x = min(percent((since - self.first).days, days), 100 - width)
        return Drawn(kind, round(max(x, 0), 2), width, span.text)

    @property
    def described(self) -> str:
        """The rows and the days in words."""
        count = len(self.timeline)
        rows = "1 row" if count == 1 else f"{count} rows"
        return f"{rows}, from {_short(self.first)} to {_short(self.last)}."

    @property
    def headings(self) -> list[str]:
        return [self.heading, "Status", "From", "Until", "Days"]

    @property
    def rows(self) -> list[list[str]]:
        """The rows of the table, one for each span."""
        return [
            [
                row.label,
                span.text or span.kind,
                _short(span.since),
                _short(span.until) if span.until else "now",
                f"{(self._end(span) - span.since).days:,}",
            ]
            for row in self.timeline
            for span in self._shown(row)
        ]


def _short(day: date) -> str:
    """28 Nov 2026, short enough for three on a phone."""
    return f"{day.day} {day:%b %Y}"

"""Answers to the questions of a role: figures, trends, comparisons and targets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from broadhurst.capabilities.board_packs.queries.trends import months_of
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES, FOR_EVERYONE
from broadhurst.capabilities.inspections.figures.funnels import funnel_of, short_names
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.chart import FunnelPlot, LineChart, Series
from broadhurst.foundation.figure import FEW, Figure, Measure, Scope
from broadhurst.foundation.govuk.words import day, first_capital
from broadhurst.surfaces.insight.queries import Valued, count_named, count_seen_with_months
from broadhurst.surfaces.insight.question import COLOURS, Question
from broadhurst.surfaces.insight.questions import RolePage

MONTHS = 6
FEW_BARS = 12  # organisations whose numbers are beside each other without a click
ONLY_SEEN = "We do not compare organisations, because these are only the records you can see."
NO_MONTHS = "no month has enough records to show"
NOT_DATED = "the figure cannot be counted for an earlier day"
OF_PEOPLE = "small counts of people could be worked out from the months"
ONLY_ONE = "This counts one organisation, so there is nothing to compare it with."
FOR_ALL = "This figure belongs to no organisation, so there is nothing to compare."


@dataclass(frozen=True)
class Answer:
    """A question with its figure, trend, target and comparison.

    `months` has the figure of each month of the trend, with its label.
    """

    question: Question
    valued: Valued
    months: list[tuple[str, Figure]]
    short: dict[str, str]

    @property
    def figure(self) -> Figure:
        return self.valued.figure

    @property
    def measure(self) -> Measure:
        return FIGURES[self.question.figure]

    @property
    def sentence(self) -> str:
        return self.question.sentence(self.figure)

    @cached_property
    def verdict(self) -> str:
        """Whether the target is met, in words."""
        return self.question.verdict(self.figure)

    @property
    def colour(self) -> str:
        return COLOURS.get(self.verdict, "")

    @property
    def denominator(self) -> str:
        """How many records the answer rests on, in words."""
        if self.figure.hidden:
            return "Hidden"
        behind = self.figure.behind
        return f"{behind:,}" if behind else "None"

    @property
    def is_share(self) -> bool:
        return bool(self.measure.of[0])

    @cached_property
    def trend(self) -> LineChart:
        """The values of the last months. The target is a second line, if it is a share."""
        unit = "percent" if self.is_share else self.measure.many
        series = [Series(self.measure.title, [value for _, value in self.points])]
        target = self.question.target
        if target is not None and self.is_share:
            series.append(Series("Target", [float(target.value)] * len(self.months)))
        return LineChart(
            name=f"trend-{self.measure.name}",
            title=f"{self.measure.title}, by month, in {unit}",
            note=f"{first_capital(self.figure.scope)}, {MONTHS} months to the end of "
            f"{day(self.figure.as_of)}. {self._left_out}",
            heading="Month",
            labels=[label for label, _ in self.points],
            series=series,
        )

    @cached_property
    def points(self) -> list[tuple[str, float | None]]:
        """The value of each month: a share in percent, or a number. None if it is not known."""
        return [(label, self._point(figure)) for label, figure in self.months]

    @property
    def is_zero(self) -> bool:
        """Whether every known value of the trend is 0, so that a chart would be empty."""
        return self.has_trend and not any(value for _, value in self.points)

    @property
    def has_trend(self) -> bool:
        return not self.measure.undated and any(value is not None for _, value in self.points)

    @property
    def no_trend(self) -> str:
        """Why there is no trend, or empty."""
        if self.has_trend:
            return ""
        if self.measure.undated:
            return NOT_DATED
        return NO_MONTHS if self.months else OF_PEOPLE

    def _point(self, figure: Figure) -> float | None:
        if figure.hidden:
            return None
        if not self.is_share:
            return figure.value
        behind = figure.behind or 0
        few = FEW if self.valued.scope.is_of_organisations else 1
        return None if behind < few else self.question.share_of(figure)

    @property
    def _left_out(self) -> str:
        if not self.is_share:
            return "The last month may be incomplete."
        if self.valued.scope.is_of_organisations:
            return f"A month with fewer than {FEW} records is left out."
        return "A month without records is left out."

    @cached_property
    def funnel(self) -> FunnelPlot | None:
        """The organisations as a funnel plot, if the figure is a share of several of them."""
        if not self.valued.parts or not self.is_share:
            return None
        scopes = [scope for scope, _ in self.valued.parts]
        figures = [figure for _, figure in self.valued.parts]
        return funnel_of(self.measure, self.figure, scopes, figures, self.short)

    @property
    def bars(self) -> list[dict[str, object]]:
        """The number of each organisation, without hidden ones. Empty if the figure is a share."""
        if self.is_share:
            return []
        return [
            {"label": scope.name, "value": figure.value}
            for scope, figure in self.valued.parts
            if not figure.hidden and figure.value is not None
        ]

    @property
    def are_many(self) -> bool:
        return len(self.valued.parts) > FEW_BARS

    @property
    def not_compared(self) -> str:
        """Why no organisations are compared, or empty."""
        if self.valued.parts:
            return ""
        if self.measure.name in FOR_EVERYONE:
            return FOR_ALL
        return ONLY_ONE if self.valued.scope.is_of_organisations else ONLY_SEEN


def answers(
    actor: Actor, page: RolePage, scope: Scope, since: date | None, as_of: date
) -> list[Answer]:
    """Answer the six questions of a role for a scope. The counts of others are audit events."""
    names = _named(page.questions)
    if scope.is_of_organisations:
        counted = count_named(actor, names, scope, since, as_of)
        labels, months = months_of(actor, names, scope, as_of, MONTHS)
    else:
        counted, labels, months = count_seen_with_months(names, since, as_of, MONTHS)
    parts = next((figure.parts for figure in counted.values() if figure.parts), [])
    short = short_names([name for name, _ in parts])
    return [
        Answer(
            question,
            counted[question.figure],
            [
                (label, months[question.figure][n])
                for n, label in enumerate(labels)
                if months[question.figure]
            ],
            short,
        )
        for question in page.questions
    ]


def _named(questions: Sequence[Question]) -> list[str]:
    """Return the names of the figures that answer the questions, each once."""
    return list(dict.fromkeys(question.figure for question in questions))

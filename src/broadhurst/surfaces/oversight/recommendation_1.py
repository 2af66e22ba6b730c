"""Answer whether Recommendation 1 of the 2021 ROCU report is met, from figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from broadhurst.capabilities.inspections.commands.count_figures import (
    count_figures,
    count_months,
    split_answers,
)
from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.liaison.figures.requests import Answers
from broadhurst.capabilities.liaison.rules.requesting import SHARE_IN_TIME
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.chart import LineChart, Series
from broadhurst.foundation.figure import FEW, Figure, Scope
from broadhurst.foundation.figure.months import months_to
from broadhurst.foundation.govuk.words import count, day, first_capital

FINDING = "rocu-2021-1"
NAMES = (
    "active_ocgs", "with_both_leads", "open_channel", "answered_in_time", "met_in_time",
    "reviewed_jointly", "hours_to_answer", "hours_to_answer_90",
)  # fmt: skip
# Figures that are shown below the tests.
OTHERS = ("met_in_time", "reviewed_jointly", "hours_to_answer", "hours_to_answer_90")
MONTHS = 12
MET, PARTLY, NOT_MET, TOO_FEW = "Met", "Partly met", "Not met", "Too few records to say"
COLOURS = {MET: "green", PARTLY: "yellow", NOT_MET: "red", TOO_FEW: "grey"}


@dataclass(frozen=True)
class Test:
    """One thing that "work effectively together" asks for: how it is counted, and if it is so.

    `is_met` is None if there are too few records to say.
    """

    text: str
    in_words: str
    is_met: bool | None
    figure: Figure

    @property
    def result(self) -> str:
        """The result in a word or two."""
        return TOO_FEW if self.is_met is None else MET if self.is_met else NOT_MET


@dataclass(frozen=True)
class Part:
    """The answer for one organisation or region of a scope, beside the others."""

    name: str
    tests: list[Test]
    verdict: str

    @property
    def colour(self) -> str:
        return COLOURS[self.verdict]


@dataclass(frozen=True)
class Answer:
    """The answer for a scope, its tests and figures, each organisation, and the trend."""

    finding: Finding | None
    verdict: str
    sentence: str
    tests: list[Test]
    others: list[Figure]
    parts: list[Part]
    trend: LineChart
    split: dict[str, list[Answers]]

    @property
    def colour(self) -> str:
        """The colour of the verdict's tag."""
        return COLOURS[self.verdict]


def answer(actor: Actor, scope: Scope, since: date, as_of: date) -> Answer:
    """Count the figures of a scope and answer. Each count is recorded as an audit event."""
    counted = count_figures(actor=actor, names=NAMES, scope=scope.key, since=since, as_of=as_of)
    whole = {line.measure.name: line.whole for line in counted.lines}
    tests = tests_of(whole)
    verdict = verdict_of(tests)
    several = counted.parts if len(counted.parts) > 1 else []
    parts = []
    for n, part in enumerate(several):
        figures = {line.measure.name: line.parts[n] for line in counted.lines}
        of_part = tests_of(figures)
        parts.append(Part(part.name, of_part, verdict_of(of_part)))
    return Answer(
        finding=Finding.objects.filter(key=FINDING).select_related("report").first(),
        verdict=verdict,
        sentence=sentence_of(verdict, tests, scope, as_of),
        tests=tests,
        others=[whole[name] for name in OTHERS],
        parts=parts,
        trend=_trend(actor, scope, as_of),
        split=split_answers(actor=actor, scope=scope.key, since=since, as_of=as_of),
    )


def tests_of(figures: dict[str, Figure]) -> list[Test]:
    """Return the three tests of Recommendation 1. `figures` maps a name to its figure."""
    ocgs = figures["active_ocgs"].behind or 0
    both, channel = figures["with_both_leads"], figures["open_channel"]
    answered = figures["answered_in_time"]
    named, is_open = int(both.value or 0), channel.numerator or 0
    enough = (answered.behind or 0) >= FEW
    words = f"{named} of {count(ocgs, 'OCG')}" if ocgs else "No OCGs"
    return [
        Test("Every OCG has an SIO and an LRO", words, named == ocgs if ocgs else None, both),
        Test(
            "Every OCG has an open channel between its SIO and LRO",
            f"{is_open} of {count(ocgs, 'OCG')}" if ocgs else "No OCGs",
            is_open == ocgs if ocgs else None,
            channel,
        ),
        Test(
            f"At least {SHARE_IN_TIME}% of requests are answered in time",
            answered.in_words if enough else f"Fewer than {FEW} requests",
            int(answered.value or 0) >= SHARE_IN_TIME if enough else None,
            answered,
        ),
    ]


def verdict_of(tests: Sequence[Test]) -> str:
    """Return the verdict: what there are too few records for does not count."""
    results = [test.is_met for test in tests if test.is_met is not None]
    if not results:
        return TOO_FEW
    if all(results):
        return MET
    return PARTLY if any(results) else NOT_MET


def sentence_of(verdict: str, tests: Sequence[Test], scope: Scope, as_of: date) -> str:
    """Return the answer in a sentence."""
    if verdict == TOO_FEW:
        return f"There are too few records of {scope.name} to say, at the end of {day(as_of)}."
    decided = [test for test in tests if test.is_met is not None]
    met = sum(1 for test in decided if test.is_met)
    left = len(tests) - len(decided)
    few = f" There are too few records for {count(left, 'other')}." if left else ""
    return (
        f"{verdict} by {scope.name}: {met} of {count(len(decided), 'test')} passed at the end of "
        f"{day(as_of)}.{few}"
    )


def _trend(actor: Actor, scope: Scope, as_of: date) -> LineChart:
    """Return the shares of the last 12 months. A month with fewer than 5 records has a gap."""
    periods = months_to(as_of, MONTHS)
    names = ("answered_in_time", "open_channel", "met_in_time")
    counted = count_months(actor=actor, names=names, scope=scope.key, periods=periods)
    titles = ("Requests answered in time", "OCGs with an open channel", "SIO and LRO met in time")
    return LineChart(
        name="recommendation-1",
        title="Shares by month, in percent",
        note=f"{first_capital(scope.name)}, {MONTHS} months to the end of "
        f"{day(as_of)}. A month with fewer than {FEW} records is left out.",
        heading="Month",
        labels=[f"{first:%b %Y}" for first, _ in periods],
        series=[
            Series(title, [share_of(figures[n]) for figures in counted])
            for n, title in enumerate(titles)
        ],
    )


def share_of(figure: Figure) -> int | None:
    """Return the percentage of records that meet the condition, or None for fewer than 5."""
    if figure.hidden or figure.numerator is None or not figure.behind or figure.behind < FEW:
        return None
    return round(100 * figure.numerator / figure.behind)

"""The paragraphs of a letter, each from records; every number in them becomes a numbered figure."""

from datetime import date
from typing import Any

from broadhurst.capabilities.inspections.figures import organisation
from broadhurst.capabilities.inspections.figures.evidence import sealed
from broadhurst.capabilities.inspections.figures.phrases import (
    listed,
    period,
    plain,
    quoted,
    typed,
)
from broadhurst.capabilities.inspections.models import Answer, Evidence, Finding, Report, Response
from broadhurst.capabilities.inspections.queries.reports import line_of
from broadhurst.capabilities.inspections.queries.responses import evidence_of
from broadhurst.capabilities.operations.queries import titled
from broadhurst.foundation.figure import OPEN, Figure
from broadhurst.foundation.govuk.words import day, in_sentence

Paragraph = dict[str, Any]
REGISTER = "the register of bodies"


class Numbered:
    """Gives each figure its number as the text comes to it, and the words that quote it."""

    def __init__(self, figures: list[dict[str, Any]], here: str) -> None:
        self.figures, self.here = figures, here

    def quote(
        self, kept: dict[str, Any], *, held_by: str, said: str = "", source: str = "", ref: str = ""
    ) -> str:
        """Add a figure to the list; gives "one transfer (figure 3)", with a link to it."""
        number = len(self.figures) + 1
        said = said or kept["said"]
        since = date.fromisoformat(kept["since"]) if kept["since"] else None
        self.figures.append(
            kept
            | {
                "number": number,
                "said": said,
                "period": period(since, date.fromisoformat(kept["as_of"])),
                "held_by": held_by,
                "source": source,
                "evidence": ref,
                "count": kept["behind"],
            }
        )
        return f"**{plain(said)}** ([figure {number}]({self.here}#figure-{number}))"

    def open(self, figure: Figure) -> str:
        """Quote a figure that is counted from what everyone who signs in may read."""
        return self.quote(sealed(figure), held_by=REGISTER)


def published(report: Report) -> str:
    """The day on which a report was published, or the month where only that is known."""
    known = report.published_day_known
    return day(report.published_on) if known else f"{report.published_on:%B %Y}"


def answered(finding: Finding, answer: Answer, numbered: Numbered) -> Paragraph:
    """A finding in its own words, what is done about it, and what shows it."""
    return {
        "heading": plain(str(finding)),
        "quotation": quoted(finding.text) if finding.is_verbatim else "",
        "summary": "" if finding.is_verbatim else plain(finding.text),
        "answer": answer.get_answer_display(),
        "explanation": typed(answer.explanation),
        "evidence": [_sentence(one, numbered) for one in evidence_of(answer) if one.is_publishable],
    }


def _sentence(one: Evidence, numbered: Numbered) -> str:
    words = plain(one.text)
    if one.kind == Evidence.Kind.RECORD:
        return f"{words} (as of {day(one.as_of)}; held by {plain(one.held_by.agency.name)})."
    is_open = one.kind == Evidence.Kind.APPOINTMENT
    held_by = REGISTER if is_open else one.held_by.agency.name
    said = numbered.quote(one.figure, held_by=held_by, ref=one.ref)
    when = period(one.since, one.as_of)
    return f"{plain(one.figure['title'])}, {when}: {said}. {words}".strip()


def recurring(finding: Finding) -> Paragraph:
    """A finding that was made before, with the earlier ones and how many years lie between."""
    earlier = line_of(finding)
    return {
        "text": plain(finding.text).rstrip("."),
        "earlier": [
            {
                "text": plain(one.text).rstrip("."),
                "title": plain(one.report.title),
                "when": published(one.report),
            }
            for one in earlier
        ],
        "years": finding.report.published_on.year - earlier[-1].report.published_on.year,
    }


def work(response: Response, as_of: date, numbered: Numbered) -> Paragraph:
    """How organised crime is tasked, who takes part, and where people are safeguarded."""
    levels = organisation.tasking_levels(response, as_of)
    partners = organisation.partners(response, as_of)
    districts = organisation.districts(response, as_of)
    safeguarded = organisation.districts_with_safeguarding(response, as_of)
    return {
        "levels": numbered.open(levels) if levels.value else "",
        "level_names": listed(list(dict.fromkeys(plain(one.text) for one in levels.records))),
        "partners": numbered.open(partners) if partners.value else "",
        "partner_names": listed([plain(one.text) for one in partners.records]),
        "safeguarded": numbered.open(safeguarded) if districts.value else "",
        "districts": numbered.open(districts) if districts.value else "",
        "in_every": districts.value == safeguarded.value,
    }


def outcomes(one: organisation.Published, numbered: Numbered) -> Paragraph:
    """What was last published of an operation: each outcome with its unit, stage and day."""
    lines = []
    for outcome in one.outcomes:
        title = titled(outcome.get_measure_display(), outcome.stage)
        figure = Figure(
            f"{one.operation.ref}_{outcome.measure}",
            f"{one.operation.name}, {one.area}: {in_sentence(title)}",
            outcome.value,
            outcome.unit,
            outcome.as_of,
            scope=OPEN.name,
            scope_key=OPEN.key,
            method="As published, on the day shown. It is a running total.",
        )
        said = outcome.in_words()
        held_by = "the published source"
        quoted = numbered.quote(sealed(figure), held_by=held_by, said=said, source=outcome.source)
        lines.append(f"{title}: {quoted}")
    return {
        "name": plain(one.operation.name),
        "area": plain(one.area),
        "as_of": day(one.as_of),
        "lines": lines,
    }

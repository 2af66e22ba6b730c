"""The paragraphs of a letter, from records; every number in them becomes a numbered figure."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.template.loader import render_to_string

from broadhurst.capabilities.inspections.figures import organisation
from broadhurst.capabilities.inspections.figures.evidence import sealed
from broadhurst.capabilities.inspections.figures.phrases import (
    between,
    listed,
    period,
    plain,
    quoted,
    typed,
)
from broadhurst.capabilities.inspections.models import Answer, Evidence, Finding, Report, Response
from broadhurst.capabilities.inspections.queries.paragraphs import Chosen
from broadhurst.capabilities.inspections.queries.reports import line_of
from broadhurst.capabilities.inspections.queries.responses import evidence_of
from broadhurst.capabilities.inspections.rules.paragraphs import OPERATION, OWN
from broadhurst.capabilities.operations.queries import titled
from broadhurst.foundation.figure import OPEN, Figure
from broadhurst.foundation.govuk.words import day, in_sentence

Paragraph = dict[str, Any]
REGISTER = "the register of organisations"


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
    """When a report was published: "on" its day, or "in" its month where only that is known."""
    known = report.published_day_known
    return f"on {day(report.published_on)}" if known else f"in {report.published_on:%B %Y}"


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


def chosen(response: Response, as_of: date, numbered: Numbered) -> list[Paragraph]:
    """The paragraphs that were chosen, in their order; one with nothing to say is left out."""
    each = [composed(one, response, as_of, numbered) for one in response.paragraphs]
    return [one for one in each if one["text"]]


def composed(one: Chosen, response: Response, as_of: date, numbered: Numbered) -> Paragraph:
    """A paragraph of the catalogue as it reads on a day, or an own one as it was written.

    One that a correction took over keeps the day it was counted as of.
    """
    kind, _, ref = one["key"].partition(":")
    as_of = date.fromisoformat(one["as_of"]) if "as_of" in one else as_of
    if f"{kind}:" == OWN:
        return {"heading": plain(one["title"]), "text": typed(one["text"])}
    if f"{kind}:" == OPERATION:
        published = organisation.outcomes(response, as_of)
        areas = [outcomes(o, numbered) for o in published if o.operation.ref == ref]
        shown: Paragraph = {"areas": areas}
        title, template = one["title"].partition(":")[0], "operation"
    else:
        shown = COMPOSED[kind](response, as_of, numbered)
        title, template = one["title"], kind
    shown["force"] = plain(response.force.name)
    text = render_to_string(f"inspections/paragraphs/{template}.md", shown)
    return {"heading": plain(title), "text": text.strip()}


def recurring(response: Response, as_of: date, numbered: Numbered) -> Paragraph:
    """The findings that were made before, with the earlier ones and the time between them."""
    findings = response.report.findings
    repeated = findings.filter(recurs_from__isnull=False, withdrawn_at=None)
    return {"findings": [_recurring(one) for one in repeated.select_related("report")]}


def _recurring(finding: Finding) -> Paragraph:
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
        "time": between(earlier[-1].report.published_on, finding.report.published_on),
    }


def tasking_levels(response: Response, as_of: date, numbered: Numbered) -> Paragraph:
    """The levels at which the work is tasked."""
    levels = organisation.tasking_levels(response, as_of)
    names = list(dict.fromkeys(plain(one.text) for one in levels.records))
    return {"levels": numbered.open(levels) if levels.value else "", "names": listed(names)}


def partners(response: Response, as_of: date, numbered: Numbered) -> Paragraph:
    """The organisations that work on 4P plans beside the police."""
    figure = organisation.partners(response, as_of)
    names = [plain(one.text) for one in figure.records]
    return {
        "partners": numbered.open(figure) if figure.value else "",
        "is_one": figure.value == 1,
        "names": listed(names),
    }


def safeguarding(response: Response, as_of: date, numbered: Numbered) -> Paragraph:
    """The districts that have a safeguarding team."""
    districts = organisation.districts(response, as_of)
    covered = organisation.districts_with_safeguarding(response, as_of)
    if not districts.value:
        return {}
    in_every = districts.value == covered.value
    return {
        "covered": numbered.open(covered),
        "districts": "" if in_every else numbered.open(districts),
        "in_every": in_every,
        "is_one": covered.value == 1,
    }


def fixed(response: Response, as_of: date, numbered: Numbered) -> Paragraph:
    """A paragraph without figures."""
    return {}


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


COMPOSED: dict[str, Callable[[Response, date, Numbered], Paragraph]] = {
    "recurring": recurring,
    "tasking_levels": tasking_levels,
    "partners": partners,
    "capability": fixed,
    "transfer": fixed,
    "safeguarding": safeguarding,
}

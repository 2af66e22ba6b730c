"""The paragraphs of a letter. Every number in them becomes a numbered figure."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.template.loader import render_to_string

from broadhurst.capabilities.inspections.figures import organisation
from broadhurst.capabilities.inspections.figures.evidence import autonomy, sealed
from broadhurst.capabilities.inspections.figures.numbered import REGISTER, Numbered
from broadhurst.capabilities.inspections.figures.phrases import (
    between,
    period,
    plain,
    quoted,
    typed,
)
from broadhurst.capabilities.inspections.models import (
    Answer,
    Evidence,
    Finding,
    Report,
    Response,
    SharedAnswer,
)
from broadhurst.capabilities.inspections.queries.paragraphs import Chosen
from broadhurst.capabilities.inspections.queries.reports import earlier_findings
from broadhurst.capabilities.inspections.queries.responses import evidence_of
from broadhurst.capabilities.inspections.queries.shared import AnsweredElsewhere
from broadhurst.capabilities.inspections.rules.paragraphs import OPERATION, OWN
from broadhurst.foundation.figure import OPEN, Figure
from broadhurst.foundation.govuk.words import day, in_sentence, joined

Paragraph = dict[str, Any]


def published(report: Report) -> str:
    """Return the day of publication as "on …", or the month as "in …".

    The month is used if the day is unknown.
    """
    known = report.published_day_known
    return f"on {day(report.published_on)}" if known else f"in {report.published_on:%B %Y}"


def answered(finding: Finding, answer: Answer, numbered: Numbered) -> Paragraph:
    """Return a finding in its own words, the answer to it, and the evidence."""
    return {
        "heading": plain(str(finding)),
        "quotation": quoted(finding.text) if finding.is_verbatim else "",
        "summary": "" if finding.is_verbatim else plain(finding.text),
        "answer": answer.get_answer_display(),
        "due": day(answer.due_on) if answer.due_on else "",
        "explanation": typed(answer.explanation),
        "evidence": [
            _sentence(evidence, numbered)
            for evidence in evidence_of(answer)
            if evidence.is_publishable
        ],
    }


def also_answered(finding: Finding, shared: Iterable[SharedAnswer]) -> list[Paragraph]:
    """Return the findings of other reports that the answer to a finding answers too."""
    return [
        {
            "name": plain(in_sentence(str(shared_answer.finding))),
            "title": plain(shared_answer.finding.report.title),
            "published": published(shared_answer.finding.report),
            "quotation": quoted(shared_answer.finding.text)
            if shared_answer.finding.is_verbatim
            else "",
            "summary": ""
            if shared_answer.finding.is_verbatim
            else plain(shared_answer.finding.text),
        }
        for shared_answer in shared
        if shared_answer.answer.finding_id == finding.pk
    ]


def answered_elsewhere(answered: AnsweredElsewhere) -> Paragraph:
    """Return a finding that the response to another report answers, and where."""
    publication = answered.row.publication
    return {
        "heading": plain(str(answered.row.finding)),
        "title": plain(publication.report.title),
        "ref": publication.ref,
        "on": day(answered.row.answered_on),
    }


def _sentence(evidence: Evidence, numbered: Numbered) -> str:
    words = plain(evidence.text)
    if evidence.kind == Evidence.Kind.RECORD:
        return (
            f"{words} (as of {day(evidence.as_of)}; held by {plain(evidence.held_by.agency.name)})."
        )
    is_open = evidence.kind == Evidence.Kind.APPOINTMENT
    held_by = REGISTER if is_open else evidence.held_by.agency.name
    quotation = numbered.quote(evidence.figure, held_by=held_by, ref=evidence.ref)
    when = period(evidence.since, evidence.as_of)
    return f"{plain(evidence.figure['title'])}, {when}: {quotation}. {words}".strip()


def chosen(response: Response, as_of: date, numbered: Numbered) -> list[Paragraph]:
    """Return the chosen paragraphs in their order, without the empty ones."""
    all_composed = [
        composed(paragraph, response, as_of, numbered) for paragraph in response.paragraphs
    ]
    return [paragraph for paragraph in all_composed if paragraph["text"]]


def composed(paragraph: Chosen, response: Response, as_of: date, numbered: Numbered) -> Paragraph:
    """Compose a catalogue paragraph as of a day, or return an own one as written.

    A paragraph that a correction copied keeps the day of the earlier version.
    """
    kind, _, ref = paragraph["key"].partition(":")
    as_of = date.fromisoformat(paragraph["as_of"]) if "as_of" in paragraph else as_of
    if f"{kind}:" == OWN:
        return {"heading": plain(paragraph["title"]), "text": typed(paragraph["text"])}
    if f"{kind}:" == OPERATION:
        published = organisation.outcomes(response, as_of)
        areas = [outcomes(o, numbered) for o in published if o.operation.ref == ref]
        context: Paragraph = {"areas": areas}
        title, template = paragraph["title"].partition(":")[0], "operation"
    else:
        context = COMPOSED[kind](response, as_of, numbered)
        title, template = paragraph["title"], kind
    context["force"] = plain(response.force.name)
    text = render_to_string(f"inspections/paragraphs/{template}.md", context)
    return {"heading": plain(title), "text": text.strip()}


def recurring(response: Response, as_of: date, numbered: Numbered) -> Paragraph:
    """Return the repeated findings, the earlier ones, and the time between them."""
    findings = response.report.findings
    repeated = findings.filter(recurs_from__isnull=False, withdrawn_at=None)
    return {"findings": [_recurring(finding) for finding in repeated.select_related("report")]}


def _recurring(finding: Finding) -> Paragraph:
    earlier = earlier_findings(finding)
    return {
        "text": plain(finding.text).rstrip("."),
        "is_quoted": finding.is_verbatim,
        "earlier": [
            {
                "text": plain(row.text).rstrip("."),
                "is_quoted": row.is_verbatim,
                "title": plain(row.report.title),
                "when": published(row.report),
            }
            for row in earlier
        ],
        "time": between(earlier[-1].report.published_on, finding.report.published_on),
    }


def tasking_levels(response: Response, as_of: date, numbered: Numbered) -> Paragraph:
    """Return the levels at which the work is tasked."""
    levels = organisation.tasking_levels(response, as_of)
    names = list(dict.fromkeys(plain(record.text) for record in levels.records))
    return {"levels": numbered.open(levels) if levels.value else "", "names": joined(names)}


def partners(response: Response, as_of: date, numbered: Numbered) -> Paragraph:
    """Return the organisations that work on 4P plans with the police."""
    figure = organisation.partners(response, as_of)
    names = [plain(record.text) for record in figure.records]
    return {
        "partners": numbered.open(figure) if figure.value else "",
        "is_one": figure.value == 1,
        "names": joined(names),
    }


def safeguarding(response: Response, as_of: date, numbered: Numbered) -> Paragraph:
    """Return the districts that have a safeguarding team."""
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


def chief_officer(response: Response, as_of: date, numbered: Numbered) -> Paragraph:
    """Return who was chief officer for the force's ROCU, since when, and how autonomous."""
    rocus = []
    for cover in organisation.chief_officers(response, as_of):
        counted = autonomy(cover.agency, as_of)
        quoted_figure = numbered.open(counted) if counted.value is not None else ""
        rocus.append({"text": plain(cover.paragraph), "autonomy": quoted_figure})
    return {"rocus": rocus}


def fixed(response: Response, as_of: date, numbered: Numbered) -> Paragraph:
    """Return nothing: the paragraph has no figures."""
    return {}


def outcomes(latest: organisation.Published, numbered: Numbered) -> Paragraph:
    """Return an operation's latest outcomes, each with its unit, stage and day."""
    lines = []
    for outcome in latest.outcomes:
        title = outcome.title
        figure = Figure(
            f"{latest.operation.ref}_{outcome.measure}",
            f"{latest.operation.name}, {latest.area}: {in_sentence(title)}",
            outcome.value,
            outcome.unit,
            outcome.as_of,
            scope=OPEN.name,
            scope_key=OPEN.key,
            method="As published, on the day shown. It is a running total.",
        )
        value_text = outcome.in_words()
        held_by = "the published source"
        quoted = numbered.quote(
            sealed(figure), held_by=held_by, in_words=value_text, source=outcome.source
        )
        lines.append(f"{title}: {quoted}")
    return {
        "name": plain(latest.operation.name),
        "area": plain(latest.area),
        "as_of": day(latest.as_of),
        "lines": lines,
    }


COMPOSED: dict[str, Callable[[Response, date, Numbered], Paragraph]] = {
    "recurring": recurring,
    "tasking_levels": tasking_levels,
    "partners": partners,
    "capability": fixed,
    "transfer": fixed,
    "safeguarding": safeguarding,
    "chief_officer": chief_officer,
}

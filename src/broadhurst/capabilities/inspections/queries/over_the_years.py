"""A finding over the years: in which reports it came back, and what was answered each time."""

from collections import defaultdict
from dataclasses import dataclass

from broadhurst.capabilities.inspections.models import (
    Addressee,
    Answer,
    Finding,
    Publication,
    Response,
)
from broadhurst.capabilities.inspections.queries.line import related_keys
from broadhurst.capabilities.inspections.queries.reports import Statuses, findings, statuses
from broadhurst.capabilities.inspections.queries.shared import (
    AnsweredElsewhere,
    answered_by_finding,
)
from broadhurst.capabilities.inspections.rules.statuses import words
from broadhurst.foundation.access.actor import Actor


@dataclass(frozen=True)
class Answered:
    """A published response, and its answer to the finding if the reader can see it.

    `elsewhere` is set if it is the response to another report, with an answer that covers both.
    `comments` is the policing body's comments on the report, if it has no answer to the finding.
    """

    publication: Publication
    answer: Answer | None
    elsewhere: AnsweredElsewhere | None = None
    comments: str = ""


@dataclass(frozen=True)
class Occurrence:
    """One of the findings on the line, with what was answered, and its statuses now.

    `own` is the statuses for the reader's organisation, if the finding is addressed to it.
    `counts` says how many organisations have each own status, in words.
    """

    finding: Finding
    answered: list[Answered]
    own: Statuses | None
    counts: list[tuple[str, int]]


def over_the_years(finding: Finding, actor: Actor) -> list[Occurrence]:
    """Return a finding with those that it repeats or supersedes, and those after it, by date."""
    rows = findings().filter(pk__in=related_keys(finding))
    line = list(rows.order_by("report__published_on", "number", "pk"))
    by_finding, answered = statuses(line), _answered(line)
    return [
        Occurrence(
            finding,
            answered[finding.pk],
            next((s for s in by_finding[finding.pk] if s.agency.pk == actor.agency.pk), None),
            _counts(by_finding[finding.pk]),
        )
        for finding in line
    ]


def _answered(line: list[Finding]) -> dict[int, list[Answered]]:
    """Return the published responses to each finding's report that are not corrected, by finding.

    A response whose force or policing body the finding does not ask is left out.
    """
    asked: dict[int, set[int]] = defaultdict(set)
    for key, agency in Addressee.objects.filter(finding__in=line).values_list("finding", "agency"):
        asked[key].add(agency)
    publications: dict[int, list[Publication]] = defaultdict(list)
    rows = Publication.objects.filter(
        report__in=[finding.report_id for finding in line], replaced_by=None
    )
    slim = rows.select_related("body", "force").defer("markdown", "html", "figures", "pdf", "docx")
    for row in slim.order_by("first_published_on", "pk"):
        publications[row.report_id].append(row)
    answers = {
        (answer.response.ref, answer.finding_id): answer
        for answer in Answer.objects.filter(finding__in=line).select_related("response")
    }
    comments = dict(
        Response.objects.filter(
            report__in=[finding.report_id for finding in line], published_at__isnull=False
        ).values_list("ref", "body_comments")
    )
    elsewhere = answered_by_finding(line)
    return {
        finding.pk: [
            Answered(
                row,
                answer := answers.get((row.ref, finding.pk)),
                comments="" if answer else comments.get(row.ref, ""),
            )
            for row in publications[finding.report_id]
            if not asked[finding.pk] or asked[finding.pk] & {row.force_id, row.body_id}
        ]
        + [
            Answered(
                other.row.publication,
                answers.get((other.row.publication.ref, other.row.by_id)),
                other,
            )
            for other in elsewhere[finding.pk]
        ]
        for finding in line
    }


def _counts(rows: list[Statuses]) -> list[tuple[str, int]]:
    counted: dict[str, int] = defaultdict(int)
    for row in rows:
        counted[words(row.ours)] += 1
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))

"""A finding over the years: in which reports it came back, and what was answered each time."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from broadhurst.capabilities.inspections.models import (
    Addressee,
    Answer,
    Finding,
    Publication,
)
from broadhurst.capabilities.inspections.queries.reports import Statuses, findings, statuses
from broadhurst.capabilities.inspections.rules.statuses import words
from broadhurst.foundation.access.actor import Actor


@dataclass(frozen=True)
class Answered:
    """A published response to the finding's report, and its answer if the reader can see it."""

    publication: Publication
    answer: Answer | None


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
    line = list(
        findings().filter(pk__in=_related(finding)).order_by("report__published_on", "number", "pk")
    )
    by_finding, answered = statuses(line), _answered(line)
    return [
        Occurrence(
            one,
            answered[one.pk],
            next((s for s in by_finding[one.pk] if s.agency.pk == actor.agency.pk), None),
            _counts(by_finding[one.pk]),
        )
        for one in line
    ]


def _related(finding: Finding) -> set[int]:
    """Return the keys of all findings that repeat or supersede each other, in any direction."""
    known, new = {finding.pk}, {finding.pk}
    while new:
        links = Finding.objects.filter(
            Q(pk__in=new)
            | Q(recurs_from__in=new)
            | Q(our_statuses__superseded_by__in=new, our_statuses__corrected_by=None)
        ).values_list("pk", "recurs_from")
        newer = Finding.objects.filter(
            supersedes__finding__in=new, supersedes__corrected_by=None
        ).values_list("pk", flat=True)
        found = {pk for both in links for pk in both if pk} | set(newer)
        new = found - known
        known |= new
    return known


def _answered(line: list[Finding]) -> dict[int, list[Answered]]:
    """Return the published responses to each finding's report that are not corrected, by finding.

    A response whose force or policing body the finding does not ask is left out.
    """
    asked: dict[int, set[int]] = defaultdict(set)
    for key, agency in Addressee.objects.filter(finding__in=line).values_list("finding", "agency"):
        asked[key].add(agency)
    publications: dict[int, list[Publication]] = defaultdict(list)
    rows = Publication.objects.filter(report__in=[one.report_id for one in line], replaced_by=None)
    slim = rows.select_related("body", "force").defer("markdown", "html", "figures", "pdf", "docx")
    for row in slim.order_by("first_published_on", "pk"):
        publications[row.report_id].append(row)
    answers = {
        (answer.response.ref, answer.finding_id): answer
        for answer in Answer.objects.filter(finding__in=line).select_related("response")
    }
    return {
        one.pk: [
            Answered(row, answers.get((row.ref, one.pk)))
            for row in publications[one.report_id]
            if not asked[one.pk] or asked[one.pk] & {row.force_id, row.body_id}
        ]
        for one in line
    }


def _counts(rows: list[Statuses]) -> list[tuple[str, int]]:
    counted: dict[str, int] = defaultdict(int)
    for row in rows:
        counted[words(row.ours)] += 1
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))

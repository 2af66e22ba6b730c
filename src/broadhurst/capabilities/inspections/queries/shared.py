"""Findings that are answered by the response to another report."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from broadhurst.capabilities.inspections.models import (
    Addressee,
    Finding,
    Publication,
    Report,
    Response,
    SharedAnswer,
    SharedPublication,
)
from broadhurst.capabilities.inspections.queries.line import related_keys
from broadhurst.capabilities.inspections.rules.findings import ANSWERED_KINDS
from broadhurst.capabilities.inspections.rules.shared import Timing, timing
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.database.ahead import Ask

HEAVY = ("pdf", "docx", "html", "markdown", "figures")


@dataclass(frozen=True)
class AnsweredElsewhere:
    """A finding that the published response to another report answers, by its own clock."""

    row: SharedPublication
    timing: Timing


def shared_answers() -> QuerySet[SharedAnswer]:
    """Return shared answers with the rows that their pages show."""
    return SharedAnswer.objects.select_related(
        "dossier", "finding__report", "answer__finding__report", "answer__response__report",
        "answer__response__body", "answer__response__force",
    )  # fmt: skip


def shared_in(response: Response) -> list[SharedAnswer]:
    """Return the findings of other reports that a response answers."""
    return list(shared_answers().filter(answer__response=response, withdrawn_at=None))


def to_share_with(response: Response, finding: Finding) -> QuerySet[Finding]:
    """Return the findings of other reports that the answer to a finding can answer too."""
    ours = Addressee.objects.filter(
        finding=OuterRef("pk"), agency__in=(response.force_id, response.body_id)
    )
    taken = SharedAnswer.objects.filter(
        finding=OuterRef("pk"), answer__response=response, withdrawn_at=None
    )
    rows = Finding.objects.filter(
        Exists(ours),
        ~Exists(taken),
        pk__in=related_keys(finding),
        kind__in=ANSWERED_KINDS,
        withdrawn_at=None,
        report__withdrawn_at=None,
    )
    return rows.exclude(report=response.report_id).select_related("report").order_by("pk")


def is_answered_elsewhere(finding: Finding, response: Response) -> bool:
    """Return whether another response of the same body for the same force answers a finding.

    The database answers, because that response may be one that the reader cannot see.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT inspections_answered_elsewhere(%s, %s)", [finding.pk, response.pk])
        return bool(cursor.fetchone()[0])


def published_elsewhere() -> QuerySet[SharedPublication]:
    """Return the findings that published responses to other reports answer now."""
    rows = SharedPublication.objects.filter(publication__replaced_by=None)
    return rows.select_related(
        "finding__report", "by__report", "publication__report", "publication__body",
        "publication__force",
    ).defer(*(f"publication__{name}" for name in HEAVY))  # fmt: skip


def answered_for(response: Response | Publication) -> dict[int, AnsweredElsewhere]:
    """Return the findings of a response's report that its body answered elsewhere, by key."""
    rows = _elsewhere(response.force_id, response.report_id, response.body_id)
    return {row.finding_id: judged(row) for row in rows}


def ask_answered_for(response: Response) -> Ask:
    """Return the statement of `answered_for`, to send it ahead."""
    return _elsewhere.ask(response.force_id, response.report_id, response.body_id)


@prepared_query
def _elsewhere(force: int, report: int, body: int) -> QuerySet[SharedPublication]:
    """Select what `published_elsewhere` returns of a report, for a body and a force."""
    path = "publication__force"  # as `with_those_before` follows it
    of_force = Q(**{path: force}) | Q(**{f"{path}__succeeded_by": force})
    of_force |= Q(**{f"{path}__succeeded_by__succeeded_by": force})
    return published_elsewhere().filter(of_force, finding__report=report, publication__body=body)


def answered_on_report(report: Report) -> list[AnsweredElsewhere]:
    """Return what responses to other reports answer of a report."""
    return [judged(row) for row in published_elsewhere().filter(finding__report=report)]


def answered_by_finding(findings: Iterable[Finding]) -> dict[int, list[AnsweredElsewhere]]:
    """Return what responses to other reports answer of each finding."""
    by_finding: dict[int, list[AnsweredElsewhere]] = defaultdict(list)
    for row in published_elsewhere().filter(finding__in=list(findings)):
        by_finding[row.finding_id].append(judged(row))
    return by_finding


def judged(row: SharedPublication) -> AnsweredElsewhere:
    """Judge a published answer by the clock of the finding's own report."""
    return AnsweredElsewhere(row, timing(row.finding.report, row.answered_on))


def last_days(response: Response) -> list[date | None]:
    """Return the last days of other reports that a response would answer for the first time."""
    known = answered_before(response)
    return [
        shared_answer.finding.report.last_day
        for shared_answer in shared_in(response)
        if shared_answer.finding_id not in known
    ]


def publications_beside(publication: Publication) -> list[Publication]:
    """Return the body's publications whose pages name what this one answers of their reports.

    This one may leave out an answer of the version before, so that one counts too.
    """
    refs = [publication.ref, *([publication.corrects.ref] if publication.corrects else [])]
    reports = SharedPublication.objects.filter(publication__ref__in=refs)
    rows = Publication.objects.filter(
        report__in=reports.values("finding__report"),
        body=publication.body_id,
        force=publication.force_id,
    )
    return list(rows.defer(*HEAVY))


def answered_before(response: Response) -> dict[int, date]:
    """Return since when the version before answers each finding of another report."""
    if response.corrects is None:
        return {}
    rows = SharedPublication.objects.filter(publication__ref=response.corrects.ref)
    return dict(rows.values_list("finding", "answered_on"))

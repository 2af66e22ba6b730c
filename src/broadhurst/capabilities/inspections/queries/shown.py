"""What the pages of reports and responses show, put together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from broadhurst.capabilities.inspections.models import (
    Answer,
    Evidence,
    Finding,
    Report,
    Response,
)
from broadhurst.capabilities.inspections.queries.reports import Statuses, findings, statuses
from broadhurst.capabilities.inspections.queries.responses import (
    answers_of,
    evidence_of,
    may_answer,
    newer_than,
    responses,
    to_answer,
)
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.inspections.rules.commenting import objections_to_comment
from broadhurst.capabilities.inspections.rules.findings import OWN_STATUS_ROLES
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency


@dataclass(frozen=True)
class ReportRow:
    """A report in the list: which of the 56 days it is, and the responses the reader may see."""

    report: Report
    day: int | None
    responses: list[Response]


@dataclass(frozen=True)
class FindingRow:
    """A finding in its report: what the reader's bodies and the inspectorate say, of whom."""

    finding: Finding
    statuses: list[Statuses]
    addressed_to: list[Agency]


@dataclass(frozen=True)
class AnswerRow:
    """A finding in a response, with its answer and evidence; `is_asked` where it must have one.

    `is_corrected` where the finding was corrected after it was answered or published.
    """

    finding: Finding
    is_asked: bool
    answer: Answer | None
    evidence: list[Evidence]
    is_corrected: bool


def report_rows(reports: Iterable[Report], today: date) -> list[ReportRow]:
    """Reports as the list shows them."""
    listed = list(reports)
    ours = list(responses().filter(report__in=listed))
    return [
        ReportRow(one, one.day(today), [r for r in ours if r.report_id == one.pk]) for one in listed
    ]


def finding_rows(report: Report, ours: Iterable[Response], actor: Actor) -> list[FindingRow]:
    """A report's findings, with the statuses for the reader's body and those it answers for."""
    bodies = {actor.agency.pk, *(pk for one in ours for pk in (one.force_id, one.body_id))}
    rows = list(findings().filter(report=report).order_by("number", "pk"))
    told = statuses(rows)
    return [
        FindingRow(
            row,
            [one for one in told[row.pk] if one.agency.pk in bodies],
            [one.agency for one in told[row.pk]],
        )
        for row in rows
    ]


def answer_rows(response: Response) -> list[AnswerRow]:
    """Every finding that a response must or may answer, and those that it has answered."""
    asked, answers = set(to_answer(response).values_list("pk", flat=True)), answers_of(response)
    shown = Finding.objects.filter(Q(pk__in=may_answer(response).values("pk")) | Q(pk__in=answers))
    rows = []
    for finding in shown.select_related("parent").order_by("number", "pk"):
        answer = answers.get(finding.pk)
        evidence = list(evidence_of(answer)) if answer else []
        is_corrected = _corrected_since(finding, answer, response)
        rows.append(AnswerRow(finding, finding.pk in asked, answer, evidence, is_corrected))
    return rows


def _corrected_since(finding: Finding, answer: Answer | None, response: Response) -> bool:
    if response.report_edition is not None:
        return finding.edition > response.report_edition
    return bool(answer and finding.corrected_at and finding.corrected_at > answer.answered_at)


def verbs_on(response: Response, actor: Actor) -> list[str]:
    """The verbs that are open to an actor on a response now."""
    verbs = rules.STAGES.open_to(response.stage, rules.parts_played(actor, response))
    is_closed = objections_to_comment(response.comments_due_on, clock.today())
    shut = {"comment"} if is_closed or response.invited_on is None else set()
    newer = newer_than(response)
    if newer is not None:
        shut |= {"correct", "correct_elsewhere"}
    if newer is not None and newer.published_on is not None:
        shut |= {"record_sending"}
    return [verb for verb in verbs if verb not in shut]


def may_set_status(actor: Actor, finding: Finding) -> bool:
    """Whether an actor may set their organisation's status: it is asked, and they answer for it."""
    is_asked = finding.addressees.filter(agency=actor.agency).exists()
    return is_asked and not finding.withdrawn_at and bool(set(actor.roles) & OWN_STATUS_ROLES)

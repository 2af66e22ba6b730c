"""Rows for the pages of reports and responses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from broadhurst.capabilities.commitments.models import Commitment
from broadhurst.capabilities.commitments.queries import commitments_about
from broadhurst.capabilities.inspections.models import (
    Answer,
    Evidence,
    Finding,
    Report,
    Response,
    SharedAnswer,
)
from broadhurst.capabilities.inspections.queries.clearing import Clearing
from broadhurst.capabilities.inspections.queries.line import keys_with_links
from broadhurst.capabilities.inspections.queries.reports import Statuses, findings, statuses
from broadhurst.capabilities.inspections.queries.responses import (
    answers_of,
    evidence_of,
    may_answer,
    newer_than,
    responses,
    to_answer,
)
from broadhurst.capabilities.inspections.queries.shared import (
    AnsweredElsewhere,
    answered_for,
    shared_in,
    to_share_with,
)
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.inspections.rules.commenting import objections_to_comment
from broadhurst.capabilities.inspections.rules.statuses import OWN_STATUS_ROLES
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency


@dataclass(frozen=True)
class ReportRow:
    """A report in the list, with its day of the 56 and the reader's responses."""

    report: Report
    day: int | None
    responses: list[Response]


@dataclass(frozen=True)
class FindingRow:
    """A finding in its report, with the statuses of the reader's organisations."""

    finding: Finding
    statuses: list[Statuses]
    addressed_to: list[Agency]

    @property
    def is_to_act_on(self) -> bool:
        """Whether one of the reader's organisations must still act."""
        return any(status.is_to_act_on for status in self.statuses)


@dataclass(frozen=True)
class AnswerRow:
    """A finding in a response, with its answer and evidence.

    `is_asked` means that it must have an answer. `is_corrected` means that the finding was
    corrected after it was answered or published. `proposed` are the actions proposed for it before,
    here or for a finding that it repeats. `shared` are the findings of other reports that the
    answer answers too. `elsewhere` is the response to another report that answers the finding.
    `may_share` means that there is a finding of another report that the answer can answer too.
    """

    finding: Finding
    is_asked: bool
    answer: Answer | None
    evidence: list[Evidence]
    is_corrected: bool
    proposed: list[Commitment]
    shared: list[SharedAnswer]
    elsewhere: AnsweredElsewhere | None
    may_share: bool


def report_rows(reports: Iterable[Report], today: date) -> list[ReportRow]:
    """Return reports as rows of the list."""
    report_list = list(reports)
    our_responses = list(responses().filter(report__in=report_list))
    return [
        ReportRow(report, report.day(today), [r for r in our_responses if r.report_id == report.pk])
        for report in report_list
    ]


def finding_rows(
    report: Report, our_responses: Iterable[Response], actor: Actor
) -> list[FindingRow]:
    """Return a report's findings, with statuses for the reader's organisations."""
    bodies = {actor.agency.pk, *(pk for row in our_responses for pk in (row.force_id, row.body_id))}
    rows = list(findings().filter(report=report).order_by("number", "pk"))
    statuses_by_finding = statuses(rows)
    return [
        FindingRow(
            row,
            [status for status in statuses_by_finding[row.pk] if status.agency.pk in bodies],
            [status.agency for status in statuses_by_finding[row.pk]],
        )
        for row in rows
    ]


def answer_rows(response: Response) -> list[AnswerRow]:
    """Return every finding that a response must or can answer, or has answered."""
    must_answer, answers = (
        set(to_answer(response).values_list("pk", flat=True)),
        answers_of(response),
    )
    findings_shown = Finding.objects.filter(
        Q(pk__in=may_answer(response).values("pk")) | Q(pk__in=answers)
    )
    rows, to_show = (
        [],
        list(findings_shown.select_related("parent", "recurs_from").order_by("number", "pk")),
    )
    proposed = proposed_before(to_show, response)
    shared, elsewhere = shared_in(response), answered_for(response)
    linked = keys_with_links(to_show)
    for finding in to_show:
        answer = answers.get(finding.pk)
        evidence = list(evidence_of(answer)) if answer else []
        is_corrected = _corrected_since(finding, answer, response)
        rows.append(
            AnswerRow(
                finding,
                finding.pk in must_answer,
                answer,
                evidence,
                is_corrected,
                proposed[finding.pk],
                [
                    shared_answer
                    for shared_answer in shared
                    if shared_answer.answer.finding_id == finding.pk
                ],
                elsewhere.get(finding.pk),
                answer is not None
                and finding.pk in linked
                and to_share_with(response, finding).exists(),
            )
        )
    return rows


def proposed_before(findings: Iterable[Finding], response: Response) -> dict[int, list[Commitment]]:
    """Return the actions that were proposed for findings, and for those that they repeat."""
    keys = {
        finding.pk: [finding.key, *([finding.recurs_from.key] if finding.recurs_from else [])]
        for finding in findings
    }
    rows = commitments_about(key for some in keys.values() for key in some)
    ours = list(rows.filter(body=response.body_id, force=response.force_id))
    return {pk: [row for row in ours if row.finding in some] for pk, some in keys.items()}


def _corrected_since(finding: Finding, answer: Answer | None, response: Response) -> bool:
    if response.report_edition is not None:
        return finding.edition > response.report_edition
    return bool(answer and finding.corrected_at and finding.corrected_at > answer.answered_at)


def verbs_on(response: Response, actor: Actor, now: Clearing | None = None) -> list[str]:
    """Return the actions that an actor can take on a response now.

    Without `now`, the actions of its clearance are left out. A
    cleared response is cleared again if its text changed.
    """
    parts = rules.roles_on(actor, response)
    parts += [rules.TAKER] if now and not now.objections else []
    verbs = rules.STAGES.open_to(response.stage, parts)
    if response.stage == Response.Stage.CLEARED and rules.TAKER in parts and now and now.step:
        verbs.append("clear")
    is_closed = objections_to_comment(response.comments_due_on, clock.today())
    closed = {"comment"} if is_closed or response.invited_on is None else set()
    newer = newer_than(response)
    if newer is not None:
        closed |= {"correct", "correct_elsewhere"}
    if newer is not None and newer.published_on is not None:
        closed |= {"record_sending"}
    return [verb for verb in verbs if verb not in closed]


def may_set_status(actor: Actor, finding: Finding) -> bool:
    """Return whether an actor can set their organisation's status of a finding.

    The finding must be addressed to it and not withdrawn, and the actor needs a role for it.
    """
    is_asked = finding.addressees.filter(agency=actor.agency).exists()
    return is_asked and not finding.withdrawn_at and bool(set(actor.roles) & OWN_STATUS_ROLES)

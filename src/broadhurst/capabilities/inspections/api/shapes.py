"""The answers about reports, findings, responses and evidence, from their rows."""

from typing import Any

from broadhurst.capabilities.clearance.models import Move, Step
from broadhurst.capabilities.clearance.queries import moves_of
from broadhurst.capabilities.clearance.schemas import MoveOut, StepOut
from broadhurst.capabilities.inspections.api.schemas import (
    ActOut,
    AnswerOut,
    ChosenParagraphOut,
    EvidenceOut,
    FindingDetailOut,
    FindingOut,
    OurStatusOut,
    ParagraphOut,
    ParagraphsOut,
    PublicationOut,
    RemovedOut,
    ReportDetailOut,
    ReportOut,
    ResponseDetailOut,
    ResponseOut,
    StatusesOut,
    TrackedFindingOut,
)
from broadhurst.capabilities.inspections.figures.letter import compose
from broadhurst.capabilities.inspections.models import (
    Answer,
    Evidence,
    Finding,
    InspectorateAct,
    OurStatus,
    Publication,
    Report,
    Response,
    StandardParagraph,
)
from broadhurst.capabilities.inspections.queries.clearing import Clearing
from broadhurst.capabilities.inspections.queries.paragraphs import offered_for
from broadhurst.capabilities.inspections.queries.reports import Statuses, findings, statuses
from broadhurst.capabilities.inspections.queries.responses import answers_of, remaining
from broadhurst.foundation import clock


def as_report(report: Report) -> ReportOut:
    return ReportOut(
        ref=report.ref,
        key=report.key,
        title=report.title,
        publisher=report.publisher.key,
        published_on=report.published_on if report.published_day_known else None,
        last_day=report.last_day,
        day=report.day(clock.today()),
        url=report.url,
        grades=report.grades,
        corrected_at=report.corrected_at,
        corrected_because=report.corrected_because or None,
        withdrawn_at=report.withdrawn_at,
        withdrawn_because=report.withdrawn_because or None,
    )


def report_in_full(report: Report) -> ReportDetailOut:
    rows = list(findings().filter(report=report).order_by("number", "pk"))
    by_finding = statuses(rows)
    return ReportDetailOut(
        **as_report(report).model_dump(),
        findings=[_finding_in_full(row, by_finding[row.pk]) for row in rows],
    )


def _finding_in_full(finding: Finding, both: list[Statuses]) -> FindingDetailOut:
    return FindingDetailOut(
        **as_finding(finding).model_dump(),
        statuses=[
            StatusesOut(
                body=one.agency.key,
                ours=one.ours,
                inspectorate=one.theirs or None,
                owner=one.owner.name if one.owner else None,
                superseded_by=one.newer.key if one.newer else None,
            )
            for one in both
        ],
        acts=[as_act(act) for act in finding.acts.select_related("agency", "finding")],
    )


def as_finding(finding: Finding) -> FindingOut:
    return FindingOut(
        key=finding.key,
        number=finding.number,
        kind=finding.kind,
        text=finding.text,
        is_verbatim=finding.is_verbatim,
        due_on=finding.due_on,
        parent=finding.parent.key if finding.parent else None,
        recurs_from=finding.recurs_from.key if finding.recurs_from else None,
        corrected_at=finding.corrected_at,
        corrected_because=finding.corrected_because or None,
        withdrawn_at=finding.withdrawn_at,
        withdrawn_because=finding.withdrawn_because or None,
    )


def as_act(act: InspectorateAct) -> ActOut:
    return ActOut(
        id=act.pk,
        finding=act.finding.key,
        body=act.agency.key,
        acted_on=act.acted_on,
        status=act.status or None,
        text=act.text,
        source=act.source,
        is_withdrawal=act.is_withdrawal,
        corrects=act.corrects_id,
        because=act.because or None,
    )


def as_our_status(status: OurStatus) -> OurStatusOut:
    return OurStatusOut(
        finding=status.finding.key,
        body=status.agency.key,
        status=status.status,
        set_at=status.set_at,
        owner=status.owner.username if status.owner else None,
        note=status.note or None,
        superseded_by=status.superseded_by.key if status.superseded_by else None,
        because=status.because or None,
    )


def as_tracked(row: Any) -> TrackedFindingOut:
    """Return a row of the list of findings."""
    return TrackedFindingOut(
        finding=row.finding.key,
        report=row.finding.report.ref,
        kind=row.finding.kind,
        number=row.finding.number,
        body=row.agency.key,
        ours=row.ours,
        inspectorate=row.theirs or None,
        owner=row.owner or None,
        due_on=row.finding.due_on,
    )


def as_response(response: Response) -> ResponseOut:
    return ResponseOut(
        ref=response.ref,
        report=response.report.ref,
        body=response.body.key,
        force=response.force.key,
        stage=response.stage,
        due_on=response.last_day,
        comments_due_on=response.comments_due_on,
        published_on=response.published_on,
        published_url=response.published_url or None,
        is_late=response.is_late,
        version=response.version,
        corrects=response.corrects.ref if response.corrects else None,
        correction=response.correction or None,
        withdrawn_because=response.withdrawn_because or None,
        paragraphs=[paragraph["key"] for paragraph in response.paragraphs],
        sent_to_hmicfrs_on=response.sent_to_hmicfrs_on,
        sent_to_home_secretary_on=response.sent_to_home_secretary_on,
    )


def response_in_full(response: Response, now: Clearing | None) -> ResponseDetailOut:
    if response.stage in (Response.Stage.PUBLISHED, Response.Stage.ELSEWHERE):
        letter, figures = response.frozen_markdown, response.frozen_figures
    else:
        composed = compose(response, clock.today())
        letter, figures = composed.markdown, composed.figures
    return ResponseDetailOut(
        **as_response(response).model_dump(),
        remaining=remaining(response, clock.today()),
        clearance=[as_step(*row) for row in now.rows] if now else [],
        clearance_history=[as_move(move) for move in moves_of(response.ref)],
        answers=[as_answer(saved) for saved in answers_of(response).values()],
        letter=letter,
        figures=figures,
    )


def as_step(step: Step, who: str, is_taken: bool) -> StepOut:
    """Return a step, without an earlier clearance that counts no longer."""
    return StepOut(
        step=step.kind,
        who=who,
        taken_by=step.taken_by.name if step.taken_by and is_taken else None,
        taken_for=step.taken_for.name if step.taken_for and is_taken else None,
        taken_at=step.taken_at if is_taken else None,
        comment=step.comment or None if is_taken else None,
    )


def as_move(move: Move) -> MoveOut:
    return MoveOut(
        outcome=move.outcome,
        step=move.step or None,
        back_to=move.back_to or None,
        comment=move.comment or None,
        by=move.by.name,
        at=move.at,
    )


def as_answer(answer: Answer) -> AnswerOut:
    return AnswerOut(
        finding=answer.finding.key,
        answer=answer.answer,
        explanation=answer.explanation,
        owner=answer.owner.username if answer.owner else None,
        due_on=answer.due_on,
    )


def as_evidence(evidence: Evidence) -> EvidenceOut:
    return EvidenceOut(
        ref=evidence.ref,
        kind=evidence.kind,
        name=evidence.name,
        since=evidence.since,
        as_of=evidence.as_of,
        figure=evidence.figure or None,
        is_publishable=evidence.is_publishable,
        withdrawn_at=evidence.withdrawn_at,
    )


def as_publication(publication: Publication) -> PublicationOut:
    return PublicationOut(
        ref=publication.ref,
        title=publication.title,
        published_on=publication.published_on,
        due_on=publication.due_on,
        is_late=publication.is_late,
        version=publication.version,
        corrects=publication.corrects.ref if publication.corrects else None,
        corrected_because=publication.corrected_because or None,
        url=publication.url or None,
        figures=publication.figures,
    )


def as_paragraph(paragraph: StandardParagraph) -> ParagraphOut:
    return ParagraphOut(
        ref=paragraph.ref,
        organisation=paragraph.agency.key,
        title=paragraph.title,
        text=paragraph.text,
        written_at=paragraph.written_at,
        withdrawn_at=paragraph.withdrawn_at,
    )


def as_paragraphs(response: Response) -> ParagraphsOut:
    return ParagraphsOut(
        chosen=response.paragraphs,
        offered=[ChosenParagraphOut(**one) for one in offered_for(response).values()],
    )


def as_removed(ref: str) -> RemovedOut:
    return RemovedOut(removed=ref)

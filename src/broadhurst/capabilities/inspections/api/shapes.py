"""The answers about reports, findings and paragraphs, from their rows."""

from broadhurst.capabilities.inspections.api.schemas import (
    ActOut,
    ChosenParagraphOut,
    FindingDetailOut,
    FindingOut,
    OurStatusOut,
    ParagraphOut,
    ParagraphsOut,
    RemovedOut,
    ReportDetailOut,
    ReportOut,
    StatusesOut,
)
from broadhurst.capabilities.inspections.models import (
    Finding,
    InspectorateAct,
    OurStatus,
    Report,
    Response,
    StandardParagraph,
)
from broadhurst.capabilities.inspections.queries.paragraphs import offered_for
from broadhurst.capabilities.inspections.queries.reports import Statuses, findings, statuses
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
                body=pair.agency.key,
                ours=pair.ours,
                inspectorate=pair.theirs or None,
                owner=pair.owner_name or None,
                superseded_by=pair.newer.key if pair.newer else None,
            )
            for pair in both
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
        due_text=finding.due_text,
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
        owner_unit=status.owner_unit.key if status.owner_unit else None,
        note=status.note or None,
        superseded_by=status.superseded_by.key if status.superseded_by else None,
        because=status.because or None,
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
        offered=[ChosenParagraphOut(**paragraph) for paragraph in offered_for(response).values()],
    )


def as_removed(ref: str) -> RemovedOut:
    return RemovedOut(removed=ref)

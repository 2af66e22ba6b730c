"""The latest self-assessments of one report, by organisation and finding."""

from dataclasses import dataclass

from broadhurst.capabilities.inspections.models import Addressee, Finding, Report
from broadhurst.capabilities.self_assessment.models import Assessment
from broadhurst.capabilities.self_assessment.queries.assessments import assessments
from broadhurst.foundation.agencies.models import Agency


@dataclass(frozen=True)
class Cell:
    """An organisation's latest judgement of a finding, and whether it is asked for one."""

    assessment: Assessment | None
    is_asked: bool


@dataclass(frozen=True)
class SideBySide:
    """A row for each organisation with a judgement, a column for each finding."""

    findings: list[Finding]
    rows: list[tuple[Agency, list[Cell]]]


def side_by_side(report: Report) -> SideBySide:
    """Return the latest judgements on a report that the reader may see."""
    findings = list(report.findings.filter(withdrawn_at=None))
    addressed = set(Addressee.objects.filter(finding__in=findings).values_list("agency", "finding"))
    latest = assessments().filter(finding__in=findings, is_latest=True)
    by_place = {(assessment.agency_id, assessment.finding_id): assessment for assessment in latest}
    agencies = {assessment.agency_id: assessment.agency for assessment in by_place.values()}
    rows = [
        (
            agency,
            [
                Cell(by_place.get((agency.pk, finding.pk)), (agency.pk, finding.pk) in addressed)
                for finding in findings
            ],
        )
        for agency in sorted(agencies.values(), key=lambda assessment: assessment.name)
    ]
    assessed = {finding for _, finding in by_place} | {finding for _, finding in addressed}
    kept = [n for n, finding in enumerate(findings) if finding.pk in assessed]
    return SideBySide(
        [findings[n] for n in kept],
        [(agency, [cells[n] for n in kept]) for agency, cells in rows],
    )

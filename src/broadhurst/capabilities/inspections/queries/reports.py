"""Reads of what the inspectorate published, and of the two statuses of each finding."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from broadhurst.capabilities.inspections.models import (
    Addressee,
    Finding,
    OurStatus,
    Report,
)
from broadhurst.capabilities.inspections.queries.acts import counted
from broadhurst.capabilities.inspections.rules import findings as rules
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Agency


@dataclass(frozen=True)
class Statuses:
    """What a body says of a finding, and apart from it, what the inspectorate says."""

    finding: Finding
    agency: Agency
    ours: str
    theirs: str

    @property
    def ours_in_words(self) -> str:
        return rules.words(self.ours)

    @property
    def theirs_in_words(self) -> str:
        return rules.words(self.theirs)

    @property
    def is_ended(self) -> bool:
        """Whether nothing is left to do: the body closed it, or the inspectorate did."""
        return self.ours == "closed" or self.theirs in rules.CLOSED_BY_THEM


def reports() -> QuerySet[Report]:
    """Reports, with who published them."""
    return Report.objects.select_related("publisher")


def findings() -> QuerySet[Finding]:
    """Findings with what their pages show."""
    return Finding.objects.select_related("report__publisher", "parent", "recurs_from__report")


def addressed(finding: Finding) -> QuerySet[Agency]:
    """The bodies that a finding addresses."""
    return Agency.objects.filter(pk__in=finding.addressees.values("agency"))


def statuses(findings: Iterable[Finding], as_of: date | None = None) -> dict[int, list[Statuses]]:
    """By finding, the two statuses for each body it addresses, as they stood at the end of a day.

    A body that has said nothing has yet to allocate it; of the inspectorate nothing is supposed.
    """
    about, day = {finding.pk: finding for finding in findings}, as_of or clock.today()
    ours = {
        (row.finding_id, row.agency_id): row.status
        for row in OurStatus.objects.filter(finding__in=about, set_at__lt=clock.end_of(day))
    }
    acts = counted().filter(finding__in=about, acted_on__lte=day).exclude(status="")
    theirs = {(row.finding_id, row.agency_id): row.status for row in acts}
    told: dict[int, list[Statuses]] = defaultdict(list)
    rows = Addressee.objects.filter(finding__in=about).select_related("agency")
    for row in rows.order_by("agency__kind", "agency__name"):
        which = (row.finding_id, row.agency_id)
        told[row.finding_id].append(
            Statuses(
                about[row.finding_id],
                row.agency,
                ours.get(which, rules.FIRST),
                theirs.get(which, ""),
            )
        )
    return told


def status_of(finding: Finding, agency: Agency) -> Statuses:
    """The two statuses of a finding for one of the bodies it addresses."""
    told = [one for one in statuses([finding])[finding.pk] if one.agency.pk == agency.pk]
    return told[0] if told else Statuses(finding, agency, rules.FIRST, "")


def line_of(finding: Finding) -> list[Finding]:
    """The earlier findings that a finding repeats, newest first."""
    line: list[Finding] = []
    earlier = finding.recurs_from
    while earlier is not None and earlier not in line:
        line.append(earlier)
        earlier = earlier.recurs_from
    return line


def grades_of(report: Report) -> list[tuple[str, str]]:
    """The grades of a report, with the names of the organisations that were graded."""
    keys = [one["body"] for one in report.grades]
    names = dict(Agency.objects.filter(key__in=keys).values_list("key", "short_name"))
    return sorted((names.get(one["body"], one["body"]), one["grade"]) for one in report.grades)

"""Queries for reports, findings and the two statuses of each finding."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet

from broadhurst.capabilities.inspections.models import (
    Addressee,
    Finding,
    InspectorateAct,
    OurStatus,
    Report,
)
from broadhurst.capabilities.inspections.queries.acts import counted
from broadhurst.capabilities.inspections.rules import statuses as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.agencies.models import Agency, Officer, Unit
from broadhurst.foundation.govuk.words import london_day


@dataclass(frozen=True)
class Statuses:
    """An organisation's own status of a finding, and the inspectorate's status of it.

    `newer` is the finding that superseded it. `reopened_on` is when it was last reopened.
    """

    finding: Finding
    agency: Agency
    ours: str
    theirs: str
    owner: Officer | None = None
    owner_unit: Unit | None = None
    newer: Finding | None = None
    reopened_on: date | None = None
    theirs_on: date | None = None

    @property
    def ours_in_words(self) -> str:
        return rules.words(self.ours)

    @property
    def theirs_in_words(self) -> str:
        return rules.words(self.theirs)

    @property
    def owner_name(self) -> str:
        """The name of the officer or the unit who acts on it, or nothing."""
        owner = self.owner or self.owner_unit
        return owner.name if owner else ""

    @property
    def is_ended(self) -> bool:
        """Whether nothing is left to do: the organisation or the inspectorate ended it."""
        return rules.is_ended(
            self.ours, self.theirs, reopened_on=self.reopened_on, theirs_on=self.theirs_on
        )

    @property
    def is_to_act_on(self) -> bool:
        """Whether the organisation must still act: it has not ended or asked for closure."""
        return not self.is_ended and self.ours != "closure_requested"


def reports() -> QuerySet[Report]:
    """Return reports with their publisher."""
    return Report.objects.select_related("publisher")


def findings() -> QuerySet[Finding]:
    """Return findings with the related rows that their pages show."""
    return Finding.objects.select_related("report__publisher", "parent", "recurs_from__report")


def addressed(finding: Finding) -> QuerySet[Agency]:
    """Return the organisations that a finding is addressed to."""
    return Agency.objects.filter(pk__in=finding.addressees.values("agency"))


def statuses(findings: Iterable[Finding], as_of: date | None = None) -> dict[int, list[Statuses]]:
    """Return, by finding, the two statuses for each addressee at the end of a day.

    Without an own status, the finding awaits allocation. Without a status of the inspectorate,
    `theirs` is empty.
    """
    findings_by_pk, day = {finding.pk: finding for finding in findings}, as_of or clock.today()
    own_statuses, reopened = _own(findings_by_pk, day)
    keys = [*findings_by_pk]
    acts = _acts(keys, day)
    inspectorate = {(row.finding_id, row.agency_id): row for row in acts}
    by_finding: dict[int, list[Statuses]] = defaultdict(list)
    for row in _addressees(keys):
        key = (row.finding_id, row.agency_id)
        ours, theirs = own_statuses.get(key), inspectorate.get(key)
        by_finding[row.finding_id].append(
            Statuses(
                findings_by_pk[row.finding_id],
                row.agency,
                ours.status if ours else rules.FIRST,
                theirs.status if theirs else "",
                owner=ours.owner if ours else None,
                owner_unit=ours.owner_unit if ours else None,
                newer=ours.superseded_by if ours else None,
                reopened_on=reopened.get(key),
                theirs_on=theirs.acted_on if theirs else None,
            )
        )
    return by_finding


@prepared_query
def _acts(findings: list[int], day: date) -> QuerySet[InspectorateAct]:
    rows = counted().filter(AnyOf(F("finding"), findings), acted_on__lte=day)
    return rows.exclude(status="")


@prepared_query
def _addressees(findings: list[int]) -> QuerySet[Addressee]:
    rows = Addressee.objects.filter(AnyOf(F("finding"), findings)).select_related("agency")
    return rows.order_by("agency__kind", "agency__name")


@prepared_query
def _statuses_until(findings: list[int], end: datetime) -> QuerySet[OurStatus]:
    rows = OurStatus.objects.filter(AnyOf(F("finding"), findings), set_at__lt=end)
    return rows.select_related("owner", "owner_unit", "superseded_by")


def _own(
    findings_by_pk: Iterable[int], day: date
) -> tuple[dict[tuple[int, int], OurStatus], dict[tuple[int, int], date]]:
    """Return the last own status at the end of a day, and when each was last reopened.

    Both are by finding and organisation. A status that was corrected did not reopen anything.
    """
    history = _statuses_until([*findings_by_pk], clock.end_of(day))
    corrected = {row.corrects_id for row in history}
    last = {(row.finding_id, row.agency_id): row for row in history}
    reopened = {
        (row.finding_id, row.agency_id): london_day(row.set_at)
        for row in history
        if row.status == OurStatus.Status.REOPENED and row.pk not in corrected
    }
    return last, reopened


def status_of(finding: Finding, agency: Agency) -> Statuses:
    """Return the two statuses of a finding for one of its addressees."""
    matching = [row for row in statuses([finding])[finding.pk] if row.agency.pk == agency.pk]
    return matching[0] if matching else Statuses(finding, agency, rules.FIRST, "")


def newer_findings(finding: Finding, agency: Agency) -> QuerySet[Finding]:
    """Return the findings for an organisation that could supersede a finding, newest first."""
    rows = findings().filter(
        addressees__agency=agency,
        withdrawn_at=None,
        report__published_on__gte=finding.report.published_on,
    )
    return rows.exclude(pk=finding.pk).order_by("-report__published_on", "number", "pk")


def earlier_findings(finding: Finding) -> list[Finding]:
    """Return the earlier findings that a finding repeats, newest first."""
    line: list[Finding] = []
    earlier = finding.recurs_from
    while earlier is not None and earlier not in line:
        line.append(earlier)
        earlier = earlier.recurs_from
    return line


def grades_of(report: Report) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the grades of a report by organisation, as question and grade.

    The overall grade has no question, and comes first.
    """
    keys = [entry["body"] for entry in report.grades]
    names = dict(Agency.objects.filter(key__in=keys).values_list("key", "short_name"))
    by_name: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry in report.grades:
        name = names.get(entry["body"], entry["body"])
        by_name[name].append((entry.get("question", ""), entry["grade"]))
    return sorted((name, sorted(grades)) for name, grades in by_name.items())

"""How search finds the inspectorate's reports and findings, and what it shows of them."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from broadhurst.capabilities.inspections.queries.reports import findings, reports
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind, in_short


def _reports(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for report in reports().filter(pk__in=ids):
        on = (
            day(report.published_on)
            if report.published_day_known
            else f"{report.published_on:%B %Y}"
        )
        context = f"Published by {report.publisher.name}, {on}."
        href = record_address("inspections:report", report.ref)
        yield Found(report.pk, report.title, report.ref, context, href, suggests=report.title)


def _findings(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for finding in findings().filter(pk__in=ids):
        href = reverse("inspections:finding", args=[finding.key])
        context = f"{finding.report.title}. {in_short(finding.text)}"
        yield Found(finding.pk, str(finding), finding.key, context, href)


FINDINGS = Kind("finding", "Findings", _findings)
REPORTS = Kind("report", "Inspection reports", _reports)

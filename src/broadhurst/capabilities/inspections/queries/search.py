"""How search finds the inspectorate's reports and findings, and what it shows of them."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from broadhurst.capabilities.inspections.queries.reports import findings, reports
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind, in_short


def _reports(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for one in reports().filter(pk__in=ids):
        on = day(one.published_on) if one.published_day_known else f"{one.published_on:%B %Y}"
        context = f"Published by {one.publisher.name}, {on}."
        href = reverse("inspections:report", args=[one.ref])
        yield Found(one.pk, one.title, one.ref, context, href, suggests=one.title)


def _findings(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for one in findings().filter(pk__in=ids):
        href = reverse("inspections:finding", args=[one.key])
        context = f"{one.report.title}. {in_short(one.text)}"
        yield Found(one.pk, str(one), one.key, context, href)


FINDINGS = Kind("finding", "Findings", _findings)
REPORTS = Kind("report", "Inspection reports", _reports)

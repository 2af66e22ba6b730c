"""How search finds reports of the inspectorate, and what it shows of them."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from broadhurst.capabilities.inspections.queries.reports import reports
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind


def _reports(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for one in reports().filter(pk__in=ids):
        on = day(one.published_on) if one.published_day_known else f"{one.published_on:%B %Y}"
        context = f"Published by {one.publisher.name}, {on}."
        href = reverse("inspections:report", args=[one.ref])
        yield Found(one.pk, one.title, one.ref, context, href, suggests=one.title)


REPORTS = Kind("report", "Inspection reports", _reports)

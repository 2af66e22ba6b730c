"""How search finds funding lines, and what it shows of them."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from broadhurst.capabilities.funding.queries.lines import lines
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind


def _lines(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for one in lines().filter(pk__in=ids):
        context = (
            f"From {one.funder.name} to {one.recipient.name}. {one.get_status_display()}, ends "
            f"{day(one.ends_on)}."
        )
        href = reverse("funding:line", args=[one.ref])
        yield Found(one.pk, one.name, one.ref, context, href, suggests=one.name)


FUNDING = Kind("funding", "Funding lines", _lines)

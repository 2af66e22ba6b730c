"""How search finds correspondence, and what it shows of it."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from broadhurst.capabilities.correspondence.queries import items
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind, in_short


def _items(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for one in items().filter(pk__in=ids):
        context = f"{one.response.report.title}, {day(one.on_day)}. {in_short(one.summary)}"
        href = reverse("correspondence:correspondence", args=[one.response.ref])
        yield Found(one.pk, one.in_words, one.ref, context, href)


CORRESPONDENCE = Kind("item", "Correspondence", _items)

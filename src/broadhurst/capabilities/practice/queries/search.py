"""How search finds practice notes, and what it shows of them."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from broadhurst.capabilities.practice.queries.notes import notes
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.search.found import Found, Kind


def _notes(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for one in notes().filter(pk__in=ids):
        context = f"{one.get_topic_display()}. {one.get_label_display()}. {one.unit.agency.name}."
        href = reverse("practice:note", args=[one.ref])
        yield Found(one.pk, one.title, one.ref, context, href, suggests=one.title)


PRACTICE = Kind("practice", "Practice notes", _notes)

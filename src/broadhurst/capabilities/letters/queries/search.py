"""How search finds letters, and what it shows of them."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from broadhurst.capabilities.letters.queries.letters import letters
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.search.found import Found, Kind


def _letters(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for one in letters().filter(pk__in=ids):
        context = f"{one.version.template.get_kind_display()}. {one.get_stage_display()}."
        href = reverse("letters:letter", args=[one.ref])
        yield Found(one.pk, one.subject, one.ref, context, href, suggests=one.subject)


LETTERS = Kind("letter", "Letters", _letters)

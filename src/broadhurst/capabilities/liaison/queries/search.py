"""How search finds requests between SIO and LRO, and what it shows of them."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from broadhurst.capabilities.liaison.queries.requests import requests
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind


def _requests(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for one in requests().filter(pk__in=ids):
        context = (
            f"{one.get_stage_display()}. {one.asked_by.name} asked {one.asked_of.name} "
            f"on {day(one.asked_at)}, for {one.ocg.name} {one.ocg.ref}."
        )
        href = reverse("liaison:request", args=[one.ref])
        yield Found(one.pk, one.get_kind_display(), one.ref, context, href)


REQUESTS = Kind("request", "Requests", _requests)

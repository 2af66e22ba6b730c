"""How search finds requests between SIO and LRO, and what it shows of them."""

from collections.abc import Iterator, Sequence

from broadhurst.capabilities.liaison.queries.requests import requests
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind


def _requests(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for request in requests().filter(pk__in=ids):
        context = (
            f"{request.get_stage_display()}. {request.asked_by.name} asked {request.asked_of.name} "
            f"on {day(request.asked_at)}, for {request.ocg.name} {request.ocg.ref}."
        )
        href = record_address("liaison:request", request.ref)
        yield Found(request.pk, request.get_kind_display(), request.ref, context, href)


REQUESTS = Kind("request", "Requests", _requests)

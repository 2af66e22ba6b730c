"""JSON API of federation.

Only machines of other instances with an agreement use it.
"""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.federation.commands.give_pointers import (
    GivePointersForm,
    give_pointers,
)
from broadhurst.capabilities.federation.commands.take_tokens import (
    Taken,
    TakeTokensForm,
    take_tokens,
)
from broadhurst.capabilities.federation.exchange.link import filled
from broadhurst.capabilities.federation.models import Pointer
from broadhurst.capabilities.federation.schemas import PointerOut, PointersOut, TakenOut
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["federation"])


@router.post(
    "/federation/tokens",
    **api.verb(TakeTokensForm, "Publish tokens to this hub", 201, answer=TakenOut),
)
def tokens(request: ActingRequest) -> HttpResponse:
    return api.ask(request, TakeTokensForm, take_tokens, as_json=as_taken, status=201)


@router.post(
    "/federation/pointers",
    **api.verb(GivePointersForm, "List who shares a token of yours", answer=PointersOut),
)
def pointers(request: ActingRequest) -> HttpResponse:
    answer = api.ask(request, GivePointersForm, give_pointers, as_json=as_pointers)
    answer.content = filled(answer.content)
    return answer


def as_taken(accepted: Taken) -> TakenOut:
    return TakenOut(
        exchange=accepted.exchange.ref, size=accepted.exchange.size, others=accepted.others
    )


def as_pointers(pointers: list[tuple[Pointer, str]]) -> PointersOut:
    rows = [
        PointerOut(
            ref=pointer.ref, day=pointer.day, token=bytes(pointer.token).hex(), contact=contact
        )
        for pointer, contact in pointers
    ]
    return PointersOut(pointers=rows)

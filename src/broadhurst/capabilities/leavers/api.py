"""The JSON API of a leaving officer's work."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.leavers.commands.rehome import Rehomed, RehomeForm, rehome
from broadhurst.capabilities.leavers.queries.holdings import (
    Holding,
    holdings_of,
    offered,
    successors_of,
    with_proposals,
)
from broadhurst.capabilities.leavers.schemas import HoldingOut, RehomedOut, ResultOut
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["leavers"])


@router.get(
    "/leavers/{ref}",
    summary="The work of an officer, with proposed successors",
    response=api.items_of(HoldingOut),
)
def holdings(request: ActingRequest, ref: str) -> HttpResponse:
    officer = _find_officer(request, ref)
    proposed = offered(successors_of(officer, request.actor))
    found = with_proposals(holdings_of(officer), proposed)
    return api.all_of(found, as_holding)


@router.post(
    "/leavers/{ref}/rehome",
    **api.verb(RehomeForm, "Give the work of an officer to successors", answer=ResultOut),
)
def give(request: ActingRequest, ref: str) -> HttpResponse:
    officer = _find_officer(request, ref)

    def as_result(results: list[Rehomed]) -> ResultOut:
        return ResultOut(items=list(map(as_rehomed, results)), left=len(holdings_of(officer)))

    return api.ask(request, RehomeForm, rehome, as_json=as_result, officer=officer)


def _find_officer(request: ActingRequest, ref: str) -> Officer:
    return api.find(request, Officer.objects.filter(is_active=True), username=ref)


def as_holding(one: Holding) -> HoldingOut:
    return HoldingOut(
        key=one.key, what=one.what, name=one.name, ref=one.ref, proposed=one.proposed or None
    )


def as_rehomed(result: Rehomed) -> RehomedOut:
    return RehomedOut(
        key=result.holding.key,
        ref=result.holding.ref,
        successor=result.successor.username,
        is_done=result.is_done,
        objections=list(result.objections),
    )

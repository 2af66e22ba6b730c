"""The JSON API of a leaving officer's work."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.leavers.models import Rehoming, RehomingRow
from broadhurst.capabilities.leavers.queries.holdings import Holding, holdings_of, with_proposals
from broadhurst.capabilities.leavers.queries.rehomings import progress_of, rehomings, rows
from broadhurst.capabilities.leavers.queries.successors import offered, successors_of
from broadhurst.capabilities.leavers.schemas import HoldingOut, RehomedOut, RehomingOut
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
    proposals = with_proposals(holdings_of(officer), proposed, request.actor.agency)
    return api.all_of(proposals, as_holding)


@router.get(
    "/rehomings/{ref}",
    summary="Progress of giving an officer’s records to successors",
    response=RehomingOut,
)
def rehoming(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_rehoming(api.find(request, rehomings(), ref=ref)))


def _find_officer(request: ActingRequest, ref: str) -> Officer:
    return api.find(request, Officer.objects.filter(is_active=True), username=ref)


def as_holding(holding: Holding) -> HoldingOut:
    return HoldingOut(
        key=holding.key,
        what=holding.what,
        name=holding.name,
        ref=holding.ref,
        proposed=holding.proposed or None,
        owned_by=holding.owned_by or None,
    )


def as_rehoming(sent: Rehoming) -> RehomingOut:
    sent_rows = list(rows(sent))
    progress = progress_of(sent_rows)
    return RehomingOut(
        ref=sent.ref,
        officer=sent.officer.username,
        stage=sent.stage,
        records=progress.total,
        settled=progress.settled,
        given=progress.done,
        items=list(map(as_rehomed, sent_rows)),
        sent_at=sent.sent_at,
        ended_at=sent.ended_at,
    )


def as_rehomed(row: RehomingRow) -> RehomedOut:
    return RehomedOut(
        key=row.key,
        ref=row.ref,
        successor=row.successor.username,
        is_settled=row.settled_at is not None,
        is_done=row.is_done,
        objections=row.objections,
    )

"""The JSON API of correspondence."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.correspondence.commands import (
    correct_correspondence,
    record_correspondence,
    withdraw_correspondence,
)
from broadhurst.capabilities.correspondence.models import Item
from broadhurst.capabilities.correspondence.queries import items, items_of
from broadhurst.capabilities.correspondence.schemas import ItemOut
from broadhurst.capabilities.inspections.queries.responses import responses
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.schemas import items_of as items_out
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["correspondence"])


@router.get(
    "/responses/{ref}/correspondence",
    summary="The correspondence about a response",
    response=items_out(ItemOut),
)
def list_correspondence(request: ActingRequest, ref: str) -> HttpResponse:
    return api.all_of(items_of(api.find(request, responses(), ref=ref)), as_item)


@router.post(
    "/responses/{ref}/correspondence",
    **api.verb(
        record_correspondence.RecordCorrespondenceForm,
        "Record correspondence about a response",
        201,
        answer=ItemOut,
    ),
)
def recorded(request: ActingRequest, ref: str) -> HttpResponse:
    response = api.find(request, responses(), ref=ref)
    form = record_correspondence.RecordCorrespondenceForm
    then = record_correspondence.record_correspondence
    return api.ask(request, form, then, as_json=as_item, status=201, response=response)


@router.post(
    "/correspondence/{ref}/correct",
    **api.verb(
        correct_correspondence.CorrectCorrespondenceForm,
        "Correct an item of correspondence",
        answer=ItemOut,
    ),
)
def corrected(request: ActingRequest, ref: str) -> HttpResponse:
    item = api.find(request, items(), ref=ref)
    form = correct_correspondence.CorrectCorrespondenceForm
    then = correct_correspondence.correct_correspondence
    return api.ask(request, form, then, as_json=as_item, item=item)


@router.post(
    "/correspondence/{ref}/withdraw",
    **api.verb(
        withdraw_correspondence.WithdrawCorrespondenceForm,
        "Withdraw an item of correspondence",
        answer=ItemOut,
    ),
)
def withdrawn(request: ActingRequest, ref: str) -> HttpResponse:
    item = api.find(request, items(), ref=ref)
    form = withdraw_correspondence.WithdrawCorrespondenceForm
    then = withdraw_correspondence.withdraw_correspondence
    return api.ask(request, form, then, as_json=as_item, item=item)


def as_item(item: Item) -> ItemOut:
    return ItemOut(
        ref=item.ref,
        response=item.response.ref,
        direction=item.direction,
        party=item.party,
        other_party=item.other_party or None,
        on_day=item.on_day,
        summary=item.summary,
        reference=item.reference or None,
        corrected_because=[correction.because for correction in item.corrections.all()],
        withdrawn_at=item.withdrawn_at,
        withdrawn_because=item.withdrawn_because or None,
    )

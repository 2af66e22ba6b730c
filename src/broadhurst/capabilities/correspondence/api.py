"""The JSON API of correspondence."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.correspondence.models import Item
from broadhurst.capabilities.correspondence.queries import items_of
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

"""JSON API of transfers: list and show them, and download their packs."""

from collections.abc import Callable

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.transfers.api.schemas import TransferDetailOut, TransferOut
from broadhurst.capabilities.transfers.api.shapes import as_json, in_full
from broadhurst.capabilities.transfers.commands.take_pack import take_pack
from broadhurst.capabilities.transfers.lists.transfers import TRANSFERS
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.capabilities.transfers.queries.moving import transfers
from broadhurst.foundation.doors import api, downloads
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router()


@router.get("/transfers", **lists.listing(TRANSFERS, "List the transfers you can see", TransferOut))
def listed(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, TRANSFERS, as_json)


@router.get(
    "/transfers/{ref}",
    summary="One transfer, with its pack, risks and the steps left to do",
    response=TransferDetailOut,
)
def one(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(in_full(_find_transfer(request, ref)))


def _pack_as(form: str) -> Callable[[ActingRequest, str], HttpResponse]:
    """Return the endpoint that answers the pack in one format."""

    def endpoint(request: ActingRequest, ref: str) -> HttpResponse:
        subject = {"transfer": _find_transfer(request, ref)}
        kind = FORMATS[form][1]
        return downloads.endpoint(request, take_pack, subject, content_type=kind, form=form)

    return endpoint


for form, (_, kind) in FORMATS.items():
    described = api.file(f"Download the handover pack ({form.upper()})", kind)
    router.get(f"/transfers/{{ref}}/pack.{form}", **api.refusing(described, 409))(_pack_as(form))


def _find_transfer(request: ActingRequest, ref: str) -> Transfer:
    return api.find(request, transfers(), ref=ref)

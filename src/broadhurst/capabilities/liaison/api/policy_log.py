"""JSON API of the policy log."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.liaison.api.requests import an_ocg
from broadhurst.capabilities.liaison.api.schemas import LogEntryOut
from broadhurst.capabilities.liaison.api.shapes import as_entry
from broadhurst.capabilities.liaison.queries.log import entries
from broadhurst.capabilities.liaison.queries.log_on_paper import ENTRY_COPY, LOG_COPY
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.record_copies.api import add_downloads

router = Router()
add_downloads(router, "/ocgs/{ref}/policy-log", LOG_COPY)
add_downloads(router, "/policy-log/{ref}/copy", ENTRY_COPY)


@router.get("/ocgs/{ref}/policy-log", **api.listing("The policy log of an OCG", LogEntryOut))
def policy_log(request: ActingRequest, ref: str) -> HttpResponse:
    return api.listed(request, entries(an_ocg(request, ref)), by="-number", as_json=as_entry)

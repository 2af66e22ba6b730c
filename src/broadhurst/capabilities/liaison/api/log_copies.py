"""JSON API of sealed copies of the policy log."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.liaison.api.requests import an_ocg
from broadhurst.capabilities.liaison.api.schemas import LogCopyOut, LogCopyStateOut
from broadhurst.capabilities.liaison.api.shapes import as_log_copy, as_log_copy_state
from broadhurst.capabilities.liaison.commands.take_log_copy import take_log_copy
from broadhurst.capabilities.liaison.models import LogCopy
from broadhurst.capabilities.liaison.queries.log_copies import copies_of, log_copies, verified
from broadhurst.foundation.doors import api, downloads
from broadhurst.foundation.doors.wall import ActingRequest

PDF = "application/pdf"
router = Router()


@router.get(
    "/ocgs/{ref}/log-copies", **api.listing("The sealed copies of a policy log", LogCopyOut)
)
def copies(request: ActingRequest, ref: str) -> HttpResponse:
    return api.listed(
        request, copies_of(an_ocg(request, ref)), by="-sealed_at", as_json=as_log_copy
    )


@router.get("/log-copies/{ref}", summary="A sealed copy of a policy log", response=LogCopyOut)
def one_copy(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_log_copy(_find(request, ref)))


@router.get(
    "/log-copies/{ref}/verify",
    summary="Verify the SHA-256 and the signature of a sealed copy",
    response=LogCopyStateOut,
)
def copy_verified(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_log_copy_state(verified(_find(request, ref))))


@router.get(
    "/log-copies/{ref}/policy-log.pdf",
    **api.refusing(api.file("Download a sealed copy of a policy log (PDF)", PDF), 409),
)
def copy_taken(request: ActingRequest, ref: str) -> HttpResponse:
    return downloads.endpoint(
        request, take_log_copy, {"copy": _find(request, ref)}, content_type=PDF
    )


def _find(request: ActingRequest, ref: str) -> LogCopy:
    return api.find(request, log_copies(), ref=ref)

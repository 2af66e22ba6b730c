"""Endpoints that archive an OCG and reactivate it."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.register.api.shapes import as_archiving, in_full
from broadhurst.capabilities.register.commands.approve_archive import (
    ApproveArchiveForm,
    approve_archive,
)
from broadhurst.capabilities.register.commands.decline_archive import (
    DeclineArchiveForm,
    decline_archive,
)
from broadhurst.capabilities.register.commands.propose_archive import (
    ProposeArchiveForm,
    propose_archive,
)
from broadhurst.capabilities.register.commands.reactivate import ReactivateForm, reactivate
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.post(
    "/ocgs/{ref}/propose-archive", **api.verb(ProposeArchiveForm, "Propose to archive an OCG", 201)
)
def propose(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _find_ocg(request, ref)
    return api.ask(
        request, ProposeArchiveForm, propose_archive, as_json=as_archiving, status=201, ocg=ocg
    )


@router.post("/ocgs/{ref}/approve-archive", **api.verb(ApproveArchiveForm, "Archive an OCG"))
def approve(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _find_ocg(request, ref)
    return api.ask(request, ApproveArchiveForm, approve_archive, as_json=in_full, ocg=ocg)


@router.post(
    "/ocgs/{ref}/decline-archive", **api.verb(DeclineArchiveForm, "Decline to archive an OCG")
)
def decline(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _find_ocg(request, ref)
    return api.ask(request, DeclineArchiveForm, decline_archive, as_json=as_archiving, ocg=ocg)


@router.post("/ocgs/{ref}/reactivate", **api.verb(ReactivateForm, "Reactivate an OCG"))
def again(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _find_ocg(request, ref)
    return api.ask(request, ReactivateForm, reactivate, as_json=in_full, ocg=ocg)


def _find_ocg(request: ActingRequest, ref: str) -> Ocg:
    return api.find(request, Ocg.objects.select_related("dossier"), ref=ref)

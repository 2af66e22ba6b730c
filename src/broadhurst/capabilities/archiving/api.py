"""Endpoints that archive an OCG and reactivate it."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.archiving.commands.approve_archive import (
    ApproveArchiveForm,
    approve_archive,
)
from broadhurst.capabilities.archiving.commands.decline_archive import (
    DeclineArchiveForm,
    decline_archive,
)
from broadhurst.capabilities.archiving.commands.propose_archive import (
    ProposeArchiveForm,
    propose_archive,
)
from broadhurst.capabilities.archiving.commands.reactivate import ReactivateForm, reactivate
from broadhurst.capabilities.archiving.schemas import ArchivingOut, OcgStateOut
from broadhurst.capabilities.register.models import Archiving, Ocg
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["register"])


@router.post(
    "/ocgs/{ref}/propose-archive",
    **api.verb(ProposeArchiveForm, "Propose to archive an OCG", 201, answer=ArchivingOut),
)
def propose(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _find_ocg(request, ref)
    return api.ask(
        request, ProposeArchiveForm, propose_archive, as_json=as_archiving, status=201, ocg=ocg
    )


@router.post(
    "/ocgs/{ref}/approve-archive",
    **api.verb(ApproveArchiveForm, "Archive an OCG", answer=OcgStateOut),
)
def approve(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _find_ocg(request, ref)
    return api.ask(request, ApproveArchiveForm, approve_archive, as_json=as_state, ocg=ocg)


@router.post(
    "/ocgs/{ref}/decline-archive",
    **api.verb(DeclineArchiveForm, "Decline to archive an OCG", answer=ArchivingOut),
)
def decline(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _find_ocg(request, ref)
    return api.ask(request, DeclineArchiveForm, decline_archive, as_json=as_archiving, ocg=ocg)


@router.post(
    "/ocgs/{ref}/reactivate", **api.verb(ReactivateForm, "Reactivate an OCG", answer=OcgStateOut)
)
def again(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = _find_ocg(request, ref)
    return api.ask(request, ReactivateForm, reactivate, as_json=as_state, ocg=ocg)


def _find_ocg(request: ActingRequest, ref: str) -> Ocg:
    return api.find(request, Ocg.objects.select_related("dossier"), ref=ref)


def as_archiving(archiving: Archiving) -> ArchivingOut:
    return ArchivingOut(
        ocg=archiving.ocg.ref,
        reason=archiving.reason,
        explanation=archiving.explanation,
        outcome=archiving.outcome,
        proposed_by=archiving.proposed_by.username,
        proposed_at=archiving.proposed_at,
    )


def as_state(ocg: Ocg) -> OcgStateOut:
    return OcgStateOut(ref=ocg.ref, name=ocg.name, state=ocg.status)

"""Endpoints of OCGs and their leads.

Their answers count the open hits, so they need deconfliction, which the register does not import.
"""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.deconfliction.queries.ocg_hits import counts_of
from broadhurst.capabilities.register.commands.edit import EditForm, edit
from broadhurst.capabilities.register.commands.name_lead import NameLeadForm, name_lead
from broadhurst.capabilities.register.commands.register import RegisterForm, register
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists
from broadhurst.surfaces.ocgs.lists import OCGS
from broadhurst.surfaces.ocgs.schemas import LeadOut, OcgOut, OcgRowOut

router = Router(tags=["register"])


@router.get(
    "/ocgs",
    **lists.listing(OCGS, "List the OCGs you can see. The default is active OCGs.", OcgRowOut),
)
def ocgs(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, OCGS, in_list)


@router.get("/ocgs/{ref}", summary="One OCG", response=OcgOut)
def ocg(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(in_full(api.find(request, Ocg.objects.all(), ref=ref)))


@router.post("/ocgs", **api.verb(RegisterForm, "Register an OCG", 201, answer=OcgOut))
def register_ocg(request: ActingRequest) -> HttpResponse:
    return api.ask(request, RegisterForm, register, as_json=in_full, status=201)


@router.post(
    "/ocgs/{ref}/edit", **api.verb(EditForm, "Correct the details of an OCG", answer=OcgOut)
)
def edit_ocg(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return api.ask(request, EditForm, edit, as_json=in_full, ocg=ocg)


@router.post(
    "/ocgs/{ref}/name-lead", **api.verb(NameLeadForm, "Name an SIO, LRO or SRO", answer=LeadOut)
)
def lead(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return api.ask(request, NameLeadForm, name_lead, as_json=as_lead, ocg=ocg)


def in_list(ocg: Any) -> OcgRowOut:
    return OcgRowOut(
        ref=ocg.ref,
        kind=ocg.kind,
        name=ocg.name,
        threat_types=ocg.threat_types,
        state=ocg.status,
        owner=ocg.owner_unit,
        agency=ocg.owner_agency,
        sio=ocg.sio,
        lro=ocg.lro,
        band=ocg.band,
        tier=ocg.tier,
        review_due_on=ocg.review_due_on,
        open_hits=ocg.open_hits,
    )


def in_full(ocg: Ocg) -> OcgOut:
    leadership = current_leadership(ocg)
    return OcgOut(
        ref=ocg.ref,
        kind=ocg.kind,
        name=ocg.name,
        threat_types=ocg.threat_types,
        state=ocg.status,
        description=ocg.description,
        place=ocg.place,
        group=ocg.group,
        due_on=ocg.due_on,
        national_ref=ocg.national_ref,
        registered_at=ocg.registered_at,
        owner=leadership.owner.key,
        leads=[as_lead(lead) for lead in leadership.leads],
        open_hits=counts_of([ocg]).get(ocg.pk, 0),
    )


def as_lead(lead: Lead) -> LeadOut:
    return LeadOut(
        role=lead.role,
        officer=lead.officer.username,
        from_at=lead.from_at,
        deputy=lead.deputy.username if lead.deputy else None,
        cover_until=lead.cover_until,
    )

"""Endpoints of OCGs and their leads."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.register.api.schemas import LeadOut, OcgOut, OcgRowOut
from broadhurst.capabilities.register.api.shapes import as_lead, in_full, in_list
from broadhurst.capabilities.register.commands.edit import EditForm, edit
from broadhurst.capabilities.register.commands.name_lead import NameLeadForm, name_lead
from broadhurst.capabilities.register.commands.register import RegisterForm, register
from broadhurst.capabilities.register.counting import count_open_hits
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.ocgs import listed
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get(
    "/ocgs",
    **api.listing(
        "List the OCGs you may see. The default is active OCGs.", OcgRowOut, state=Ocg.State.values
    ),
)
def ocgs(request: ActingRequest) -> HttpResponse:
    rows = listed().filter(state=api.chosen(request, "state", Ocg.State.values) or Ocg.State.ACTIVE)
    return api.listed(
        request, rows, by="-registered_at", as_json=in_list, with_each=count_open_hits
    )


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
    ocg = api.find(request, Ocg.objects.all(), ref=ref)
    return api.ask(request, EditForm, edit, as_json=in_full, ocg=ocg)


@router.post(
    "/ocgs/{ref}/name-lead", **api.verb(NameLeadForm, "Name an SIO, LRO or SRO", answer=LeadOut)
)
def lead(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.all(), ref=ref)
    return api.ask(request, NameLeadForm, name_lead, as_json=as_lead, ocg=ocg)

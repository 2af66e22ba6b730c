"""The register's JSON door."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.register.commands.add_identifier import (
    AddIdentifierForm,
    add_identifier,
)
from broadhurst.capabilities.register.commands.add_member import AddMemberForm, add_member
from broadhurst.capabilities.register.commands.assess import AssessForm, assess
from broadhurst.capabilities.register.commands.moderate import ModerateForm, moderate
from broadhurst.capabilities.register.commands.name_lead import NameLeadForm, name_lead
from broadhurst.capabilities.register.commands.register import RegisterForm, register
from broadhurst.capabilities.register.models import (
    Assessment,
    Identifier,
    Lead,
    Membership,
    Moderation,
    Ocg,
)
from broadhurst.capabilities.register.queries import listed, standing
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["register"])


@router.get("/ocgs", summary="List the OCGs you may see")
def ocgs(request: ActingRequest) -> HttpResponse:
    rows = listed().filter(state=request.GET.get("state") or Ocg.State.ACTIVE)
    return api.listed(request, rows, by="-registered_at", as_json=in_list)


@router.get("/ocgs/{ref}", summary="One OCG")
def ocg(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(in_full(api.find(request, Ocg.objects.all(), ref=ref)))


@router.post("/ocgs", **api.verb(RegisterForm, "Register an OCG"))
def register_ocg(request: ActingRequest) -> HttpResponse:
    return api.ask(request, RegisterForm, register, as_json=in_full, status=201)


@router.post("/ocgs/{ref}/add-member", **api.verb(AddMemberForm, "Add a person to an OCG"))
def member(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, Ocg.objects.all(), ref=ref)
    return api.ask(request, AddMemberForm, add_member, as_json=as_member, status=201, ocg=found)


@router.post("/ocgs/{ref}/add-identifier", **api.verb(AddIdentifierForm, "Add an identifier"))
def identifier(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, Ocg.objects.all(), ref=ref)
    return api.ask(
        request, AddIdentifierForm, add_identifier, as_json=as_identifier, status=201, ocg=found
    )


@router.post("/ocgs/{ref}/name-lead", **api.verb(NameLeadForm, "Name an SIO, LRO or SRO"))
def lead(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, Ocg.objects.all(), ref=ref)
    return api.ask(request, NameLeadForm, name_lead, as_json=as_lead, ocg=found)


@router.post("/ocgs/{ref}/assess", **api.verb(AssessForm, "Assess an OCG"))
def assessment(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, Ocg.objects.all(), ref=ref)
    return api.ask(request, AssessForm, assess, as_json=as_assessment, status=201, ocg=found)


@router.post("/assessments/{ref}/moderate", **api.verb(ModerateForm, "Moderate an assessment"))
def moderation(request: ActingRequest, ref: str) -> HttpResponse:
    rows = Assessment.objects.select_related("ocg", "scheme", "scored_by", "dossier")
    found = api.find(request, rows, ref=ref)
    return api.ask(request, ModerateForm, moderate, as_json=as_moderation, assessment=found)


def in_list(ocg: Any) -> dict[str, Any]:
    return {
        "ref": ocg.ref,
        "name": ocg.name,
        "threat_types": ocg.threat_types,
        "state": ocg.state,
        "owner": ocg.owner_unit,
        "agency": ocg.owner_agency,
        "sio": ocg.sio,
        "lro": ocg.lro,
        "band": ocg.band,
        "tier": ocg.tier,
        "review_due_on": ocg.review_due_on,
    }


def in_full(ocg: Ocg) -> dict[str, Any]:
    now = standing(ocg)
    return {
        "ref": ocg.ref,
        "name": ocg.name,
        "threat_types": ocg.threat_types,
        "state": ocg.state,
        "description": ocg.description,
        "national_ref": ocg.national_ref,
        "registered_at": ocg.registered_at,
        "owner": now.owner.key,
        "leads": [as_lead(one) for one in now.leads],
    }


def as_lead(lead: Lead) -> dict[str, Any]:
    return {"role": lead.role, "officer": lead.officer.username, "from_at": lead.from_at}


def as_member(member: Membership) -> dict[str, Any]:
    return {
        "person": member.person.ref,
        "category": member.category,
        "part": member.part,
        "is_exploited": member.is_exploited,
    }


def as_identifier(identifier: Identifier) -> dict[str, Any]:
    return {"kind": identifier.kind, "value": identifier.value}


def as_assessment(one: Assessment) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "scheme": one.scheme.version,
        "scores": one.scores,
        "score": one.score,
        "unknowns": one.unknowns,
        "scored_at": one.scored_at,
    }


def as_moderation(one: Moderation) -> dict[str, Any]:
    return {
        "outcome": one.outcome,
        "band": one.band,
        "tier": one.tier,
        "review_due_on": one.review_due_on,
    }

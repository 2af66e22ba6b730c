"""The verbs of administrators. What somebody does not administer is not found."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from broadhurst.capabilities.establishment import rules
from broadhurst.capabilities.establishment.api.routing import router
from broadhurst.capabilities.establishment.api.shapes import (
    as_agency,
    as_appointment,
    as_member,
    as_officer,
    as_oversight,
    as_posting,
    as_unit,
)
from broadhurst.capabilities.establishment.commands.appoint import AppointForm, appoint
from broadhurst.capabilities.establishment.commands.begin_oversight import (
    BeginOversightForm,
    begin_oversight,
)
from broadhurst.capabilities.establishment.commands.change_posting import (
    ChangePostingForm,
    change_posting,
)
from broadhurst.capabilities.establishment.commands.close_body import CloseBodyForm, close_body
from broadhurst.capabilities.establishment.commands.close_unit import CloseUnitForm, close_unit
from broadhurst.capabilities.establishment.commands.edit_body import EditBodyForm, edit_body
from broadhurst.capabilities.establishment.commands.edit_officer import (
    EditOfficerForm,
    edit_officer,
)
from broadhurst.capabilities.establishment.commands.edit_unit import EditUnitForm, edit_unit
from broadhurst.capabilities.establishment.commands.end_appointment import (
    EndAppointmentForm,
    end_appointment,
)
from broadhurst.capabilities.establishment.commands.end_oversight import (
    EndOversightForm,
    end_oversight,
)
from broadhurst.capabilities.establishment.commands.enrol import EnrolForm, enrol
from broadhurst.capabilities.establishment.commands.join_region import JoinRegionForm, join_region
from broadhurst.capabilities.establishment.commands.leave_region import (
    LeaveRegionForm,
    leave_region,
)
from broadhurst.capabilities.establishment.commands.open_body import OpenBodyForm, open_body
from broadhurst.capabilities.establishment.commands.open_unit import OpenUnitForm, open_unit
from broadhurst.capabilities.establishment.commands.post import PostForm, post
from broadhurst.capabilities.establishment.commands.reopen_account import (
    ReopenAccountForm,
    reopen_account,
)
from broadhurst.capabilities.establishment.commands.reset_password import (
    ResetPasswordForm,
    reset_password,
)
from broadhurst.capabilities.establishment.queries import administering as theirs
from broadhurst.foundation.agencies.models import Agency, Officer
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.references import number_in
from broadhurst.foundation.doors.wall import ActingRequest

Finds = Callable[[ActingRequest, str], dict[str, Any]]


def _agency(request: ActingRequest, ref: str) -> dict[str, Any]:
    return {"agency": api.find(request, theirs.agencies_of(request.actor), key=ref)}


def _any_agency(request: ActingRequest, ref: str) -> dict[str, Any]:
    of_service = rules.is_of_service(request.actor.roles)
    rows = theirs.agencies_of(request.actor) if of_service else Agency.objects.none()
    return {"agency": api.find(request, rows, key=ref)}


def _unit(request: ActingRequest, ref: str) -> dict[str, Any]:
    return {"unit": api.find(request, theirs.units_of(request.actor), key=ref)}


def _officer(request: ActingRequest, ref: str) -> dict[str, Any]:
    return {"officer": api.find(request, theirs.accounts_of(request.actor), username=ref)}


def _posting(request: ActingRequest, ref: str) -> dict[str, Any]:
    rows = theirs.postings_in(request.actor)
    return {"posting": api.find(request, rows, pk=number_in(ref))}


def _appointment(request: ActingRequest, ref: str) -> dict[str, Any]:
    rows = theirs.appointments_in(request.actor)
    return {"appointment": api.find(request, rows, pk=number_in(ref))}


def _secret(secret: str) -> dict[str, Any]:
    return {"one_time_password": secret}


VERBS: tuple[tuple[str, type[Ask], Callable[..., Any], Finds, api.AsJson, str, int], ...] = (
    ("organisations/{ref}/edit", EditBodyForm, edit_body, _any_agency, as_agency,
     "Edit an organisation", 200),
    ("organisations/{ref}/close", CloseBodyForm, close_body, _any_agency, as_agency,
     "Close an organisation", 200),
    ("organisations/{ref}/begin-oversight", BeginOversightForm, begin_oversight, _any_agency,
     as_oversight, "Record which policing body answers for a force", 201),
    ("organisations/{ref}/end-oversight", EndOversightForm, end_oversight, _any_agency,
     as_oversight, "End a policing body's time", 200),
    ("organisations/{ref}/join-region", JoinRegionForm, join_region, _any_agency, as_member,
     "Join a region", 201),
    ("organisations/{ref}/leave-region", LeaveRegionForm, leave_region, _any_agency, as_member,
     "Leave a region", 200),
    ("organisations/{ref}/open-unit", OpenUnitForm, open_unit, _agency, as_unit,
     "Open a unit", 201),
    ("units/{ref}/edit", EditUnitForm, edit_unit, _unit, as_unit, "Edit a unit", 200),
    ("units/{ref}/close", CloseUnitForm, close_unit, _unit, as_unit, "Close a unit", 200),
    ("officers/{ref}/edit", EditOfficerForm, edit_officer, _officer, as_officer,
     "Edit an officer", 200),
    ("officers/{ref}/post", PostForm, post, _officer, as_posting,
     "Post an officer to a unit", 201),
    ("officers/{ref}/appoint", AppointForm, appoint, _officer, as_appointment,
     "Appoint a chief officer", 201),
    ("officers/{ref}/reopen", ReopenAccountForm, reopen_account, _officer, as_officer,
     "Reopen an account", 200),
    ("officers/{ref}/password", ResetPasswordForm, reset_password, _officer, _secret,
     "Give a one-time password", 200),
    ("postings/{ref}/change", ChangePostingForm, change_posting, _posting, as_posting,
     "Change a posting", 200),
    ("appointments/{ref}/end", EndAppointmentForm, end_appointment, _appointment,
     as_appointment, "End an appointment", 200),
)  # fmt: skip


def _add(
    path: str, form: type[Ask], then: Callable[..., Any], finds: Finds, as_json: api.AsJson,
    summary: str, status: int,
) -> None:  # fmt: skip
    def run(request: ActingRequest, ref: str) -> HttpResponse:
        found = finds(request, ref)
        return api.ask(request, form, then, as_json=as_json, status=status, **found)

    run.__name__ = then.__name__
    router.post(f"/{path}", **api.verb(form, summary, status))(run)


for one in VERBS:
    _add(*one)


def _open_to(request: ActingRequest) -> None:
    if objections := rules.objections_to_open(request.actor.roles):
        raise Problem(403, "Refused", " ".join(objections))


@router.post("/organisations", **api.verb(OpenBodyForm, "Open an organisation", 201))
def opened(request: ActingRequest) -> HttpResponse:
    return api.ask(request, OpenBodyForm, open_body, as_json=as_agency, status=201)


@router.post("/officers", **api.verb(EnrolForm, "Enrol an officer", 201))
def enrolled(request: ActingRequest) -> HttpResponse:
    return api.ask(request, EnrolForm, enrol, as_json=as_officer, status=201)


@router.get(
    "/organisations", **api.refusing(api.listing("List the organisations you administer"), 403)
)
def organisations(request: ActingRequest) -> HttpResponse:
    _open_to(request)
    rows = theirs.agencies_of(request.actor).select_related("succeeds")
    return api.listed(request, rows, by="name", as_json=as_agency)


@router.get("/organisations/{ref}", summary="One organisation, with its units")
def organisation(request: ActingRequest, ref: str) -> HttpResponse:
    found = _agency(request, ref)["agency"]
    overseen = [as_oversight(one) for one in found.overseen_by.select_related("force", "body")]
    units = [as_unit(one) for one in found.units.select_related("agency", "district")]
    return api.answer(as_agency(found) | {"overseen_by": overseen, "units": units})


@router.get("/officers", **api.refusing(api.listing("List the officers you administer"), 403))
def officers(request: ActingRequest) -> HttpResponse:
    _open_to(request)
    rows = theirs.accounts_of(request.actor)
    return api.listed(request, rows, by="name", as_json=as_officer)


@router.get("/officers/{ref}", summary="One officer, with postings and appointments")
def officer(request: ActingRequest, ref: str) -> HttpResponse:
    found: Officer = _officer(request, ref)["officer"]
    posted = [as_posting(one) for one in found.postings.select_related("officer", "unit")]
    held = [as_appointment(one) for one in found.appointments.select_related("officer", "agency")]
    return api.answer(as_officer(found) | {"postings": posted, "appointments": held})


@router.get("/appointments", **api.refusing(api.listing("List chief officers' appointments"), 403))
def appointments(request: ActingRequest) -> HttpResponse:
    _open_to(request)
    rows = theirs.appointments_in(request.actor)
    return api.listed(request, rows, by="-from_on", as_json=as_appointment)

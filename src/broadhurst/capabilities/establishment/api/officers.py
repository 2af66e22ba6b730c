"""Endpoints of officers and postings.

An account that the actor does not administer is answered as not found.
"""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from broadhurst.capabilities.establishment.api.adding import Verb, add, open_to
from broadhurst.capabilities.establishment.api.routing import router
from broadhurst.capabilities.establishment.api.schemas import (
    OfficerDetailOut,
    OfficerOut,
)
from broadhurst.capabilities.establishment.api.shapes import (
    as_officer,
    as_one_time_password,
    as_posting,
    officer_in_full,
)
from broadhurst.capabilities.establishment.commands.change_posting import (
    ChangePostingForm,
    change_posting,
)
from broadhurst.capabilities.establishment.commands.edit_officer import (
    EditOfficerForm,
    edit_officer,
)
from broadhurst.capabilities.establishment.commands.enrol import EnrolForm, enrol
from broadhurst.capabilities.establishment.commands.post import PostForm, post
from broadhurst.capabilities.establishment.commands.reopen_account import (
    ReopenAccountForm,
    reopen_account,
)
from broadhurst.capabilities.establishment.commands.reset_password import (
    ResetPasswordForm,
    reset_password,
)
from broadhurst.capabilities.establishment.lists.administered import OFFICERS
from broadhurst.capabilities.establishment.queries.administering import (
    accounts_of,
    postings_in,
)
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists


def _officer(request: ActingRequest, ref: str) -> dict[str, Any]:
    return {"officer": api.find(request, accounts_of(request.actor), username=ref)}


def _posting(request: ActingRequest, ref: str) -> dict[str, Any]:
    return {"posting": api.find(request, postings_in(request.actor), ref=ref)}


VERBS: tuple[Verb, ...] = (
    ("officers/{ref}/edit", EditOfficerForm, edit_officer, _officer, as_officer,
     "Edit an officer", 200),
    ("officers/{ref}/post", PostForm, post, _officer, as_posting,
     "Post an officer to a unit", 201),
    ("officers/{ref}/reopen", ReopenAccountForm, reopen_account, _officer, as_officer,
     "Reopen an account", 200),
    ("officers/{ref}/password", ResetPasswordForm, reset_password, _officer, as_one_time_password,
     "Give a one-time password", 200),
    ("postings/{ref}/change", ChangePostingForm, change_posting, _posting, as_posting,
     "Change a posting", 200),
)  # fmt: skip
for verb in VERBS:
    add(*verb)


@router.post("/officers", **api.verb(EnrolForm, "Enrol an officer", 201, answer=OfficerOut))
def enrolled(request: ActingRequest) -> HttpResponse:
    return api.ask(request, EnrolForm, enrol, as_json=as_officer, status=201)


@router.get(
    "/officers",
    **api.refusing(lists.listing(OFFICERS, "List the officers you administer", OfficerOut), 403),
)
def officers(request: ActingRequest) -> HttpResponseBase:
    open_to(request)
    return lists.listed(request, OFFICERS, as_officer)


@router.get(
    "/officers/{ref}",
    summary="One officer, with postings and appointments",
    response=OfficerDetailOut,
)
def officer(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(officer_in_full(_officer(request, ref)["officer"]))

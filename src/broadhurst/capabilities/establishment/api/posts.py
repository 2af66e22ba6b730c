"""Endpoints of the posts of chief officers and their appointments.

A post or an appointment that the actor does not administer is answered as not found. The surface
`chief_officers` answers everyone who signs in.
"""

from typing import Any

from django.http.response import HttpResponseBase

from broadhurst.capabilities.establishment.api.adding import Verb, add, open_to
from broadhurst.capabilities.establishment.api.routing import router
from broadhurst.capabilities.establishment.api.schemas import AppointmentOut, PostOut
from broadhurst.capabilities.establishment.api.shapes import as_appointment, as_post
from broadhurst.capabilities.establishment.commands.appoint import AppointForm, appoint
from broadhurst.capabilities.establishment.commands.close_post import ClosePostForm, close_post
from broadhurst.capabilities.establishment.commands.correct_appointment import (
    CorrectAppointmentForm,
    correct_appointment,
)
from broadhurst.capabilities.establishment.commands.edit_post import EditPostForm, edit_post
from broadhurst.capabilities.establishment.commands.end_appointment import (
    EndAppointmentForm,
    end_appointment,
)
from broadhurst.capabilities.establishment.commands.open_post import OpenPostForm, open_post
from broadhurst.capabilities.establishment.commands.withdraw_appointment import (
    WithdrawAppointmentForm,
    withdraw_appointment,
)
from broadhurst.capabilities.establishment.commands.withdraw_post import (
    WithdrawPostForm,
    withdraw_post,
)
from broadhurst.capabilities.establishment.lists.administered import APPOINTMENTS, POSTS
from broadhurst.capabilities.establishment.queries.administering import (
    agencies_of,
    appointments_in,
    posts_in,
)
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists


def _agency(request: ActingRequest, ref: str) -> dict[str, Any]:
    return {"agency": api.find(request, agencies_of(request.actor), key=ref)}


def _post(request: ActingRequest, ref: str) -> dict[str, Any]:
    return {"post": api.find(request, posts_in(request.actor), ref=ref)}


def _appointment(request: ActingRequest, ref: str) -> dict[str, Any]:
    rows = appointments_in(request.actor)
    return {"appointment": api.find(request, rows, ref=ref)}


VERBS: tuple[Verb, ...] = (
    ("organisations/{ref}/open-post", OpenPostForm, open_post, _agency, as_post,
     "Add a chief officer's post", 201),
    ("posts/{ref}/edit", EditPostForm, edit_post, _post, as_post, "Correct a post", 200),
    ("posts/{ref}/close", ClosePostForm, close_post, _post, as_post, "End a post", 200),
    ("posts/{ref}/withdraw", WithdrawPostForm, withdraw_post, _post, as_post,
     "Withdraw a post recorded in error", 200),
    ("posts/{ref}/appoint", AppointForm, appoint, _post, as_appointment,
     "Appoint a chief officer", 201),
    ("appointments/{ref}/end", EndAppointmentForm, end_appointment, _appointment,
     as_appointment, "End an appointment", 200),
    ("appointments/{ref}/correct", CorrectAppointmentForm, correct_appointment, _appointment,
     as_appointment, "Correct an appointment", 200),
    ("appointments/{ref}/withdraw", WithdrawAppointmentForm, withdraw_appointment, _appointment,
     as_appointment, "Withdraw an appointment recorded in error", 200),
)  # fmt: skip
for verb in VERBS:
    add(*verb)


@router.get(
    "/appointments",
    **api.refusing(
        lists.listing(APPOINTMENTS, "List chief officers' appointments", AppointmentOut), 403
    ),
)
def appointments(request: ActingRequest) -> HttpResponseBase:
    open_to(request)
    return lists.listed(request, APPOINTMENTS, as_appointment)


@router.get(
    "/posts",
    **api.refusing(lists.listing(POSTS, "List chief officers' posts", PostOut), 403),
)
def posts(request: ActingRequest) -> HttpResponseBase:
    open_to(request)
    return lists.listed(request, POSTS, as_post)

"""Pages of the posts of chief officers and their appointments, for administrators.

The surface `chief_officers` shows them to everyone who signs in.
"""

from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse

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
from broadhurst.capabilities.establishment.pages.gate import for_administrators
from broadhurst.capabilities.establishment.queries.administering import (
    agencies_of,
    appointments_in,
    posts_in,
)
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show


@for_administrators
def appointments_page(request: ActingRequest) -> HttpResponseBase:
    """List chief officers' appointments, latest first."""
    return show(request, APPOINTMENTS, "establishment/appointments.html")


@for_administrators
def posts_page(request: ActingRequest) -> HttpResponseBase:
    """List the posts of chief officers that an administrator manages."""
    return show(request, POSTS, "establishment/posts.html")


def _shown(agency: Agency) -> str:
    """Return the address of the page where an organisation's posts are shown to everyone."""
    return reverse("chief_officers:organisation", args=[agency.key])


def _about_agency(request: ActingRequest, ref: str) -> dict[str, Any]:
    agency = web.find(request, agencies_of(request.actor), key=ref)
    href = _shown(agency)
    return {"agency": agency, "go_to": href, "context": {"caption": agency.name, "back": href}}


def _about_post(request: ActingRequest, ref: str) -> dict[str, Any]:
    post = web.find(request, posts_in(request.actor), ref=ref)
    href = _shown(post.agency)
    return {"post": post, "go_to": href, "context": {"caption": str(post), "back": href}}


def _about_appointment(request: ActingRequest, ref: str) -> dict[str, Any]:
    appointment = web.find(request, appointments_in(request.actor), ref=ref)
    href = _shown(appointment.post.agency)
    caption = f"{appointment.officer.name}, {appointment.post.title}"
    return {
        "appointment": appointment,
        "go_to": href,
        "context": {"caption": caption, "back": href},
    }


open_post_page = web.verb(
    OpenPostForm, open_post, _about_agency, "Add a chief officer’s post", "Add post",
    "The post is saved. Appoint an officer to it.",
)  # fmt: skip
edit_post_page = web.verb(
    EditPostForm, edit_post, _about_post, "Correct this post", "Save correction",
    "The correction is saved.",
)  # fmt: skip
close_post_page = web.verb(
    ClosePostForm, close_post, _about_post, "End this post", "Save last day",
    "The last day is saved.",
)  # fmt: skip
withdraw_post_page = web.verb(
    WithdrawPostForm, withdraw_post, _about_post, "Withdraw this post", "Withdraw post",
    "The post is withdrawn.",
)  # fmt: skip
appoint_page = web.verb(
    AppointForm, appoint, _about_post, "Appoint an officer to this post", "Appoint officer",
    "The appointment is saved.",
)  # fmt: skip
end_appointment_page = web.verb(
    EndAppointmentForm, end_appointment, _about_appointment, "End this appointment",
    "Save last day", "The last day is saved.",
)  # fmt: skip
correct_appointment_page = web.verb(
    CorrectAppointmentForm, correct_appointment, _about_appointment, "Correct this appointment",
    "Save correction", "The correction is saved.",
)  # fmt: skip
withdraw_appointment_page = web.verb(
    WithdrawAppointmentForm, withdraw_appointment, _about_appointment,
    "Withdraw this appointment", "Withdraw appointment", "The appointment is withdrawn.",
)  # fmt: skip

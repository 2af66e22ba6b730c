"""Lists of the posts of chief officers and their appointments, for administrators.

The surface `chief_officers` answers everyone who signs in.
"""

from django.http.response import HttpResponseBase

from broadhurst.capabilities.establishment.api.routing import open_to, router
from broadhurst.capabilities.establishment.api.schemas import AppointmentOut, PostOut
from broadhurst.capabilities.establishment.api.shapes import as_appointment, as_post
from broadhurst.capabilities.establishment.lists.administered import APPOINTMENTS, POSTS
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists


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

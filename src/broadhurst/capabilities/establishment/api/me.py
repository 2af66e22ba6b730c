"""Who is asking: what a client calls first."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["establishment"])


@router.get("/me", summary="The officer and posting of this token")
def me(request: ActingRequest) -> HttpResponse:
    actor = request.actor
    return api.answer(
        {
            "officer": actor.officer.username,
            "name": actor.officer.name,
            "unit": actor.unit.key,
            "agency": actor.agency.key,
            "roles": sorted(actor.roles),
        }
    )

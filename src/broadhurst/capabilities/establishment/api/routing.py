"""The API router of accounts and administration, and who may read its lists."""

from ninja import Router

from broadhurst.capabilities.establishment.rules.administering import objections_to_open
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["establishment"])


def open_to(request: ActingRequest) -> None:
    """Refuse a list to people who are not administrators."""
    if objections := objections_to_open(request.actor.roles):
        raise Problem(403, "Refused", " ".join(objections))

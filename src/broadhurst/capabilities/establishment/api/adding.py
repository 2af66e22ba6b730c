"""How an endpoint of a verb on a row is added, and who may read the lists."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from broadhurst.capabilities.establishment import rules
from broadhurst.capabilities.establishment.api.routing import router
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.wall import ActingRequest

Finds = Callable[[ActingRequest, str], dict[str, Any]]
Verb = tuple[str, type[Ask], Callable[..., Any], Finds, api.AsJson, str, int]


def add(
    path: str, form: type[Ask], then: Callable[..., Any], finds: Finds, as_json: api.AsJson,
    summary: str, status: int,
) -> None:  # fmt: skip
    """Add the endpoint of a verb. What somebody does not administer is not found."""

    def run(request: ActingRequest, ref: str) -> HttpResponse:
        found = finds(request, ref)
        return api.ask(request, form, then, as_json=as_json, status=status, **found)

    run.__name__ = then.__name__
    router.post(f"/{path}", **api.verb(form, summary, status))(run)


def open_to(request: ActingRequest) -> None:
    """Refuse a list to people who are not administrators."""
    if objections := rules.objections_to_open(request.actor.roles):
        raise Problem(403, "Refused", " ".join(objections))

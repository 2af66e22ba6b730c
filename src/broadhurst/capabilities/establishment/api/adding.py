"""Add the endpoint of a command, and restrict the lists to administrators."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from broadhurst.capabilities.establishment.api.routing import router
from broadhurst.capabilities.establishment.rules.administering import objections_to_open
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.wall import ActingRequest

Finds = Callable[[ActingRequest, str], dict[str, Any]]
Verb = tuple[str, type[CommandForm], Callable[..., Any], Finds, api.AsJson, str, int]


def add(
    path: str, form: type[CommandForm], command: Callable[..., Any], finds: Finds,
    as_json: api.AsJson, summary: str, status: int,
) -> None:  # fmt: skip
    """Add the endpoint of a command on one row.

    A row that the actor does not administer is answered as not found.
    """

    def run(request: ActingRequest, ref: str) -> HttpResponse:
        subject = finds(request, ref)
        return api.ask(request, form, command, as_json=as_json, status=status, **subject)

    run.__name__ = command.__name__
    described = api.verb(form, summary, status, answer=api.schema_of(as_json))
    router.post(f"/{path}", **described)(run)


def open_to(request: ActingRequest) -> None:
    """Refuse a list to people who are not administrators."""
    if objections := objections_to_open(request.actor.roles):
        raise Problem(403, "Refused", " ".join(objections))

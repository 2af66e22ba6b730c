"""Parts that one room adds to the pages of other rooms' records, such as notes.

A room names a function in `settings.PARTS_OF_RECORD_PAGES`. It gets the actor, the name of the
page's address and the reference in it. It returns a template and its context, or None if the page
gets no part. The layout shows the parts below the content, so no page needs a line for them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.one_pass import one_pass

AddsPart = Callable[[Actor, str, str], tuple[str, dict[str, Any]] | None]


@dataclass(frozen=True)
class Part:
    """A part of a page: its template, and what the template shows as `part`."""

    template: str
    context: dict[str, Any]


@cache
def _adding() -> tuple[AddsPart, ...]:
    return tuple(import_string(name) for name in settings.PARTS_OF_RECORD_PAGES)


def parts_of(request: HttpRequest) -> list[Part]:
    """Return the parts that rooms add to the page of a request, which look its record up once."""
    at, actor = request.resolver_match, getattr(request, "actor", None)
    if at is None or actor is None or at.kwargs.keys() != {"ref"}:
        return []
    with one_pass():
        links = [add(actor, at.view_name, at.kwargs["ref"]) for add in _adding()]
    return [Part(*link) for link in links if link]

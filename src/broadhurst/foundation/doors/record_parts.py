"""Parts that one room adds to the pages of other rooms' records, such as notes.

A room names a module in `settings.PARTS_OF_RECORD_PAGES`. Its functions get the actor, the name of
the page's address and the reference in it. `on_page` returns a template and its context, or None
if the page gets no part. The layout shows the parts below the content, so no page needs a line for
them. `asks_on_page` returns the statements of the part, and the layout sends all of them together.

The parts look the record up first, with the statement that `settings.RECORD_OF_THE_PARTS` returns.
A page that sends statements ahead can send this one too.
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
from broadhurst.foundation.access.prepared_query import sent_ahead
from broadhurst.foundation.database.ahead import Ask

AddsPart = Callable[[Actor, str, str], tuple[str, dict[str, Any]] | None]
Asks = Callable[[Actor, str, str], list[Ask]]


@dataclass(frozen=True)
class Part:
    """A part of a page: its template, and what the template shows as `part`."""

    template: str
    context: dict[str, Any]


@cache
def _adding() -> tuple[AddsPart, ...]:
    return tuple(import_string(f"{room}.on_page") for room in settings.PARTS_OF_RECORD_PAGES)


@cache
def _asking() -> tuple[Asks, ...]:
    return tuple(import_string(f"{room}.asks_on_page") for room in settings.PARTS_OF_RECORD_PAGES)


def parts_of(request: HttpRequest) -> list[Part]:
    """Return the parts that rooms add to the page of a request, which look its record up once."""
    of = _record_of(request)
    if of is None:
        return []
    with one_pass(), sent_ahead(ask for asks in _asking() for ask in asks(*of)):
        links = [add(*of) for add in _adding()]
    return [Part(*link) for link in links if link]


def ask_record_of(request: HttpRequest) -> list[Ask]:
    """Return the statement that looks the record up for the parts, to send it ahead."""
    of = _record_of(request)
    asks: Asks = import_string(settings.RECORD_OF_THE_PARTS)
    return asks(*of) if of else []


def _record_of(request: HttpRequest) -> tuple[Actor, str, str] | None:
    """Return the actor, the name of the page's address, and the reference in it, if it has one."""
    at, actor = request.resolver_match, getattr(request, "actor", None)
    if at is None or actor is None or at.kwargs.keys() != {"ref"}:
        return None
    return actor, at.view_name, at.kwargs["ref"]

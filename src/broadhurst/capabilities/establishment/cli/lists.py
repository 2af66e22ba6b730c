"""Lists of the rows that the actor administers, with their keys and references."""

from collections.abc import Callable, Iterable
from typing import Any

import click

from broadhurst.capabilities.establishment.lists.administered import (
    APPOINTMENTS,
    OFFICERS,
    ORGANISATIONS,
    POSTS,
    UNITS,
)
from broadhurst.capabilities.establishment.lists.tokens import TOKENS
from broadhurst.capabilities.establishment.queries import administering
from broadhurst.capabilities.establishment.queries.districts import districts_in
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import day, moment
from broadhurst.foundation.lists import cli as lists
from broadhurst.foundation.lists.declared import List

NONE = "You do not administer any."


def _agency(agency: Any) -> str:
    return f"{agency.key}  {agency.name}"


def _unit(unit: Any) -> str:
    return f"{unit.key}  {unit.name}, {unit.agency}"


def _districts(actor: Actor) -> Iterable[str]:
    return (
        f"{district.key}  {district.name}, {district.force}{_ends(district)}"
        for district in districts_in(actor)
    )


def _officer(officer: Any) -> str:
    return f"{officer.username}  {officer.name}{'' if officer.is_active else ' (closed)'}"


def _postings(actor: Actor) -> Iterable[str]:
    return (
        f"{posting.ref}  {posting.officer}: {posting}{_ends(posting)}"
        for posting in administering.postings_in(actor)
    )


def _appointment(appointment: Any) -> str:
    post = appointment.post
    held = f"{appointment.ref}  {appointment}, {post.agency}: {post.get_kind_display()}"
    return f"{held}{_ends(appointment)}"


def _post(post: Any) -> str:
    return f"{post.ref}  {post}: {post.get_kind_display()}{_ends(post)}"


def _token(token: Any) -> str:
    return f"{token.ref}  {token.label}, {token.posting.officer}, until {moment(token.expires_at)}"


def _sessions(actor: Actor) -> Iterable[str]:
    return (f"{session.ref}  {session.officer}" for session in administering.sessions_in(actor))


def _ends(row: Any) -> str:
    return f" (to {day(row.until_on)})" if row.until_on else ""


def _of_page(name: str, declared: List, says: Callable[[Any], str], summary: str) -> click.Command:
    return lists.listing(name, declared, says=says, summary=summary, empty=NONE)


def _listing(name: str, lines: Callable[[Actor], Iterable[str]], help_text: str) -> click.Command:
    @click.command(name, help=help_text)
    @cli.in_posting
    @cli.acting_as
    def show(username: str, unit: str | None) -> None:
        with cli.acting(username, unit) as actor:
            output = list(lines(actor))
            click.echo("\n".join(output) if output else NONE)

    return show


LISTS: list[click.Command] = [
    _of_page(
        "organisations", ORGANISATIONS, _agency, "List the organisations that you administer."
    ),
    _of_page("units", UNITS, _unit, "List the units that you administer."),
    _listing("districts", _districts, "List the districts that you administer."),
    _of_page("officers", OFFICERS, _officer, "List the officers that you administer."),
    _listing("postings", _postings, "List the postings that you administer, by reference."),
    _of_page("posts", POSTS, _post, "List chief officers' posts, by reference."),
    _of_page(
        "appointments",
        APPOINTMENTS,
        _appointment,
        "List chief officers' appointments, by reference.",
    ),
    _of_page("tokens", TOKENS, _token, "List your API tokens, and those that you administer."),
    _listing("sessions", _sessions, "List your sessions, and those that you administer."),
]

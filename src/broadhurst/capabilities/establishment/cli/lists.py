"""Lists of the rows that the actor administers, with their keys and references."""

from collections.abc import Callable, Iterable
from typing import Any

import click

from broadhurst.capabilities.establishment.queries import administering
from broadhurst.capabilities.establishment.queries.districts import districts_in
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import day, moment


def _agencies(actor: Actor) -> Iterable[str]:
    return (f"{agency.key}  {agency.name}" for agency in administering.agencies_of(actor))


def _units(actor: Actor) -> Iterable[str]:
    return (f"{unit.key}  {unit.name}, {unit.agency}" for unit in administering.units_of(actor))


def _districts(actor: Actor) -> Iterable[str]:
    return (
        f"{district.key}  {district.name}, {district.force}{_ends(district)}"
        for district in districts_in(actor)
    )


def _officers(actor: Actor) -> Iterable[str]:
    return (
        f"{officer.username}  {officer.name}{'' if officer.is_active else ' (closed)'}"
        for officer in administering.accounts_of(actor)
    )


def _postings(actor: Actor) -> Iterable[str]:
    return (
        f"{posting.ref}  {posting.officer}: {posting}{_ends(posting)}"
        for posting in administering.postings_in(actor)
    )


def _appointments(actor: Actor) -> Iterable[str]:
    return (
        f"{post.ref}  {post}, {post.agency}: {post.get_kind_display()}{_ends(post)}"
        for post in administering.appointments_in(actor)
    )


def _tokens(actor: Actor) -> Iterable[str]:
    return (
        f"{token.ref}  {token.label}, {token.posting.officer}, until {moment(token.expires_at)}"
        for token in administering.tokens_in_force(administering.tokens_in(actor))
    )


def _sessions(actor: Actor) -> Iterable[str]:
    return (f"{session.ref}  {session.officer}" for session in administering.sessions_in(actor))


def _ends(row: Any) -> str:
    return f" (to {day(row.until_on)})" if row.until_on else ""


def _listing(name: str, lines: Callable[[Actor], Iterable[str]], help_text: str) -> click.Command:
    @click.command(name, help=help_text)
    @cli.in_posting
    @cli.acting_as
    def show(username: str, unit: str | None) -> None:
        with cli.acting(username, unit) as actor:
            output = list(lines(actor))
            click.echo("\n".join(output) if output else "You do not administer any.")

    return show


LISTS: list[click.Command] = [
    _listing("organisations", _agencies, "List the organisations that you administer."),
    _listing("units", _units, "List the units that you administer."),
    _listing("districts", _districts, "List the districts that you administer."),
    _listing("officers", _officers, "List the officers that you administer."),
    _listing("postings", _postings, "List the postings that you administer, by reference."),
    _listing("appointments", _appointments, "List chief officers' appointments, by reference."),
    _listing("tokens", _tokens, "List your API tokens, and those that you administer."),
    _listing("sessions", _sessions, "List your sessions, and those that you administer."),
]

"""Lists of what the actor looks after, with what each verb calls it."""

from collections.abc import Callable, Iterable
from typing import Any

import click

from broadhurst.capabilities.establishment.queries import administering as theirs
from broadhurst.capabilities.establishment.queries.districts import districts_in
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors import cli
from broadhurst.foundation.govuk.words import day, moment


def _agencies(actor: Actor) -> Iterable[str]:
    return (f"{one.key}  {one.name}" for one in theirs.agencies_of(actor))


def _units(actor: Actor) -> Iterable[str]:
    return (f"{one.key}  {one.name}, {one.agency}" for one in theirs.units_of(actor))


def _districts(actor: Actor) -> Iterable[str]:
    return (f"{one.key}  {one.name}, {one.force}{_ends(one)}" for one in districts_in(actor))


def _officers(actor: Actor) -> Iterable[str]:
    return (
        f"{one.username}  {one.name}{'' if one.is_active else ' (closed)'}"
        for one in theirs.accounts_of(actor)
    )


def _postings(actor: Actor) -> Iterable[str]:
    return (f"{one.ref}  {one.officer}: {one}{_ends(one)}" for one in theirs.postings_in(actor))


def _appointments(actor: Actor) -> Iterable[str]:
    return (
        f"{one.ref}  {one}, {one.agency}: {one.get_kind_display()}{_ends(one)}"
        for one in theirs.appointments_in(actor)
    )


def _tokens(actor: Actor) -> Iterable[str]:
    return (
        f"{one.ref}  {one.label}, {one.posting.officer}, until {moment(one.expires_at)}"
        for one in theirs.tokens_in_force(theirs.tokens_in(actor))
    )


def _sessions(actor: Actor) -> Iterable[str]:
    return (f"{one.ref}  {one.officer}" for one in theirs.sessions_in(actor))


def _ends(one: Any) -> str:
    return f" (to {day(one.until_on)})" if one.until_on else ""


def _listing(name: str, lines: Callable[[Actor], Iterable[str]], said: str) -> click.Command:
    @click.command(name, help=said)
    @cli.in_posting
    @cli.acting_as
    def show(username: str, unit: str | None) -> None:
        with cli.acting(username, unit) as actor:
            found = list(lines(actor))
            click.echo("\n".join(found) if found else "None that you administer.")

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

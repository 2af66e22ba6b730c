"""Find the row that a command is about, among the rows the actor administers."""

from collections.abc import Callable, Mapping
from typing import Any

from broadhurst.capabilities.establishment.queries import administering
from broadhurst.capabilities.establishment.queries.districts import districts_in
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import (
    Agency,
    ApiToken,
    Appointment,
    District,
    Officer,
    Post,
    Posting,
    Session,
    Unit,
)
from broadhurst.foundation.doors import cli
from broadhurst.foundation.doors.command_form import CommandForm

Finds = Mapping[str, cli.Find]
# The name, form and function of a command, the finders of its rows, and the field that names a
# new row.
Verb = tuple[str, type[CommandForm], Callable[..., Any], Finds, str]


def an_agency(actor: Actor, ref: str) -> Agency | None:
    return cli.find(actor, administering.agencies_of(actor), key=ref)


def a_unit(actor: Actor, ref: str) -> Unit | None:
    return cli.find(actor, administering.units_of(actor), key=ref)


def a_district(actor: Actor, ref: str) -> District | None:
    return cli.find(actor, districts_in(actor), key=ref)


def an_officer(actor: Actor, ref: str) -> Officer | None:
    return cli.find(actor, administering.accounts_of(actor), username=ref)


def a_posting(actor: Actor, ref: str) -> Posting | None:
    return cli.find(actor, administering.postings_in(actor), ref=ref)


def an_appointment(actor: Actor, ref: str) -> Appointment | None:
    return cli.find(actor, administering.appointments_in(actor), ref=ref)


def a_post(actor: Actor, ref: str) -> Post | None:
    return cli.find(actor, administering.posts_in(actor), ref=ref)


def a_token(actor: Actor, ref: str) -> ApiToken | None:
    return cli.find(actor, administering.tokens_in(actor), ref=ref)


def a_session(actor: Actor, ref: str) -> Session | None:
    return cli.find(actor, administering.sessions_in(actor), ref=ref)

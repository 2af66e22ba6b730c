"""Record audit events, and run commands (`@command`), the only functions that write."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from structlog.contextvars import bound_contextvars

from broadhurst.foundation import clock
from broadhurst.foundation.access.acting import SYSTEMS_OFFICER, SYSTEMS_POSTING
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.access.wall import as_actor_until_commit
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.database.arrays import array
from broadhurst.foundation.database.deferred import check_deferred_constraints
from broadhurst.foundation.database.prepared import pipelined_in_savepoint, send
from broadhurst.foundation.workflow import Refused

Outcome = TypeVar("Outcome")
Command = TypeVar("Command", bound=Callable[..., Any])
READS_ONLY = "You read as an inspector, so you cannot change anything."
COMMANDS: dict[str, Callable[..., Any]] = {}

# Insert events and their notifications. A writer who may not read an event cannot use RETURNING, so
# the statement takes the numbers from the sequence first and uses them in both tables.
RECORD = """
WITH e AS MATERIALIZED (
    SELECT nextval('audit_event_id') AS id, place, subject, detail, dossier
    FROM unnest(%(subjects)s::text[], %(details)s::jsonb[], %(dossiers)s::bigint[])
        WITH ORDINALITY AS given(subject, detail, dossier, place)
), events AS (
    INSERT INTO audit_event (id, subject, detail, at, kind, verb, dossier_id, officer_id,
                             posting_id, request_id)
    SELECT id, subject, detail, %(at)s::timestamptz, %(kind)s::text, %(verb)s::text,
           dossier, {officer}, {posting}, %(request)s::uuid
    FROM e ORDER BY place
)
INSERT INTO audit_notification (id, event_id, principal)
SELECT nextval('audit_notification_id'), e.id, told.principal
FROM unnest(%(places)s::int[], %(principals)s::bigint[]) AS told(place, principal)
JOIN e USING (place)
"""
BY_ACTOR = RECORD.format(officer="%(officer)s::bigint", posting="%(posting)s::bigint")
BY_SYSTEM = RECORD.format(officer=SYSTEMS_OFFICER, posting=SYSTEMS_POSTING)

_request_id: ContextVar[UUID | None] = ContextVar("broadhurst_request_id", default=None)
_written: ContextVar[int] = ContextVar("broadhurst_events_written", default=0)
_inside: ContextVar[bool] = ContextVar("broadhurst_inside_a_command", default=False)


class Anonymous(Exception):
    """A command was called without a named actor."""


class NotAudited(Exception):
    """A command recorded no audit event, so it was rolled back."""


@contextmanager
def one_request(identity: UUID | None = None) -> Iterator[UUID]:
    """Give all events and log lines of one user action the same request id."""
    identity = identity or uuid4()
    token = _request_id.set(identity)
    try:
        with bound_contextvars(request=str(identity)):
            yield identity
    finally:
        _request_id.reset(token)


def request_id() -> UUID | None:
    """Return the id of the current user action, or None."""
    return _request_id.get()


def record(
    actor: Actor,
    verb: str,
    subject: str,
    /,
    *,
    dossier: Dossier | None,
    kind: Event.Kind = Event.Kind.ALTERATION,
    tell: Iterable[Unit | Officer] = (),
    **detail: object,
) -> None:
    """Write an audit event, and notify the units and officers in `tell`.

    `verb` is a noun and a past tense ("transfer.accepted"); the template `events/<verb>.txt` has
    its sentence. `detail` holds old and new values in words. Never put a victim's story or erased
    content in it. Everyone notified can read the event, even without access to its dossier.
    """
    record_each(actor, verb, [About(subject, tell, detail)], dossier=dossier, kind=kind)


@dataclass(frozen=True)
class About:
    """One of several events of a verb: its subject, who to notify, and its detail.

    `dossier` is that of its record, if the events are about several.
    """

    subject: str
    tell: Iterable[Unit | Officer]
    detail: Mapping[str, object]
    dossier: Dossier | None = None


def record_each(
    actor: Actor,
    verb: str,
    abouts: Sequence[About],
    /,
    *,
    dossier: Dossier | None,
    kind: Event.Kind = Event.Kind.ALTERATION,
) -> None:
    """Record events of one verb about many subjects at one instant, in one statement."""
    who_acted: dict[str, object] = {"officer": actor.officer.pk, "posting": actor.posting.pk}
    _write(BY_ACTOR, verb, abouts, dossier, kind, who_acted, actor.officer.principal)


def record_by_system(
    verb: str,
    abouts: Sequence[About],
    /,
    *,
    dossier: Dossier | None,
    kind: Event.Kind = Event.Kind.ALTERATION,
) -> None:
    """Record events of something the system did; their notifications name no officer."""
    _write(BY_SYSTEM, verb, abouts, dossier, kind, {})


def _write(
    statement: str,
    verb: str,
    abouts: Sequence[About],
    dossier: Dossier | None,
    kind: Event.Kind,
    who_acted: dict[str, object],
    own_principal: int | None = None,
) -> None:
    """Insert the events and their notifications. The officer who acted is not notified."""
    if not abouts:
        return
    notified = [
        (place, principal)
        for place, about in enumerate(abouts, start=1)
        for principal in sorted({who.principal for who in about.tell} - {own_principal})
    ]
    dossiers = [about.dossier or dossier for about in abouts]
    values = {
        "subjects": [about.subject for about in abouts],
        "details": [
            json.dumps({k: v if v is None else str(v) for k, v in about.detail.items()})
            for about in abouts
        ],
        "at": clock.now(), "kind": kind.value, "verb": verb,
        "dossiers": array(dossier.pk if dossier else None for dossier in dossiers),
        "request": request_id() or uuid4(),
        "places": array(place for place, _ in notified),
        "principals": array(principal for _, principal in notified),
    }  # fmt: skip
    send(statement, values | who_acted)
    _written.set(_written.get() + len(abouts))


@contextmanager
def _counted() -> Iterator[None]:
    """Count the events a command records; if it fails, they do not count for an outer command."""
    before, recorded = _written.set(0), 0
    try:
        yield
        recorded = _written.get()
    finally:
        _written.reset(before)
        _written.set(_written.get() + recorded)


def for_readers(function: Command) -> Command:
    """Let officers who only read run a command: it logs what they read, or changes their settings.

    Put it below `@command`.
    """
    function.for_readers = True  # type: ignore[attr-defined]
    return function


@cache
def _at_the_end() -> Callable[[], None]:
    """Return the function that ends each outermost command, in its transaction as its actor."""
    at_the_end: Callable[[], None] = import_string(settings.AT_THE_END_OF_A_COMMAND)
    return at_the_end


@contextmanager
def _outermost() -> Iterator[bool]:
    """Run a command's function; yield whether no other command called it."""
    is_inside = _inside.get()
    token = _inside.set(True)
    try:
        yield not is_inside
    finally:
        _inside.reset(token)


def command(function: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """Mark a function as a command: the only kind of function that writes to the database.

    It runs in one transaction, at one instant, as a named actor behind the wall. It is rolled back
    if it records no audit event. No flag turns either off.
    """
    return _command(function, transaction.atomic)


def pipelined_command(function: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """Mark a command whose statements are all hand-written, so that they can be pipelined.

    The savepoint goes with the first statement and the deferred constraints with the last. The
    command waits only where it reads rows, and once at the end.
    """
    return _command(function, pipelined_in_savepoint)


def _command(
    function: Callable[..., Outcome], undone_as_one: Callable[[], AbstractContextManager[Any]]
) -> Callable[..., Outcome]:
    @wraps(function)
    def inner(*, actor: Actor, **arguments: Any) -> Outcome:
        if actor is None:
            raise Anonymous(function.__qualname__)
        if actor.reads_only and not getattr(function, "for_readers", False):
            raise Refused([READS_ONLY])
        with _counted(), clock.set_to(clock.now()), undone_as_one(), as_actor_until_commit(actor):
            with _outermost() as is_outermost:
                outcome = function(actor=actor, **arguments)
            if not _written.get():
                raise NotAudited(function.__qualname__)
            if is_outermost:
                _at_the_end()()
            check_deferred_constraints()
        return outcome

    COMMANDS[f"{function.__module__}.{function.__name__}"] = inner
    return inner

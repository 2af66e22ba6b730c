"""Recording events, and the one door to the database: `@command`."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import transaction
from structlog.contextvars import bound_contextvars

from broadhurst.foundation import clock
from broadhurst.foundation.access.acting import SYSTEMS_OFFICER, SYSTEMS_POSTING
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.access.wall import seen_as
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.statements import array, at_once, at_once_within_a_savepoint, send

Outcome = TypeVar("Outcome")
COMMANDS: dict[str, Callable[..., Any]] = {}

# The events with numbers of their own, and of each whom it is told to: of an event that its writer
# may not read nothing can be returned, so the numbers are drawn here and written twice.
RECORD = """
WITH e AS MATERIALIZED (
    SELECT nextval('audit_event_id') AS id, place, subject, detail
    FROM unnest(%(subjects)s::text[], %(details)s::jsonb[])
        WITH ORDINALITY AS given(subject, detail, place)
), events AS (
    INSERT INTO audit_event (id, subject, detail, at, kind, verb, dossier_id, officer_id,
                             posting_id, request_id)
    SELECT id, subject, detail, %(at)s::timestamptz, %(kind)s::text, %(verb)s::text,
           %(dossier)s::bigint, {officer}, {posting}, %(request)s::uuid
    FROM e ORDER BY place
)
INSERT INTO audit_told (id, event_id, principal)
SELECT nextval('audit_told_id'), e.id, told.principal
FROM unnest(%(places)s::int[], %(principals)s::bigint[]) AS told(place, principal)
JOIN e USING (place)
"""
BY_ACTOR = RECORD.format(officer="%(officer)s::bigint", posting="%(posting)s::bigint")
BY_SYSTEM = RECORD.format(officer=SYSTEMS_OFFICER, posting=SYSTEMS_POSTING)

_request_id: ContextVar[UUID | None] = ContextVar("broadhurst_request_id", default=None)
_written: ContextVar[int] = ContextVar("broadhurst_events_written", default=0)


class Anonymous(Exception):
    """A command was called without a named actor."""


class NotAudited(Exception):
    """A command recorded no event; everything that it did was undone."""


@contextmanager
def one_request(identity: UUID | None = None) -> Iterator[UUID]:
    """Give every event of one user action, and every line that is logged of it, one identity."""
    identity = identity or uuid4()
    token = _request_id.set(identity)
    try:
        with bound_contextvars(request=str(identity)):
            yield identity
    finally:
        _request_id.reset(token)


def request_id() -> UUID | None:
    """The identity of the user action that is under way."""
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
    """Write an audit event and note whom to tell.

    `verb` is noun and past tense ("transfer.accepted"); its words are the template
    `events/<verb>.txt`. `detail` is was and now in words; never a victim's story or erased content.
    Whoever is told of an event may read that event though they may not see its dossier.
    """
    record_each(actor, verb, [About(subject, tell, detail)], dossier=dossier, kind=kind)


@dataclass(frozen=True)
class About:
    """One of many events of a verb: its subject, whom to tell, and what `record` calls detail."""

    subject: str
    tell: Iterable[Unit | Officer]
    detail: Mapping[str, object]


def record_each(
    actor: Actor,
    verb: str,
    abouts: Sequence[About],
    /,
    *,
    dossier: Dossier | None,
    kind: Event.Kind = Event.Kind.ALTERATION,
) -> None:
    """As `record`, for many subjects of one verb at one instant, in one statement."""
    by: dict[str, object] = {"officer": actor.officer.pk, "posting": actor.posting.pk}
    _write(BY_ACTOR, verb, abouts, dossier, kind, by, actor.officer.principal)


def record_by_system(
    verb: str,
    abouts: Sequence[About],
    /,
    *,
    dossier: Dossier | None,
    kind: Event.Kind = Event.Kind.ALTERATION,
) -> None:
    """As `record_each`, of what the system does: its notices name no officer."""
    _write(BY_SYSTEM, verb, abouts, dossier, kind, {})


def _write(
    statement: str,
    verb: str,
    abouts: Sequence[About],
    dossier: Dossier | None,
    kind: Event.Kind,
    by: dict[str, object],
    own: int | None = None,
) -> None:
    """The events, and whom to tell of each: not whom it was done by."""
    if not abouts:
        return
    told = [
        (place, principal)
        for place, about in enumerate(abouts, start=1)
        for principal in sorted({who.principal for who in about.tell} - {own})
    ]
    given = {
        "subjects": [about.subject for about in abouts],
        "details": [
            json.dumps({k: v if v is None else str(v) for k, v in about.detail.items()})
            for about in abouts
        ],
        "at": clock.now(), "kind": kind.value, "verb": verb,
        "dossier": dossier.pk if dossier else None, "request": request_id() or uuid4(),
        "places": array(place for place, _ in told),
        "principals": array(principal for _, principal in told),
    }  # fmt: skip
    send(statement, given | by)
    _written.set(_written.get() + len(abouts))


@contextmanager
def _counted() -> Iterator[None]:
    """Count what a command records. What is undone counts for no command that it is a part of."""
    before, kept = _written.set(0), 0
    try:
        yield
        kept = _written.get()
    finally:
        _written.reset(before)
        _written.set(_written.get() + kept)


def command(function: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """Mark a verb: the only kind of function that writes.

    One transaction at one instant, behind the wall of a named actor. What it did is undone if it
    recorded no event. There is no flag to skip either.
    """
    return _command(function, transaction.atomic)


def command_at_once(function: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """As `command`, for a verb all of whose statements are written out: they are sent together.

    The savepoint goes with the first of them and what is deferred with the last, so that nothing
    is waited for but rows that are read, and once at the end.
    """
    return _command(function, at_once_within_a_savepoint)


def _command(
    function: Callable[..., Outcome], undone_as_one: Callable[[], AbstractContextManager[Any]]
) -> Callable[..., Outcome]:
    @wraps(function)
    def inner(*, actor: Actor, **given: Any) -> Outcome:
        if actor is None:
            raise Anonymous(function.__qualname__)
        with _counted(), clock.set_to(clock.now()), undone_as_one(), seen_as(actor):
            outcome = function(actor=actor, **given)
            if not _written.get():
                raise NotAudited(function.__qualname__)
            # What is deferred to the commit is asked here, while a refusal can still be answered.
            with at_once():
                send("SET CONSTRAINTS ALL IMMEDIATE")
                send("SET CONSTRAINTS ALL DEFERRED")
        return outcome

    COMMANDS[f"{function.__module__}.{function.__name__}"] = inner
    return inner

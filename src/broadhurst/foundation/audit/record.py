"""Recording events, and the one door to the database: `@command`."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import connection, transaction

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.access.wall import seen_as
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.audit.models import Event, Told

Outcome = TypeVar("Outcome")
COMMANDS: dict[str, Callable[..., Any]] = {}

_request_id: ContextVar[UUID | None] = ContextVar("broadhurst_request_id", default=None)
_written: ContextVar[int] = ContextVar("broadhurst_events_written", default=0)


class Anonymous(Exception):
    """A command was called without a named actor."""


class NotAudited(Exception):
    """A command recorded no event; everything that it did was undone."""


@contextmanager
def one_request(request_id: UUID | None = None) -> Iterator[UUID]:
    """Give every event of one user action the same identity."""
    identity = request_id or uuid4()
    token = _request_id.set(identity)
    try:
        yield identity
    finally:
        _request_id.reset(token)


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
) -> Event:
    """Write an audit event and note whom to tell.

    `verb` is noun and past tense ("transfer.accepted"); its words are the template
    `events/<verb>.txt`. `detail` is was and now in words; never a victim's story or erased content.
    Whoever is told of an event may read that event though they may not see its dossier.
    """
    [event] = record_each(actor, verb, [About(subject, tell, detail)], dossier=dossier, kind=kind)
    return event


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
) -> list[Event]:
    """As `record`, for many subjects of one verb at one instant, in few statements."""
    now, events, told = clock.now(), [], []
    for number, about in zip(_next("audit_event_id", len(abouts)), abouts, strict=True):
        event = Event(
            id=number,
            at=now,
            kind=kind,
            verb=verb,
            subject=about.subject,
            dossier=dossier,
            officer=actor.officer,
            posting=actor.posting,
            request_id=_request_id.get() or uuid4(),
            detail={k: str(v) if v is not None else None for k, v in about.detail.items()},
        )
        events.append(event)
        principals = {who.principal for who in about.tell} - {actor.officer.principal}
        told += [Told(event=event, principal=principal) for principal in sorted(principals)]
    for one, number in zip(told, _next("audit_told_id", len(told)), strict=True):
        one.id = number
    Event.objects.bulk_create(events)
    Told.objects.bulk_create(told)
    _written.set(_written.get() + len(events))
    return events


def command(function: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """Mark a verb: the only kind of function that writes.

    One transaction at one instant, behind the wall of a named actor. What it did is undone if it
    recorded no event. There is no flag to skip either.
    """

    @wraps(function)
    def inner(*, actor: Actor, **given: Any) -> Outcome:
        if actor is None:
            raise Anonymous(function.__qualname__)
        before = _written.get()
        with clock.set_to(clock.now()), transaction.atomic(), seen_as(actor):
            outcome = function(actor=actor, **given)
            if _written.get() == before:
                raise NotAudited(function.__qualname__)
            # What is deferred to the commit is asked here, while a refusal can still be answered.
            connection.check_constraints()
        return outcome

    COMMANDS[f"{function.__module__}.{function.__name__}"] = inner
    return inner


def _next(sequence: str, many: int) -> list[int]:
    if not many:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s) FROM generate_series(1, %s)", [sequence, many])
        return [number for (number,) in cursor.fetchall()]

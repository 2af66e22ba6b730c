"""Recording events, and the one door to the database: `@command`."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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
    event = Event(
        id=_next("audit_event_id"),
        at=clock.now(),
        kind=kind,
        verb=verb,
        subject=subject,
        dossier=dossier,
        officer=actor.officer,
        posting=actor.posting,
        request_id=_request_id.get() or uuid4(),
        detail={key: str(value) if value is not None else None for key, value in detail.items()},
    )
    event.save(force_insert=True)
    told = {who.principal for who in tell} - {actor.officer.principal}
    Told.objects.bulk_create(
        Told(id=_next("audit_told_id"), event=event, principal=principal)
        for principal in sorted(told)
    )
    _written.set(_written.get() + 1)
    return event


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


def _next(sequence: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [sequence])
        return int(cursor.fetchone()[0])

"""What every door does the same: look for a row, and try a command."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Model, QuerySet
from psycopg.errors import DeadlockDetected, NotNullViolation, SerializationFailure

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.doors.refusals import keep_not_found, keep_opened, keep_refusal
from broadhurst.foundation.doors.standing import differing, mark_of
from broadhurst.foundation.workflow import Refused, refuse_if

Row = TypeVar("Row", bound=Model)
AT_THE_SAME_MOMENT = (
    "Someone else changed this at the same moment. Nothing of yours was saved: "
    "look at it again, then try once more."
)
# Of two who wait for each other PostgreSQL undoes one.
IN_EACH_OTHERS_WAY = (DeadlockDetected, SerializationFailure)


def look_for(
    actor: Actor, rows: QuerySet[Row], which: dict[str, object], *, to_read: bool
) -> Row | None:
    """The row, if this actor may see it. That it is not found is kept; so is that it is read."""
    row = rows.filter(**which).first()
    if row is None:
        keep_not_found(actor, rows.model._meta.verbose_name, which)
    elif to_read:
        keep_opened(actor, row)
    return row


def attempt(
    actor: Actor, then: Callable[..., Any], subject: dict[str, Any], form: Ask
) -> tuple[list[str], Any]:
    """Run a command on a form's answers, which fit: the objections to it, or what came of it."""
    return _attempted(
        actor, then, subject, lambda: then(actor=actor, **subject, **form.cleaned_data)
    )


def attempt_as_shown(
    actor: Actor, then: Callable[..., Any], subject: dict[str, Any], form: Ask, shown: str
) -> tuple[list[str], Any]:
    """The same with a form that keeps, unless what it showed, by its mark, is not what stands.

    That is judged behind the command's locks.
    """

    def act() -> Any:
        held = _held(actor, type(form), subject)
        now = type(form)(actor=actor, **held)
        if mark_of(now) != shown:
            refuse_if(differing(now, form))
        return then(actor=actor, **held, **form.cleaned_data)

    return _attempted(actor, then, subject, act)


def hold(
    actor: Actor, then: Callable[..., Any], subject: dict[str, Any], form_class: type[Ask]
) -> tuple[list[str], Any]:
    """Take the locks of a command whose form keeps what stands: objections, or the subject."""
    return _attempted(actor, then, subject, lambda: _held(actor, form_class, subject))


def _held(actor: Actor, form_class: type[Ask], subject: dict[str, Any]) -> dict[str, Any]:
    """Undone as one, as a command is: that it was refused can still be kept."""
    with transaction.atomic():
        return form_class.held(actor, subject)


def _attempted(
    actor: Actor, then: Callable[..., Any], subject: dict[str, Any], act: Callable[[], Any]
) -> tuple[list[str], Any]:
    try:
        with refused_in_words():
            return [], act()
    except Refused as refused:
        objections, afterwards = refused.objections, refused.afterwards
    if afterwards:
        objections = afterwards()
    keep_refusal(actor, then.__name__, subject, objections)
    return objections, None


@contextmanager
def refused_in_words() -> Iterator[None]:
    """Refuse a command that the database undid, as somebody else was at the same thing."""
    try:
        yield
    except IntegrityError as met:
        if isinstance(met.__cause__, NotNullViolation):  # nobody else's doing, and no better later
            raise
        raise Refused([AT_THE_SAME_MOMENT]) from met
    except OperationalError as met:
        if not isinstance(met.__cause__, IN_EACH_OTHERS_WAY):
            raise
        raise Refused([AT_THE_SAME_MOMENT]) from met

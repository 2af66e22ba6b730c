"""Find a row and run a command: shared by pages, API and terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Model, QuerySet
from psycopg.errors import DeadlockDetected, NotNullViolation, SerializationFailure

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import PreparedQuery
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.optimistic_lock import changed_fields, form_version
from broadhurst.foundation.doors.own_words import objection_in_own_words
from broadhurst.foundation.doors.refusals import keep_not_found, keep_opened, keep_refusal
from broadhurst.foundation.workflow import Refused, refuse_if

Row = TypeVar("Row", bound=Model)
Findable = QuerySet[Row] | PreparedQuery[..., Row]
AT_THE_SAME_MOMENT = (
    "Someone else changed this at the same time. Nothing was saved. "
    "Check the record, then try again."
)
# When two transactions wait for each other, PostgreSQL rolls one back.
DEADLOCKS = (DeadlockDetected, SerializationFailure)


def find_visible(
    actor: Actor, rows: Findable[Row], lookup: dict[str, object], *, to_read: bool
) -> Row | None:
    """Return the row that matches `lookup`, or None if the actor cannot see one.

    `rows` may be a prepared query that finds it. Its parameters are named as in `lookup`.

    A failed search is recorded, and with `to_read` also that the row was opened.
    """
    # Not `first`, which orders rows that need no order.
    matching = rows(**lookup) if isinstance(rows, PreparedQuery) else rows.filter(**lookup)[:1]
    row = next(iter(matching), None)
    if row is None:
        keep_not_found(actor, rows.model._meta.verbose_name, lookup)
    elif to_read:
        keep_opened(actor, row)
    return row


def run_command(
    actor: Actor, command: Callable[..., Any], subject: dict[str, Any], form: CommandForm
) -> tuple[list[str], Any]:
    """Run a command with the answers of a valid form. Return (objections, outcome)."""
    return try_command(actor, command, subject, **form.cleaned_data)


def try_command(
    actor: Actor, command: Callable[..., Any], subject: dict[str, Any], /, **answers: Any
) -> tuple[list[str], Any]:
    """Run a command in a savepoint, so that a refusal undoes only this command.

    Return (objections, outcome).
    """
    return _run(actor, command, subject, lambda: command(actor=actor, **subject, **answers))


def run_command_if_unchanged(
    actor: Actor,
    command: Callable[..., Any],
    subject: dict[str, Any],
    form: CommandForm,
    shown_version: str,
) -> tuple[list[str], Any]:
    """Run a command with a valid prefilled form, unless the record changed since it was shown.

    `shown_version` is the form's version (`form_version`) from when the page was shown. It is
    compared after the command's locks are taken. Return (objections, outcome).
    """

    def act() -> Any:
        locked_subject = _held(actor, type(form), subject)
        now = type(form)(actor=actor, **locked_subject)
        if form_version(now) != shown_version:
            refuse_if(changed_fields(now, form))
        return command(actor=actor, **locked_subject, **form.cleaned_data)

    return _run(actor, command, subject, act)


def hold(
    actor: Actor,
    command: Callable[..., Any],
    subject: dict[str, Any],
    form_class: type[CommandForm],
) -> tuple[list[str], Any]:
    """Take the locks of a command with a prefilled form. Return (objections, locked subject)."""
    return _run(actor, command, subject, lambda: _held(actor, form_class, subject))


def _held(actor: Actor, form_class: type[CommandForm], subject: dict[str, Any]) -> dict[str, Any]:
    """Take the locks in a savepoint, so that a refusal can still be recorded."""
    with transaction.atomic():
        return form_class.lock_subject(actor, subject)


def _run(
    actor: Actor, command: Callable[..., Any], subject: dict[str, Any], act: Callable[[], Any]
) -> tuple[list[str], Any]:
    try:
        with refused_in_words():
            return [], act()
    except Refused as refused:
        objections, afterwards = refused.objections, refused.afterwards
    if afterwards:
        objections = afterwards()
    keep_refusal(actor, command.__name__, subject, objections)
    return [objection_in_own_words(objection, subject) for objection in objections], None


@contextmanager
def refused_in_words() -> Iterator[None]:
    """Turn a database error caused by a concurrent change into Refused."""
    try:
        yield
    except IntegrityError as error:
        if isinstance(error.__cause__, NotNullViolation):  # a bug, not a concurrent change
            raise
        raise Refused([AT_THE_SAME_MOMENT]) from error
    except OperationalError as error:
        if not isinstance(error.__cause__, DEADLOCKS):
            raise
        raise Refused([AT_THE_SAME_MOMENT]) from error

"""Run one command on several rows: each on its own, with a result for each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.dispatch import refused_in_words, run_command
from broadhurst.foundation.doors.refusals import keep_not_found
from broadhurst.foundation.lists.declared import ROW_REF, name_of
from broadhurst.foundation.workflow import Refused

MOST = 100  # rows at once, as many as a page can show
NOT_FOUND = "It does not exist, or you cannot see it."


@dataclass(frozen=True)
class RowResult:
    """The result of a command on one row. Objections say why it was refused."""

    ref: str
    name: str
    objections: tuple[str, ...]

    @property
    def is_done(self) -> bool:
        """Whether the command has no objection to this row."""
        return not self.objections


def named_by(rows: QuerySet[Any]) -> str:
    """Return the name of the field or annotation that names rows: `row_ref`, or else `ref`."""
    return ROW_REF if ROW_REF in rows.query.annotations else "ref"


def rows_named(rows: QuerySet[Any], refs: Sequence[str]) -> QuerySet[Any]:
    """Return the rows that these references name."""
    return rows.filter(**{f"{named_by(rows)}__in": refs})


class _Undone(Exception):
    """Rolls back a command that was only tried."""


def run_each(
    actor: Actor,
    command: Callable[..., Any],
    form_class: type[CommandForm],
    *,
    rows: QuerySet[Any],
    refs: Sequence[str],
    subject: str,
    answers: Any,
    is_preview: bool,
) -> list[RowResult]:
    """Run a command with the same answers on each row, and return a result for each reference.

    `subject` is the command's name for its row. Each row has its own form, locks and savepoint, so
    a refused row does not stop the others. A preview runs each command and rolls it back, so it
    says what the command itself would say. Rows are locked in the order of their primary key, so
    that two officers who choose the same rows cannot deadlock.
    """
    name = named_by(rows)
    by_ref = {getattr(row, name): row for row in rows_named(rows, refs).order_by("pk")}
    results = {}
    for ref, row in by_ref.items():
        form = form_class(answers, actor=actor, **{subject: row})
        objections = _objections(actor, command, {subject: row}, form, is_preview=is_preview)
        results[ref] = RowResult(ref, name_of(row), tuple(objections))
    for ref in refs:
        if ref not in by_ref:
            keep_not_found(actor, rows.model._meta.verbose_name, {"ref": ref})
            results[ref] = RowResult(ref, ref, (NOT_FOUND,))
    return [results[ref] for ref in dict.fromkeys(refs)]


def _objections(
    actor: Actor,
    command: Callable[..., Any],
    subject: dict[str, Any],
    form: CommandForm,
    *,
    is_preview: bool,
) -> list[str]:
    if not form.is_valid():
        return _errors(form)
    if not is_preview:
        return run_command(actor, command, subject, form)[0]
    try:
        with transaction.atomic(), refused_in_words():
            command(actor=actor, **subject, **form.cleaned_data)
            raise _Undone
    except _Undone:
        return []
    except Refused as refused:
        # A check that is counted counts here too, or a preview would be a way round its limit.
        return refused.afterwards() if refused.afterwards else refused.objections


def _errors(form: CommandForm) -> list[str]:
    """Return the errors of a row's own form, in which a choice of the common form may not fit."""
    return [
        f"{form.fields[name].label}: {message}" if name in form.fields else str(message)
        for name, messages in form.errors.items()
        for message in messages
    ]


def done_of(results: Iterable[RowResult]) -> tuple[int, int]:
    """Return how many rows were done, and how many were refused."""
    listed = list(results)
    done = sum(result.is_done for result in listed)
    return done, len(listed) - done

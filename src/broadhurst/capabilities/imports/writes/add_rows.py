"""Add rows to an OCG with the commands for one person and one identifier, or try it out."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from broadhurst.capabilities.imports.sheets.rows import PersonRow, Problem
from broadhurst.capabilities.imports.writes.recorded import as_added
from broadhurst.capabilities.members.commands.add_identifier import (
    AddIdentifierForm,
    add_identifier,
)
from broadhurst.capabilities.members.commands.add_member import AddMemberForm
from broadhurst.capabilities.members.writes.checks import enter_and_check_member
from broadhurst.capabilities.members.writes.enter import enter_identifier, enter_member
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.rules.duplicates import FIELD
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.dispatch import refused_in_words
from broadhurst.foundation.workflow import Refused

By = tuple[Callable[..., Any], Callable[..., Any]]  # adds a person, adds an identifier
COMMANDS: By = (enter_and_check_member, add_identifier)
TRIAL: By = (enter_member, enter_identifier)


class _Undone(Exception):
    """Rolls a trial back."""


def add_rows(
    actor: Actor, ocg: Ocg, rows: Iterable[PersonRow], by: By = COMMANDS
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Add the rows to a locked OCG. Return what was added for each, and what is wrong.

    If something is wrong, the caller must roll back what was added.
    """
    added, problems = [], []
    for row in rows:
        if not row.problems:
            added.append(_add(actor, ocg, row, by))
        problems += row.problems
    return added, problems


def problems_of(actor: Actor, ocg: Ocg, rows: Iterable[PersonRow]) -> list[Problem]:
    """Return what is wrong in the rows: add them, and roll that back.

    So it says what the commands themselves would say, also of two rows that do not go together.
    But nothing is checked with deconfliction: a trial can be repeated, counts for no limit and
    tells no other unit, so the time that it takes must not depend on their entries.
    """
    try:
        with transaction.atomic():
            _, problems = add_rows(actor, ocg, rows, TRIAL)
            raise _Undone
    except _Undone:
        return problems


def _add(actor: Actor, ocg: Ocg, row: PersonRow, by: By) -> dict[str, Any]:
    member, (adds_member, adds_identifier) = None, by
    if row.person:
        member = _try(row, row.headings, AddMemberForm, adds_member, row.person, actor, ocg)
    used = []
    for heading, kind, text in row.identifiers:
        answers = {"kind": kind, "value": text, "person": member.person.ref if member else ""}
        record = {"value": heading, "": heading}
        used.append(_try(row, record, AddIdentifierForm, adds_identifier, answers, actor, ocg))
    return as_added(row.number, member, [identifier for identifier in used if identifier])


def _try(
    row: PersonRow,
    headings: dict[str, str],
    form_class: type[CommandForm],
    then: Callable[..., Any],
    answers: dict[str, str],
    actor: Actor,
    ocg: Ocg,
) -> Any:  # fmt: skip
    """Run a command with answers. Its objections become problems of the row."""
    form = form_class(answers, actor=actor, ocg=ocg)
    if not form.is_valid():
        for name, messages in form.errors.items():
            label = str(form.fields[name].label) if name in form.fields else ""
            for message in messages:
                row.add_problem(headings.get(name) or label, str(message))
        return None
    try:
        with transaction.atomic(), refused_in_words():
            asked = {key: value for key, value in form.cleaned_data.items() if key != FIELD}
            return then(actor=actor, ocg=ocg, **asked)
    except Refused as refused:
        for objection in refused.objections:
            row.add_problem(headings.get("", ""), str(objection))
        return None

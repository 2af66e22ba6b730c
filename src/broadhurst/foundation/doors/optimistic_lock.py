"""Optimistic locking for edit forms.

A submit is refused if the record changed after the form was shown.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from django.forms import ChoiceField, Field
from django.utils.choices import flatten_choices

from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk import words

AS_SHOWN = "as_shown"  # the name of the hidden input with the form's version
LONGEST = 80  # the longest value, in characters, that the refusal quotes
CHANGED = (
    "Someone changed this after you opened it, so nothing was saved. These answers differ from "
    "yours: {}. Change your answers, or send them again to save them as they are here."
)


def as_it_stands(form: CommandForm, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the current values of a prefilled form for the fields that `answers` leaves out."""
    answered_names = {name for name, value in answers.items() if value not in (None, ())}
    replaced = {*form.either} if any(answers.get(name) for name in form.either) else set()
    return {
        name: field.prepare_value(form.get_initial_for_field(field, name))
        for name, field in form.fields.items()
        if name not in answered_names | replaced
    }


def form_version(form: CommandForm) -> str:
    """Return a hash of all current values of a form. It changes when any of them changes."""
    current = json.dumps(as_it_stands(form, {}), default=str, sort_keys=True)
    return sha256(current.encode()).hexdigest()


def changed_fields(now: CommandForm, form: CommandForm) -> list[str]:
    """Return a refusal that lists where the current values differ from the submitted ones.

    Returns nothing if they are all equal. Without this check, a page left open for minutes would
    undo a colleague's change.
    """
    changes = []
    for name, field in now.fields.items():
        current = now.get_initial_for_field(field, name)
        # Dates and times are typed in parts, so compare the cleaned value.
        is_time = isinstance(current, date)
        submitted = form.cleaned_data.get(name) if is_time else form[name].value()
        if not is_time:
            current = field.prepare_value(current)
        # A record has a value for each answer that it needs. A reason is of this change alone.
        is_of_record = _text(current) or not field.required
        if is_of_record and _text(current) != _text(submitted):
            changes.append(f"“{field.label}” is{_in_words(field, current)}")
    return [CHANGED.format("; ".join(changes))] if changes else []


def _in_words(field: Field, value: object) -> str:
    text = _text(value)
    if isinstance(field, ChoiceField):
        choices: Any = field.choices
        pairs: Iterable[tuple[Any, Any]] = flatten_choices(choices)
        text = next((str(label) for choice, label in pairs if str(choice) == text), text)
    if not text:
        return " empty now"
    return f" now “{text}”" if len(text) <= LONGEST else " another text now"


def _text(value: object) -> str:
    """Return a value as one text, with the line ends of browsers normalised."""
    if isinstance(value, date):
        return words.when(value)
    parts = value if isinstance(value, list | tuple) else [value]
    text = " ".join("" if part is None else str(part) for part in parts)
    return text.replace("\r\n", "\n").strip()

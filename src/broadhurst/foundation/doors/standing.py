"""What a form that keeps has filled in, and whether it is still so when the form comes back."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from django.forms import ChoiceField, Field
from django.utils.choices import flatten_choices

from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk import words

AS_SHOWN = "as_shown"  # the mark's name in a page's form
LONGEST = 80  # letters of a value that are said: a longer one is to be read where it stands
CHANGED = (
    "Somebody changed this after you opened it, and nothing of yours is saved. What differs from "
    "what you wrote: {}. Change what you wrote, or send it once more to have it as it is here."
)


def as_it_stands(form: Ask, given: Mapping[str, Any]) -> dict[str, Any]:
    """What a form that keeps has filled in, for all that is not given."""
    answered = {name for name, value in given.items() if value not in (None, ())}
    replaced = {*form.either} if any(given.get(name) for name in form.either) else set()
    return {
        name: field.prepare_value(form.get_initial_for_field(field, name))
        for name, field in form.fields.items()
        if name not in answered | replaced
    }


def mark_of(form: Ask) -> str:
    """A mark of all that a form has filled in: another, if any of it is another."""
    stands = json.dumps(as_it_stands(form, {}), default=str, sort_keys=True)
    return sha256(stands.encode()).hexdigest()


def differing(now: Ask, form: Ask) -> list[str]:
    """In words, where what stands now is not what was written, if it is anywhere.

    A page that was open for minutes would write back what a colleague changed meanwhile.
    """
    found = []
    for name, field in now.fields.items():
        stands = now.get_initial_for_field(field, name)
        # A day or a time is typed in parts, and is what they come to.
        is_time = isinstance(stands, date)
        written = form.cleaned_data.get(name) if is_time else form[name].value()
        if not is_time:
            stands = field.prepare_value(stands)
        if _text(stands) != _text(written):
            found.append(f"“{field.label}” is{_said(field, stands)}")
    return [CHANGED.format("; ".join(found))] if found else []


def _said(field: Field, value: object) -> str:
    text = _text(value)
    if isinstance(field, ChoiceField):
        choices: Any = field.choices
        pairs: Iterable[tuple[Any, Any]] = flatten_choices(choices)
        text = next((str(label) for one, label in pairs if str(one) == text), text)
    if not text:
        return " empty now"
    return f" now “{text}”" if len(text) <= LONGEST else " another text now"


def _text(value: object) -> str:
    """As it is typed: one text, whose lines a browser ends in its own way."""
    if isinstance(value, date):
        return words.when(value)
    parts = value if isinstance(value, list | tuple) else [value]
    return " ".join("" if one is None else str(one) for one in parts).replace("\r\n", "\n").strip()

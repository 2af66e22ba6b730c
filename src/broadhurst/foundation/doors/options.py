"""A form's questions as the options of a terminal command, and what may be chosen at each."""

from collections.abc import Iterable
from typing import Any

import click
from django import forms
from django.utils.choices import flatten_choices

from broadhurst.foundation.doors.asking import Ask, asked_at
from broadhurst.foundation.doors.hints import hint_of

MOST = 20  # more than these are no help in a terminal
WHICH_THERE_ARE = "A wrong one, or a part of the name, is answered with which there are"
ROWS = (forms.ModelChoiceField, forms.ModelMultipleChoiceField)


def option(name: str, field: forms.Field, *, keeps: bool) -> click.Option:
    """The option that answers a question, with what may be chosen in its help."""
    words = [field.label, hint_of(field), _offered(field)]
    said = ". ".join(str(part).rstrip(".") for part in words if part)
    names = as_option(name)
    kind: dict[str, Any] = {"multiple": _takes_several(field)}
    if isinstance(field, forms.BooleanField):
        kind = {"is_flag": True}
        if keeps:  # a box that is ticked stays so: to clear it needs a word of its own
            names, kind["default"] = f"{names}/--no-{names[2:]}", None
    elif isinstance(field, forms.FileField):
        kind = {"type": click.Path(exists=True, dir_okay=False)}
    return click.Option([names, name], help=said, **kind)


def as_option(name: str) -> str:
    """How a question is answered at the terminal."""
    return f"--{name.replace('_', '-')}"


def problems_of(form: Ask) -> list[str]:
    """What is wrong with the answers; of a choice, with what may be chosen by whoever asks."""
    found = []
    for name, errors in form.errors.as_data().items():
        messages = [str(one) for error in errors for one in error.messages]
        codes = {error.code for error in errors}
        if name in form.fields and codes & {"required", "invalid_choice", "invalid_pk_value"}:
            told = _to_choose(form.fields[name], form.data.get(name) or "")
            messages[-1] = messages[-1].removesuffix(".") + told if told else messages[-1]
        found += [f"{as_option(name)}: {message}" for message in messages]
    return found


def named(form: Ask, objection: str) -> str:
    """An objection after the option that it is about, if it is about one."""
    field = asked_at(form, objection)
    return f"{as_option(field)}: {objection}" if field else objection


def _offered(field: forms.Field) -> str:
    """What may be chosen by everybody. Rows differ by day and by who asks."""
    if not isinstance(field, forms.ChoiceField):
        return ""
    values = [] if isinstance(field, ROWS) else _values(field)
    if not values:
        return WHICH_THERE_ARE
    each = f"Once for each of: {', '.join(values)}"
    return each if _takes_several(field) else f"One of: {', '.join(values)}"


def _to_choose(field: forms.Field, typed: str) -> str:
    """What may be chosen; of many rows, those that have what was typed in what they are called."""
    if not isinstance(field, forms.ChoiceField):
        return ""
    values = _values(field)
    if not values:
        return ". There is none to choose."
    if not isinstance(field, ROWS) or len(values) <= MOST:
        return f". One of: {', '.join(values)}."
    alike = [one for one in values if typed and typed.casefold() in one.casefold()]
    if not 0 < len(alike) <= MOST:
        return f". There are {len(values)}: give a part of the name to be told those that have it."
    return f". With “{typed}” in the name: {', '.join(alike)}."


def _values(field: forms.ChoiceField) -> list[str]:
    """What an option takes; of rows, what each is called too."""
    choices: Any = field.choices
    pairs: Iterable[tuple[Any, Any]] = flatten_choices(choices)
    chosen = ((str(value), label) for value, label in pairs if str(value))
    called = isinstance(field, ROWS)
    return [f"{value} ({label})" if called else value for value, label in chosen]


def _takes_several(field: forms.Field) -> bool:
    return isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)

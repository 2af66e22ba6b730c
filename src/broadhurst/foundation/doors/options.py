"""Turn the fields of a form into options of a terminal command, with their choices."""

from collections.abc import Iterable
from typing import Any

import click
from django import forms
from django.utils.choices import flatten_choices

from broadhurst.foundation.doors.command_form import CommandForm, asked_at
from broadhurst.foundation.doors.format_hints import hint_of
from broadhurst.foundation.govuk.fields import FilesField, PasswordField

MOST = 20  # the longest list of choices that is still useful in a terminal
HOW_TO_LIST = "Enter part of a name to list the choices"
ROWS = (forms.ModelChoiceField, forms.ModelMultipleChoiceField)


def option(name: str, field: forms.Field, *, prefills: bool) -> click.Option:
    """Return the option for a form field, with its choices in the help text."""
    words = [field.label, hint_of(field), _offered(field)]
    help_text = ". ".join(str(part).rstrip(".") for part in words if part)
    names = as_option(name)
    kind: dict[str, Any] = {"multiple": _takes_several(field)}
    if isinstance(field, forms.BooleanField):
        kind = {"is_flag": True}
        if prefills:  # a box that is ticked stays ticked, so clearing it needs a --no option
            names, kind["default"] = f"{names}/--no-{names[2:]}", None
    elif isinstance(field, PasswordField):  # a prompt, because shells save arguments in history
        kind = {"prompt": str(field.label), "hide_input": True}
    elif isinstance(field, forms.FileField):
        path = click.Path(exists=True, dir_okay=False)
        kind = {"type": path, "multiple": isinstance(field, FilesField)}
    return click.Option([names, name], help=help_text, **kind)


def as_option(name: str) -> str:
    """Return the name of a field's option at the terminal."""
    return f"--{name.replace('_', '-')}"


def problems_of(form: CommandForm) -> list[str]:
    """Return the errors of a form; for a choice, with the choices that the actor has."""
    problems = []
    for name, errors in form.errors.as_data().items():
        messages = [str(message) for error in errors for message in error.messages]
        codes = {error.code for error in errors}
        if name in form.fields and codes & {"required", "invalid_choice", "invalid_pk_value"}:
            choices = _to_choose(form.fields[name], form.data.get(name) or "")
            messages[-1] = messages[-1].removesuffix(".") + choices if choices else messages[-1]
        problems += [f"{as_option(name)}: {message}" for message in messages]
    return problems


def named(form: CommandForm, objection: str) -> str:
    """Return an objection with the option that it is about in front, if there is one."""
    field = asked_at(form, objection)
    return f"{as_option(field)}: {objection}" if field else objection


def _offered(field: forms.Field) -> str:
    """Describe the choices that are the same for everyone, for the help text.

    Rows of a model are not listed, because each actor sees others.
    """
    if not isinstance(field, forms.ChoiceField):
        return ""
    values = [] if isinstance(field, ROWS) else _values(field)
    if not values:
        return HOW_TO_LIST
    several = f"One or more of: {', '.join(values)}. Repeat the option for each"
    return several if _takes_several(field) else f"One of: {', '.join(values)}"


def _to_choose(field: forms.Field, typed: str) -> str:
    """Describe the choices, for an error; of many rows, only those that contain what was typed."""
    if not isinstance(field, forms.ChoiceField):
        return ""
    values = _values(field)
    if not values:
        return ". There are no choices."
    if not isinstance(field, ROWS) or len(values) <= MOST:
        return f". One of: {', '.join(values)}."
    matches = [value for value in values if typed and typed.casefold() in value.casefold()]
    if not 0 < len(matches) <= MOST:
        return f". There are {len(values)} choices: enter part of a name to list those with it."
    return f". With “{typed}” in the name: {', '.join(matches)}."


def _values(field: forms.ChoiceField) -> list[str]:
    """Return the values that an option takes; for rows, with their names."""
    choices: Any = field.choices
    pairs: Iterable[tuple[Any, Any]] = flatten_choices(choices)
    values = ((str(value), label) for value, label in pairs if str(value))
    has_names = isinstance(field, ROWS)
    return [f"{value} ({label})" if has_names else value for value, label in values]


def _takes_several(field: forms.Field) -> bool:
    return isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)

"""Show the answers of a form to be checked, before a command that cannot be undone.

The buttons of a form are told apart by `and_then`. A plain button runs the command, so a program
that sends the answers needs no second step.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.choices import flatten_choices

from broadhurst.foundation.doors.command_form import ANY, CommandForm
from broadhurst.foundation.govuk import words
from broadhurst.foundation.govuk.fields import PoundsField

AND_THEN = "and_then"  # the name of the buttons
CHECK, CHANGE = "check", "change"
CHECK_ANSWERS = "govuk/check_answers.html"
NOT_SENT_AGAIN = (AND_THEN, "csrfmiddlewaretoken")
NOT_ENTERED = "Not entered"


def must_be_checked(form: CommandForm, context: Mapping[str, Any]) -> bool:
    """Return whether a page shows its answers first.

    A form without questions has nothing to check, and a browser cannot send a file twice.
    """
    is_grave = bool(context.get("checks") or context.get("danger"))
    return is_grave and bool(form.visible_fields()) and not form.is_multipart()


def shown_to_check(request: HttpRequest, form: CommandForm) -> dict[str, Any]:
    """Return the answers as text to check, and the submitted data to send again unchanged."""
    return {"sent": sent_again(request.POST), "answers": answers_in_words(form)}


def sent_again(posted: QueryDict) -> list[tuple[str, str]]:
    """Return the name and value of each input of the answers."""
    return [
        (name, value)
        for name, values in posted.lists()
        if name not in NOT_SENT_AGAIN
        for value in values
    ]


def answers_in_words(form: CommandForm) -> list[tuple[forms.BoundField, str]]:
    """Return each question that was asked, with its answer as text."""
    return [
        (field, _in_words(form, field))
        for field in form.visible_fields()
        if not _is_left_out(form, field)
    ]


def _is_left_out(form: CommandForm, field: forms.BoundField) -> bool:
    """Return whether a question is unanswered and was not asked, because of another answer."""
    if form.cleaned_data.get(field.name) or field.errors:
        return False
    if field.name in form.asked_later:
        return True
    by, answers = form.calls_for(field.name)
    if not by:
        return False
    answer = form[by].value()
    return not answer or (ANY not in answers and str(answer) not in answers)


def _in_words(form: CommandForm, field: forms.BoundField) -> str:
    """Return an answer as a reader would write it."""
    if field.errors:
        return _as_typed(field)
    value = form.cleaned_data.get(field.name, field.value())
    if isinstance(field.field, forms.BooleanField):
        return "Yes" if value else "No"
    if value in (None, "", []):
        return form.if_blank.get(field.name, NOT_ENTERED)
    if isinstance(field.field, PoundsField):
        return words.pounds(value)
    if isinstance(value, str) or not isinstance(value, Iterable):
        return _one(field.field, value)
    return ", ".join(_one(field.field, item) for item in value) or NOT_ENTERED


def _as_typed(field: forms.BoundField) -> str:
    """Return a wrong answer as it was typed or chosen."""
    value = field.value()
    labels = {str(key): str(label) for key, label in getattr(field.field, "choices", ())}
    typed = [value] if isinstance(value, str) else value or []
    return " ".join(labels.get(str(part), str(part)) for part in typed if part) or NOT_ENTERED


def _one(field: forms.Field, value: Any) -> str:
    if isinstance(value, date):
        return words.when(value)
    if isinstance(field, forms.ModelChoiceField):
        return field.label_from_instance(value)
    labels = dict(flatten_choices(getattr(field, "choices", ())))
    return str(labels.get(value, value))

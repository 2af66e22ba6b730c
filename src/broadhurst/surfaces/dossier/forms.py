"""Forms that choose what the timeline of an OCG shows."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from broadhurst.foundation import clock
from broadhurst.foundation.govuk.fields import DateField, SelectField, TextField
from broadhurst.surfaces.dossier.queries import EventKind


class TimelineForm(forms.Form):
    """The kind, officer and days of the events to show."""

    kind = SelectField(label="About", choices=EventKind.choices)
    who = TextField(label="Done by", help_text="All or part of a name.", max_length=60)
    since = DateField(label="First day")
    until = DateField(label="Last day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        since, until = found.get("since"), found.get("until")
        if since and until and until < since:
            self.add_error("until", ValidationError("Enter a last day on or after the first day."))
        return found


class DayForm(forms.Form):
    """A day, to show an OCG as it was at its end."""

    on = DateField(label="At the end of")

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > clock.today():
            raise ValidationError("Enter today or a day in the past.")
        return on

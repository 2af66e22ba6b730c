"""Forms that choose what the timeline of an OCG shows."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from broadhurst.foundation import clock
from broadhurst.foundation.govuk.fields import DateField, SelectField, TextField
from broadhurst.foundation.workflow import objections_to_days
from broadhurst.surfaces.dossier.queries import EventKind
from broadhurst.surfaces.dossier.rules import objections_to_day


class TimelineForm(forms.Form):
    """The kind, officer and days of the events to show."""

    kind = SelectField(label="About", choices=EventKind.choices, required=False)
    who = TextField(
        label="Done by", help_text="All or part of a name.", max_length=60, required=False
    )
    since = DateField(label="First day", required=False)
    until = DateField(label="Last day", required=False)

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if objections := objections_to_days(answers.get("since"), answers.get("until")):
            self.add_error("until", ValidationError(objections))
        return answers


class DayForm(forms.Form):
    """A day, to show an OCG as it was at its end."""

    on = DateField(label="At the end of", required=False)

    def clean_on(self) -> date | None:
        on: date | None = self.cleaned_data["on"]
        if objections := objections_to_day(on, today=clock.today()):
            raise ValidationError(objections)
        return on

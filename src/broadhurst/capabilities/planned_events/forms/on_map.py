"""Form of the map of events: a place to look around, a kind of event, and days."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.planned_events.queries.places import HOW, place_written
from broadhurst.capabilities.planned_events.rules.near import DISTANCES_KM, USUAL_KM
from broadhurst.foundation.geography.sphere import InvalidPlace, Point
from broadhurst.foundation.govuk.fields import DateField, SelectField, TextField
from broadhurst.foundation.workflow import objections_to_days


class EventMapForm(forms.Form):
    near = TextField(label="Near", help_text=HOW, required=False, width=20, max_length=60)
    within_km = SelectField(
        label="Within",
        help_text=f"{USUAL_KM} km if you choose none.",
        choices=[(str(km), f"{km} km") for km in DISTANCES_KM],
        required=False,
    )
    kind = SelectField(label="Kind of event", choices=Event.Kind.choices, required=False)
    since = DateField(label="First day", required=False)
    until = DateField(label="Last day", required=False)

    def clean_near(self) -> Point | None:
        """Return the point, in degrees, or None without one."""
        text = self.cleaned_data["near"].strip()
        try:
            return place_written(text) if text else None
        except InvalidPlace as invalid:
            raise ValidationError(str(invalid)) from invalid

    def clean_within_km(self) -> int:
        """Return the distance, in kilometres."""
        return int(self.cleaned_data["within_km"] or USUAL_KM)

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if objections := objections_to_days(answers.get("since"), answers.get("until")):
            self.add_error("until", ValidationError(objections))
        return answers

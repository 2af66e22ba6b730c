"""The details of an OCG, as those who report, register or correct it enter them."""

from typing import Any

from django.db.models import QuerySet

from broadhurst.capabilities.register.models import Ocg, ThreatType
from broadhurst.foundation.agencies.models import District
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import (
    ChoiceField,
    ModelCheckboxesField,
    MultiChoiceField,
    TextAreaField,
    TextField,
)


class DetailsForm(CommandForm):
    """The questions about a threat of any kind. Only some kinds ask for a place or a group."""

    shows = {"kind": {"location": ("place",), "vulnerability": ("group",)}}
    needs = ("kind", "place", "group")

    kind = ChoiceField(
        label="Kind of threat", choices=Ocg.Kind.choices, initial=Ocg.Kind.OCG, required=False
    )
    name = TextField(label="Cover name", help_text="Do not use a person’s name.", max_length=80)
    threat_types = MultiChoiceField(label="Threat types", choices=ThreatType.choices)
    districts = ModelCheckboxesField(
        District.objects.none(), label="Districts", to_field_name="key"
    )
    place = TextAreaField(
        label="Address or extent",
        help_text="For example, Unit 4, Sample Street, or the arches along the canal.",
        required=False,
        max_length=400,
    )
    group = TextAreaField(
        label="People at risk",
        help_text="Describe the group, not persons. For example, students who rent by the room.",
        required=False,
        max_length=1000,
    )
    description = TextAreaField(
        label="Description",
        help_text="What happens and where. Do not mention sources or covert activity.",
        max_length=4000,
    )
    national_ref = TextField(label="National reference", required=False, max_length=40)

    def clean(self) -> dict[str, Any]:
        """Leave an unanswered kind as it is: an OCG, unless the record says otherwise."""
        answers = dict(self.cleaned_data)
        return answers | {"kind": answers.get("kind") or self.fields["kind"].initial}

    def offer_districts(self, districts: QuerySet[District]) -> None:
        """Offer these districts. A force that has none on record can still enter an OCG."""
        self.fields["districts"].queryset = districts  # type: ignore[attr-defined]
        self.fields["districts"].required = districts.exists()

"""The questions about a published figure."""

from broadhurst.capabilities.operations.models import Outcome
from broadhurst.foundation.agencies.models import Region
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import (
    DateField,
    ModelSelectField,
    NumberField,
    SelectField,
    TextField,
)


class OutcomeForm(CommandForm):
    measure = SelectField(label="Measure", choices=[("", "Choose"), *Outcome.Measure.choices])
    stage = SelectField(label="Status", choices=[("", "Choose"), *Outcome.Stage.choices])
    value = NumberField(
        label="Running total",
        help_text="The total up to that date. Money in pence, weight in grams.",
        min_value=0,
        width=20,
    )
    unit = SelectField(label="Unit", choices=[("", "Choose"), *Outcome.Kept.choices])
    as_of = DateField(label="Date of the figure", help_text="For example, 27 3 2021")
    source = TextField(label="Source", help_text="Where it is published.", max_length=400)
    region = ModelSelectField(
        Region.objects.none(),
        label="Region",
        help_text="If blank, the whole United Kingdom.",
        required=False,
        to_field_name="key",
    )
    qualifier = TextField(
        label="Qualifier", help_text="As the source says it: over or about.", required=False,
        max_length=12,
    )  # fmt: skip

    quoted = TextField(
        label="Words of the source",
        help_text="If they can be misread. For example, 23kg of cocaine and other drugs",
        required=False,
        max_length=300,
    )

    def narrow_choices(self) -> None:
        """Offer every region."""
        self.fields["region"].queryset = Region.objects.all()  # type: ignore[attr-defined]


def because_field() -> TextField:
    return TextField(label="Why it is wrong", help_text="It stays readable.", max_length=200)

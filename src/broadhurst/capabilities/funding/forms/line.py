"""The questions about a funding line, the same for recording and editing."""

from broadhurst.capabilities.establishment.forms.fields import AgencyField
from broadhurst.capabilities.funding.models import Line
from broadhurst.capabilities.funding.queries.lines import funders
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import DateField, PoundsField, SelectField, TextField


class LineForm(CommandForm):
    name = TextField(
        label="Name", help_text="For example, ROCU grant 2026/27, cyber.", max_length=120
    )
    funder = AgencyField(label="Funder", help_text="The organisation that pays.")
    instrument = SelectField(
        label="Kind of funding", choices=[("", "Choose"), *Line.Instrument.choices]
    )
    amount = PoundsField(label="Amount", help_text="For the whole period, like 1,250,000.")
    first_day = DateField(label="First day", help_text="For example, 1 4 2026")
    last_day = DateField(label="Last day", help_text="For example, 31 3 2027")
    ring_fence = TextField(
        label="Ring-fence",
        help_text="For example, cyber posts only. Leave it empty if there is no limit.",
        required=False,
        max_length=200,
    )

    def narrow_choices(self) -> None:
        """Offer every organisation as the funder."""
        self.fields["funder"].queryset = funders()  # type: ignore[attr-defined]

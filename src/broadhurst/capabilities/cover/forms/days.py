"""The deputy and the days of cover, as the forms that name and correct it ask for them."""

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import DateField, TextField


class DaysForm(CommandForm):
    deputy = OfficerField(
        label="Deputy",
        help_text="They can see this OCG on these days, and do what the lead can.",
        narrowed_by="role",
    )
    from_on = DateField(label="First day", help_text="For example, 27 3 2026")
    until_on = DateField(label="Last day", help_text="The cover ends at the end of this day.")
    because = TextField(label="Reason", help_text="For example, on leave", max_length=200)

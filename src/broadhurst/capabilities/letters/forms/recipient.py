"""The questions about a recipient, the same for adding and editing."""

from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import TextAreaField, TextField


class RecipientForm(CommandForm):
    name = TextField(
        label="Name or office", help_text="For example, The Mayor of Northshire.", max_length=120
    )
    address = TextAreaField(
        label="Address",
        help_text="Without the name, each line on its own.",
        max_length=400,
        rows=4,
        required=False,
    )
    greeting = TextField(label="Greeting", help_text="For example, Dear Mayor.", max_length=80)

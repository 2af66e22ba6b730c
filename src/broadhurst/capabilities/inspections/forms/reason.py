"""A form that asks only for a reason."""

from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import TextField


class ReasonForm(CommandForm):
    because = TextField(label="Reason", max_length=200)

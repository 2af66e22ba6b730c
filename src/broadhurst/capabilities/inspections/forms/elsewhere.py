"""The form for a response published elsewhere."""

from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import DateField, TextAreaField, TextField


class ElsewhereForm(CommandForm):
    published_on = DateField(label="Date of publication")
    url = TextField(
        label="Web address of the response",
        help_text="Where anyone can read it, like https://www.gmpcc.org.uk/….",
        max_length=400,
    )
    sent_to_hmicfrs_on = DateField(label="Date sent to HMICFRS", required=False)
    sent_to_home_secretary_on = DateField(label="Date sent to the Home Secretary", required=False)
    late_reason = TextAreaField(
        label="Reason for lateness",
        help_text="If it was late and a reason was published.",
        required=False,
        max_length=1000,
        rows=3,
    )

"""The form of a Welsh version."""

from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import TextAreaField, TextField


class WelshForm(CommandForm):
    title = TextField(label="Title in Welsh", max_length=200)
    text = TextAreaField(
        label="Text in Welsh",
        help_text="The whole text, or a summary that says so. You can use **bold**, lists and "
        "links.",
        max_length=60_000,
        rows=14,
    )

"""The form that deletes recent searches."""

from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.search.asked import LONGEST


class ForgetForm(CommandForm):
    text = TextField(
        label="Search to delete (optional)",
        help_text="Leave empty to delete all your recent searches.",
        max_length=LONGEST,
        required=False,
    )

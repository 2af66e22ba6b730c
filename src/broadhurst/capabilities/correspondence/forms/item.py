"""The questions about an item of correspondence."""

from types import MappingProxyType

from broadhurst.capabilities.correspondence.models import Item
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import ChoiceField, DateField, TextAreaField, TextField


class ItemForm(CommandForm):
    direction = ChoiceField(label="Direction", choices=Item.Direction.choices)
    party = ChoiceField(
        label="Sent to or received from",
        noun="who it was sent to or received from",
        choices=Item.Party.choices,
    )
    other_party = TextField(
        label="Name of the person or organisation",
        noun="the name",
        required=False,
        max_length=120,
    )
    on_day = DateField(label="Date")
    summary = TextAreaField(
        label="Summary",
        help_text="For example: asks for two more weeks to comment, because of leave.",
        max_length=2000,
        rows=5,
    )
    reference = TextField(
        label="Reference",
        help_text="As on the letter or email, for example HMI/2026/114.",
        required=False,
        max_length=80,
    )
    shows = MappingProxyType({"party": MappingProxyType({"other": ("other_party",)})})
    needs = ("other_party",)

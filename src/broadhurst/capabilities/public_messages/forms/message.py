"""The form of a message to the public."""

from broadhurst.capabilities.public_messages.models import Reach
from broadhurst.capabilities.public_messages.queries.messages import districts_offered
from broadhurst.foundation.agencies.models import District
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import (
    ChoiceField,
    ModelCheckboxesField,
    TextAreaField,
    TextField,
)


class MessageForm(CommandForm):
    title = TextField(label="Title", help_text="What people need to know, first.", max_length=120)
    text = TextAreaField(
        label="Message",
        help_text="Short sentences and everyday words. Say what people can do, and who to call. "
        "You can use **bold**, lists and links.",
        max_length=6000,
        rows=10,
    )
    reach = ChoiceField(
        label="Reach",
        choices=Reach.choices,
        hints={
            "local": "For the area of your organisation, or some of its districts.",
            "national": "For everyone.",
        },
    )
    districts = ModelCheckboxesField(
        District.objects.none(),
        label="Districts",
        help_text="If none, a local message is for the whole area.",
        to_field_name="key",
        required=False,
    )

    def narrow_choices(self) -> None:
        """Offer the districts of the organisation, and fill in the message, if any."""
        offered = districts_offered(self.actor.agency)
        self.fields["districts"].queryset = offered  # type: ignore[attr-defined]
        if message := self.subject.get("message"):
            for name in MessageForm.base_fields:
                self.fields[name].initial = getattr(message, name)

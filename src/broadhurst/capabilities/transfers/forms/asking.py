"""The form of a request for an OCG, which two commands share."""

from broadhurst.capabilities.transfers.models import TransferRequest
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import TextAreaField


class AskingForm(CommandForm):
    reason = TextAreaField(
        label="Reason",
        help_text="Say why your unit should own the threat, risk and harm.",
        max_length=2000,
    )
    new_facts = TextAreaField(
        label="Changes since the last request",
        help_text="The owner declined before. Say what is new since then.",
        required=False,
        max_length=2000,
    )
    needs = ("new_facts",)

    def narrow_choices(self) -> None:
        """Ask what is new only if the owner declined an earlier request."""
        if all(one.stage != TransferRequest.Stage.DECLINED for one in self.earlier()):
            del self.fields["new_facts"]

    def earlier(self) -> list[TransferRequest]:
        """Return the earlier requests of the actor's unit for the same OCG or hit."""
        raise NotImplementedError

"""The form of a request for an OCG, which two commands share."""

from collections.abc import Sequence

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

    def ask_what_is_new(self, earlier: Sequence[TransferRequest]) -> None:
        """Ask what is new only if the owner declined one of these requests."""
        if all(request.stage != TransferRequest.Stage.DECLINED for request in earlier):
            del self.fields["new_facts"]

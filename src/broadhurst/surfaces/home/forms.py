"""Forms about an officer's own notifications."""

from typing import Any

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import take
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import MultiChoiceField, TextField
from broadhurst.foundation.notices.kinds import KINDS
from broadhurst.foundation.notices.queries import kinds_on


class MarkReadForm(CommandForm):
    about = TextField(
        label="Reference of the record (optional)",
        help_text="Leave empty to mark all your notifications as read.",
        max_length=60,
        required=False,
    )


class ChooseKindsForm(CommandForm):
    prefills = True
    kinds = MultiChoiceField(
        label="Notify me about",
        help_text="Notifications appear on this site. Your tasks always appear on your home page.",
        choices=[(kind.key, kind.name) for kind in KINDS],
        required=False,
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the officer, so that two choices at once do not mix."""
        take(Officer, actor.officer.pk)
        return subject

    def narrow_choices(self) -> None:
        """Start with the kinds that are switched on."""
        self.fields["kinds"].initial = kinds_on(self.actor)

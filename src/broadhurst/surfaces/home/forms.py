"""Forms about an officer's own notifications."""

from typing import Any

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import take
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import MultiChoiceField, TextField
from broadhurst.foundation.notices.kinds import EMAIL_KINDS, KINDS
from broadhurst.foundation.notices.queries import email_choice_of, kinds_on


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
        noun="a kind of notification",
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


class ChooseEmailsForm(CommandForm):
    prefills = True
    at_once = MultiChoiceField(
        label="Email me at once about",
        noun="a kind of notification",
        help_text="An email has references and links. It names no person and no OCG.",
        choices=EMAIL_KINDS,
        required=False,
    )
    daily = MultiChoiceField(
        label="Email me once a day about",
        noun="a kind of notification",
        help_text="The email of the day comes in the early morning, if there is something new.",
        choices=EMAIL_KINDS,
        required=False,
    )

    lock_subject = ChooseKindsForm.lock_subject

    def narrow_choices(self) -> None:
        """Start with the kinds that the officer gets now."""
        choice = email_choice_of(self.actor)
        self.fields["at_once"].initial = choice.at_once
        self.fields["daily"].initial = choice.daily

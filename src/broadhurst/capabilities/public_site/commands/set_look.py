"""Set how an organisation's public pages look."""

from typing import Any

from broadhurst.capabilities.public_site import rules
from broadhurst.capabilities.public_site.models import Look
from broadhurst.capabilities.public_site.queries.looks import look_of
from broadhurst.foundation import public_copies
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_roles
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class SetLookForm(CommandForm):
    prefills = True
    colour = TextField(
        label="Colour of the header",
        help_text="A hex code, like #1d5b79. White text must be easy to read on it.",
        max_length=7,
        width=5,
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the organisation, so that the colour of today is not an earlier one."""
        take(Agency, actor.agency.pk)
        return subject

    def narrow_choices(self) -> None:
        """Fill in the current colour."""
        look = look_of(self.actor.agency)
        self.fields["colour"].initial = look.colour if look else ""


@for_roles(rules.objections_to_set)
@command
def set_look(*, actor: Actor, colour: str) -> Look:
    """Give the public pages of the actor's organisation a colour."""
    colour = colour.lower()
    refuse_if(rules.objections_to_set(actor.roles) + rules.objections_to_colour(colour))
    agency = lock(Agency.objects.all(), actor.agency)
    before = look_of(agency)

    look, _ = Look.objects.update_or_create(agency=agency, defaults={"colour": colour})
    public_copies.changed(look)

    record(
        actor, "look.set", agency.key, dossier=None,
        organisation=agency.name, was=before.colour if before else None, now=colour,
    )  # fmt: skip
    return look

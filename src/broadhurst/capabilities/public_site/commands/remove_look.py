"""Give an organisation's public pages the usual look again."""

from broadhurst.capabilities.public_site import rules
from broadhurst.capabilities.public_site.queries.forms import to_remove_look
from broadhurst.capabilities.public_site.queries.looks import look_of
from broadhurst.foundation import public_copies
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class RemoveLookForm(CommandForm):
    because = TextField(label="Reason", max_length=200)


@for_roles(rules.objections_to_set)
@for_record(to_remove_look)
@command
def remove_look(*, actor: Actor, because: str) -> Agency:
    """Remove the look of the actor's organisation."""
    refuse_if(rules.objections_to_set(actor.roles))
    agency = lock(Agency.objects.all(), actor.agency)
    look = look_of(agency)
    refuse_if(rules.objections_to_remove(is_set=look is not None))

    if look:
        look.delete()
        public_copies.changed(look)

    record(
        actor, "look.removed", agency.key, dossier=None,
        organisation=agency.name, was=look.colour if look else None, because=because,
    )  # fmt: skip
    return agency

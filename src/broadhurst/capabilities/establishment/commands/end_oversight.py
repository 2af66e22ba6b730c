"""Record that a local policing body no longer oversees a force."""

from datetime import date

from broadhurst.capabilities.establishment.queries.forms import to_end_oversight
from broadhurst.capabilities.establishment.queries.organisations import oversight_open_for
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer
from broadhurst.capabilities.establishment.rules.organisations import (
    objections_to_end,
    objections_to_end_oversight,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency, Oversight
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import Refused, refuse_if


class EndOversightForm(CommandForm):
    until_on = DateField(
        label="First day after it ends",
        help_text="The policing body is responsible until the day before. For example, 7 5 2024",
    )


@for_record(to_end_oversight)
@command
def end_oversight(*, actor: Actor, agency: Agency, until_on: date) -> Oversight:
    """End a local policing body's oversight of a force."""
    force = lock(Agency.objects.all(), agency)
    refuse_if(objections_to_administer(actor.roles))
    oversight = oversight_open_for(force)
    if oversight is None:
        raise Refused(objections_to_end_oversight(is_overseen=False))
    refuse_if(
        objections_to_end("oversight", from_on=oversight.from_on, until_on=until_on, ended_on=None)
    )

    oversight.until_on = until_on
    oversight.save(update_fields=["until_on"])

    body, until = oversight.body.name, day(until_on)
    record(
        actor,
        "oversight.ended",
        force.key,
        dossier=None,
        force=force.name,
        body=body,
        until_on=until,
    )
    return oversight

"""Close a unit."""

from datetime import date

from broadhurst.capabilities.establishment.commands.edit_unit import UNITS
from broadhurst.capabilities.establishment.queries.closing import open_beyond
from broadhurst.capabilities.establishment.queries.forms import to_close_unit
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer_in
from broadhurst.capabilities.establishment.rules.organisations import objections_to_close
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class CloseUnitForm(CommandForm):
    until_on = DateField(
        label="First day closed",
        help_text="It stays open until the day before. For example, 1 4 2027",
    )


@for_record(to_close_unit)
@command
def close_unit(*, actor: Actor, unit: Unit, until_on: date) -> Unit:
    """Close a unit. End its postings first."""
    unit = lock(UNITS, unit)
    own_agency = actor.agency.pk
    refuse_if(
        objections_to_administer_in(actor.roles, own_agency=own_agency, agency=unit.agency_id)
        + objections_to_close(
            "unit", from_on=unit.from_on, until_on=until_on, ended_on=unit.until_on,
            holds=open_beyond(unit.postings.select_related("officer"), until_on),
        )
    )  # fmt: skip

    unit.until_on = until_on
    unit.save(update_fields=["until_on"])

    until = day(until_on)
    record(actor, "unit.closed", unit.key, dossier=None, name=unit.name, until_on=until)
    return unit

"""Close a district of a police force."""

from datetime import date

from broadhurst.capabilities.establishment.queries.closing import open_beyond
from broadhurst.capabilities.establishment.queries.districts import locked_district
from broadhurst.capabilities.establishment.queries.forms import to_close_district
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer_in
from broadhurst.capabilities.establishment.rules.districts import objections_to_close_district
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import District
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField, TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class CloseDistrictForm(CommandForm):
    until_on = DateField(
        label="First day closed",
        help_text="It stays open until the day before. For example, 1 4 2027",
    )
    reason = TextField(
        label="Reason", help_text="We keep the reason. For example, merged with Medway.",
        max_length=200,
    )  # fmt: skip


@for_record(to_close_district)
@command
def close_district(*, actor: Actor, district: District, until_on: date, reason: str) -> District:
    """Close a district. Its OCGs stay recorded, and it takes no new OCGs."""
    district = locked_district(district)
    refuse_if(
        objections_to_administer_in(
            actor.roles, own_agency=actor.agency.pk, agency=district.force_id
        )
        or objections_to_close_district(
            until_on=until_on, ended_on=district.until_on, today=clock.today(),
            holds=open_beyond(district.unit_set.all(), until_on),
        )
    )  # fmt: skip

    district.until_on = until_on
    district.save(update_fields=["until_on"])

    record(
        actor, "district.closed", district.key, dossier=None, name=district.name,
        force=district.force.name, until_on=day(until_on), reason=reason,
    )  # fmt: skip
    return district

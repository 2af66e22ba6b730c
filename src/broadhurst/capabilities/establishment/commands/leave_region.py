"""Record that a force or ROCU leaves its region."""

from datetime import date

from broadhurst.capabilities.establishment.queries.forms import to_leave_region
from broadhurst.capabilities.establishment.queries.organisations import membership_open_of
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer
from broadhurst.capabilities.establishment.rules.organisations import (
    objections_to_end,
    objections_to_leave_region,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency, RegionMember
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import Refused, refuse_if


class LeaveRegionForm(CommandForm):
    until_on = DateField(
        label="First day outside the region",
        help_text="It is in the region until the day before. For example, 24 8 2018",
    )


@for_record(to_leave_region)
@command
def leave_region(*, actor: Actor, agency: Agency, until_on: date) -> RegionMember:
    """End an organisation's time in its region."""
    agency = lock(Agency.objects.all(), agency)
    refuse_if(objections_to_administer(actor.roles))
    membership = membership_open_of(agency)
    if membership is None:
        raise Refused(objections_to_leave_region(is_member=False))
    refuse_if(
        objections_to_end(
            "membership", from_on=membership.from_on, until_on=until_on, ended_on=None
        )
    )

    membership.until_on = until_on
    membership.save(update_fields=["until_on"])

    region, until = membership.region.name, day(until_on)
    record(
        actor, "region.left", agency.key, dossier=None, name=agency.name, region=region,
        until_on=until,
    )  # fmt: skip
    return membership

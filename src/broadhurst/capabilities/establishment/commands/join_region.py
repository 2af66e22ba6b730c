"""Record that a force or ROCU joins a region."""

from datetime import date

from broadhurst.capabilities.establishment.queries.organisations import regions_in
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer
from broadhurst.capabilities.establishment.rules.organisations import (
    objections_to_join,
    objections_to_tie,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency, Region, RegionMember
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import DateField, ModelSelectField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class JoinRegionForm(CommandForm):
    region = ModelSelectField(Region.objects.order_by("name"), label="Region", to_field_name="key")
    from_on = DateField(label="First day", help_text="For example, 24 8 2018")


@command
def join_region(*, actor: Actor, agency: Agency, region: Region, from_on: date) -> RegionMember:
    """Record that a force or ROCU joins a region on a day."""
    agency = lock(Agency.objects.all(), agency)
    refuse_if(
        objections_to_administer(actor.roles)
        + objections_to_join(agency.kind, clashing=regions_in(agency, from_on))
        + objections_to_tie(agency.name, closes_on=agency.until_on, until_on=None)
    )

    membership = RegionMember.objects.create(region=region, agency=agency, from_on=from_on)

    record(
        actor, "region.joined", agency.key, dossier=None, name=agency.name, region=region.name,
        from_on=day(from_on),
    )  # fmt: skip
    return membership

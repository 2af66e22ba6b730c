"""Open a district of a police force."""

from broadhurst.capabilities.establishment.forms.fields import AgencyField
from broadhurst.capabilities.establishment.queries.districts import councils, is_name_taken
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer_in
from broadhurst.capabilities.establishment.rules.districts import (
    objections_to_district,
    objections_to_open_district,
)
from broadhurst.capabilities.establishment.rules.organisations import objections_to_key
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency, District
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import ShortNameField, TextField
from broadhurst.foundation.workflow import refuse_if

KEY_HINT = "Lowercase letters, numbers and hyphens, like kent-medway. You cannot change it later."
COUNCIL_HINT = "The council of this area, if there is one."


class OpenDistrictForm(CommandForm):
    key = ShortNameField(label="Key", help_text=KEY_HINT)
    name = TextField(
        label="Name", help_text="A division, a BCU or a council’s area. For example, Medway",
        max_length=80,
    )  # fmt: skip
    council = AgencyField(label="Council", help_text=COUNCIL_HINT,
        required=False,
    )  # fmt: skip

    def narrow_choices(self) -> None:
        """Offer the open councils."""
        self.fields["council"].queryset = councils()  # type: ignore[attr-defined]


@command
def open_district(
    *, actor: Actor, agency: Agency, key: str, name: str, council: Agency | None = None
) -> District:
    """Open a district of a force. Its key never changes."""
    force = lock(Agency.objects.all(), agency)
    name, today = name.strip(), clock.today()
    taken = District.objects.filter(key=key).exists()
    refuse_if(
        objections_to_administer_in(actor.roles, own_agency=actor.agency.pk, agency=force.pk)
        or objections_to_open_district(force.kind, closes_on=force.until_on, today=today)
        + objections_to_key(key, taken=taken)
        + objections_to_district(
            name, taken=is_name_taken(force, name), council_kind=council.kind if council else ""
        )
    )

    district = District.objects.create(key=key, name=name, force=force, council=council)

    record(
        actor, "district.opened", key, dossier=None, kind=Event.Kind.COLLECTION, name=name,
        force=force.name,
    )  # fmt: skip
    return district

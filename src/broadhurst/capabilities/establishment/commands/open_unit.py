"""Open a unit of an organisation."""

from datetime import date

from broadhurst.capabilities.establishment.queries.districts import districts_of
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer_in
from broadhurst.capabilities.establishment.rules.districts import objections_to_place
from broadhurst.capabilities.establishment.rules.organisations import (
    objections_to_key,
    objections_to_unit,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency, District, Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import (
    DateField,
    ModelSelectField,
    SelectField,
    ShortNameField,
    TextField,
)
from broadhurst.foundation.workflow import refuse_if

KINDS = [choice for choice in Unit.Kind.choices if choice[0] != Unit.Kind.SYSTEM]
KEY_HINT = "Lowercase letters, numbers and hyphens, like gmp-bolton. You cannot change it later."


class OpenUnitForm(CommandForm):
    key = ShortNameField(label="Key", help_text=KEY_HINT)
    name = TextField(label="Name", max_length=120)
    kind = SelectField(label="Kind", choices=KINDS)
    duty_contact = TextField(
        label="Duty contact",
        help_text="Role and 24-hour number, such as Duty inspector, 0161 496 0123. Never a "
        "person’s own number.",
        max_length=120,
    )
    district = ModelSelectField(
        District.objects.none(), label="District", to_field_name="key", required=False
    )
    from_on = DateField(label="First day", help_text="For example, 27 3 2026")

    def narrow_choices(self) -> None:
        """Offer the open districts of a force, or all for other organisations."""
        districts = districts_of(self.subject["agency"])
        self.fields["district"].queryset = districts  # type: ignore[attr-defined]


@command
def open_unit(
    *,
    actor: Actor,
    agency: Agency,
    key: str,
    name: str,
    kind: str,
    duty_contact: str,
    from_on: date,
    district: District | None = None,
) -> Unit:
    """Open a unit. Its key never changes."""
    agency = lock(Agency.objects.all(), agency)
    district = lock(District.objects.all(), district) if district else None
    own_agency = actor.agency.pk
    refuse_if(
        objections_to_administer_in(actor.roles, own_agency=own_agency, agency=agency.pk)
        + objections_to_key(key, taken=Unit.objects.filter(key=key).exists())
        + objections_to_unit(from_on=from_on, opens_on=agency.from_on, closes_on=agency.until_on)
        + objections_to_place(
            str(district), ended_on=district.until_on if district else None, today=clock.today()
        )
    )

    unit = Unit.objects.create(
        agency=agency,
        key=key,
        name=name,
        kind=kind,
        duty_contact=duty_contact,
        from_on=from_on,
        district=district,
    )

    record(actor, "unit.opened", key, dossier=None, kind=Event.Kind.COLLECTION, name=name)
    return unit

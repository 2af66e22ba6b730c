"""Correct the details of a unit."""

from typing import Any

from broadhurst.capabilities.establishment.commands.open_unit import KINDS
from broadhurst.capabilities.establishment.queries.districts import districts_of
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer_in
from broadhurst.capabilities.establishment.rules.districts import objections_to_place
from broadhurst.capabilities.establishment.writes.what_changed import facts_of, what_changed
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import District, Unit
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import ModelSelectField, SelectField, TextField
from broadhurst.foundation.workflow import refuse_if

FACTS = ("name", "kind", "duty_contact", "district")
UNITS = Unit.objects.select_related("agency", "district")


class EditUnitForm(CommandForm):
    prefills = True

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

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Return the subject with the unit locked."""
        return subject | {"unit": lock(UNITS, subject["unit"])}

    def narrow_choices(self) -> None:
        """Start with the current details, and offer open districts and the unit's own."""
        unit = self.subject["unit"]
        offered = districts_of(unit.agency) | District.objects.filter(pk=unit.district_id)
        self.fields["district"].queryset = offered  # type: ignore[attr-defined]
        for name in ("name", "kind", "duty_contact"):
            self.fields[name].initial = getattr(unit, name)
        self.fields["district"].initial = unit.district.key if unit.district else None


@command
def edit_unit(
    *,
    actor: Actor,
    unit: Unit,
    name: str,
    kind: str,
    duty_contact: str,
    district: District | None = None,
) -> Unit:
    """Correct a unit's name, kind, duty contact or district."""
    unit = lock(UNITS, unit)
    district = lock(District.objects.all(), district) if district else None
    moved_to = district if district != unit.district else None
    refuse_if(
        objections_to_administer_in(actor.roles, own_agency=actor.agency.pk, agency=unit.agency_id)
        + objections_to_place(
            str(moved_to), ended_on=moved_to.until_on if moved_to else None, today=clock.today()
        )
    )

    old = facts_of(unit, FACTS)
    unit.name, unit.kind, unit.duty_contact, unit.district = name, kind, duty_contact, district
    unit.save()

    before, after = what_changed(old, facts_of(unit, FACTS))
    record(
        actor, "unit.edited", unit.key, dossier=None, tell=[unit], name=name, was=before, now=after
    )
    return unit

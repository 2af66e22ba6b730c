"""Correct a district's name or council."""

from typing import Any

from broadhurst.capabilities.establishment.commands.open_district import COUNCIL_HINT
from broadhurst.capabilities.establishment.forms.fields import AgencyField
from broadhurst.capabilities.establishment.queries.districts import (
    DISTRICTS,
    councils,
    is_name_taken,
    locked_district,
)
from broadhurst.capabilities.establishment.queries.forms import to_edit_district
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer_in
from broadhurst.capabilities.establishment.rules.districts import (
    objections_to_district,
    objections_to_edit_district,
)
from broadhurst.capabilities.establishment.writes.what_changed import facts_of, what_changed
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency, District
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if

FACTS = ("name", "council")


class EditDistrictForm(CommandForm):
    prefills = True

    name = TextField(label="Name", help_text="OCGs show the new name at once.", max_length=80)
    council = AgencyField(label="Council", help_text=COUNCIL_HINT,
        required=False,
    )  # fmt: skip

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Return the subject with the force and then the district locked."""
        return subject | {"district": locked_district(subject["district"])}

    def narrow_choices(self) -> None:
        """Start with the current details."""
        council = self.subject["district"].council
        current = Agency.objects.filter(pk__in=[council.pk] if council else [])
        self.fields["council"].queryset = councils() | current  # type: ignore[attr-defined]
        self.fields["name"].initial = self.subject["district"].name
        self.fields["council"].initial = council.key if council else None


@for_record(to_edit_district)
@command
def edit_district(
    *, actor: Actor, district: District, name: str, council: Agency | None = None
) -> District:
    """Correct the name or council of a district."""
    district = locked_district(district)
    name, force = name.strip(), district.force
    taken = is_name_taken(force, name, but=district)
    refuse_if(
        objections_to_administer_in(actor.roles, own_agency=actor.agency.pk, agency=force.pk)
        or objections_to_edit_district(district.until_on, clock.today())
        + objections_to_district(name, taken=taken, council_kind=council.kind if council else "")
    )

    old = facts_of(district, FACTS)
    district.name, district.council = name, council
    district.save(update_fields=["name", "council"])

    before, after = what_changed(old, facts_of(district, FACTS))
    record(actor, "district.edited", district.key, dossier=None, name=name, was=before, now=after)
    return DISTRICTS.get(pk=district.pk)

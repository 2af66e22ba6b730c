"""Correct the details of an OCG: its name, threats, districts and description."""

from collections.abc import Iterable
from typing import Any

from broadhurst.capabilities.establishment.queries.districts import districts_of
from broadhurst.capabilities.register.models import Area, Ocg, ThreatType
from broadhurst.capabilities.register.queries.archiving import same_registered
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.correcting import (
    changed,
    in_words,
    objections_to_edit,
    objections_to_same,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import District
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import (
    ModelCheckboxesField,
    MultiChoiceField,
    TextAreaField,
    TextField,
)
from broadhurst.foundation.workflow import refuse_if


class EditForm(CommandForm):
    prefills = True
    name = TextField(label="Cover name", help_text="Do not use a person’s name.", max_length=80)
    threat_types = MultiChoiceField(label="Threat types", choices=ThreatType.choices)
    districts = ModelCheckboxesField(
        District.objects.none(), label="Districts", to_field_name="key"
    )
    description = TextAreaField(
        label="Description",
        help_text="What the group does and where. Do not mention sources or covert activity.",
        max_length=4000,
    )
    national_ref = TextField(label="National reference", required=False, max_length=40)
    because = TextField(
        label="Reason", help_text="Why you are correcting the record.", max_length=400
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Return the subject with the OCG locked."""
        return subject | {"ocg": locked(subject["ocg"])}

    def narrow_choices(self) -> None:
        """Start with the current details, and offer districts of the owner's force.

        A ROCU chooses from all districts.
        """
        ocg: Ocg = self.subject["ocg"]
        current = _districts(ocg)
        current_rows = District.objects.filter(pk__in=[district.pk for district in current])
        offered = districts_of(current_leadership(ocg).ownership.agency) | current_rows
        self.fields["districts"].queryset = offered  # type: ignore[attr-defined]
        self.fields["districts"].required = offered.exists()
        self.fields["districts"].initial = current
        for name in ("name", "threat_types", "description", "national_ref"):
            self.fields[name].initial = getattr(ocg, name)


def _districts(ocg: Ocg) -> list[District]:
    return [area.district for area in ocg.areas.select_related("district__force")]


@command
def edit(
    *,
    actor: Actor,
    ocg: Ocg,
    name: str,
    threat_types: list[str],
    districts: Iterable[District],
    description: str,
    because: str,
    national_ref: str = "",
) -> Ocg:
    """Correct the details of an OCG, with a reason."""
    ocg = locked(ocg)
    name, national_ref = name.strip(), national_ref.strip()
    leadership, chosen, before = (
        current_leadership(ocg),
        list(districts),
        _in_words(ocg, _districts(ocg)),
    )
    duplicate = same_registered(leadership.owner, name=name, national_ref=national_ref, but=ocg.pk)
    ocg.name, ocg.threat_types, ocg.description = name, list(threat_types), description
    ocg.national_ref = national_ref
    changes = changed(before, _in_words(ocg, chosen))
    refuse_if(
        objections_to_edit(
            ocg, leadership.parts_of(actor), changes, text=f"{name} {description} {because}"
        )
        + objections_to_same(duplicate, name=name, national_ref=national_ref)
    )

    ocg.save(update_fields=["name", "threat_types", "description", "national_ref"])
    ocg.areas.exclude(district__in=chosen).delete()
    existing = set(ocg.areas.values_list("district", flat=True))
    Area.objects.bulk_create(
        Area(dossier=ocg.dossier, ocg=ocg, district=district)
        for district in chosen
        if district.pk not in existing
    )

    record(
        actor,
        "ocg.corrected",
        ocg.ref,
        dossier=ocg.dossier,
        tell=leadership.officers(),
        # The old description may have said too much, and the log would keep it for ever.
        changes=in_words(changes, but=("Description",)),
        because=because,
    )
    return ocg


def _in_words(ocg: Ocg, districts: list[District]) -> dict[str, str]:
    return {
        "Cover name": ocg.name,
        "Threat types": ocg.threats,
        "Districts": ", ".join(sorted(district.name for district in districts)),
        "Description": ocg.description,
        "National reference": ocg.national_ref,
    }

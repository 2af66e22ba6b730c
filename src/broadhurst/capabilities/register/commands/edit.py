"""Correct the details of an OCG: its name, threats, districts and description."""

from collections.abc import Iterable
from typing import Any

from broadhurst.capabilities.establishment.queries.districts import districts_of
from broadhurst.capabilities.register.forms.details import DetailsForm
from broadhurst.capabilities.register.models import Area, Ocg
from broadhurst.capabilities.register.queries.archiving import same_registered
from broadhurst.capabilities.register.queries.forms_on_ocg import to_work_on
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.correcting import (
    changed,
    in_words,
    objections_to_edit,
    objections_to_same,
)
from broadhurst.capabilities.register.rules.kinds import (
    SUSPECTED,
    objections_to_kind,
    objections_to_nominals,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import District
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if

DETAILS = ("kind", "name", "threat_types", "place", "group", "description", "national_ref")
FREE_TEXTS = ("Description", "Address or extent", "People at risk")


class EditForm(DetailsForm):
    prefills = True
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
        self.offer_districts(offered)
        self.fields["districts"].initial = current
        for name in DETAILS:
            self.fields[name].initial = getattr(ocg, name)


def _districts(ocg: Ocg) -> list[District]:
    return [area.district for area in ocg.areas.select_related("district__force")]


@for_record(to_work_on())
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
    kind: str = Ocg.Kind.OCG,
    place: str = "",
    group: str = "",
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
    ocg.national_ref, ocg.kind = national_ref, kind
    ocg.place, ocg.group = place.strip(), group.strip()
    suspected = ocg.memberships.filter(category__in=SUSPECTED).count()
    changes = changed(before, _in_words(ocg, chosen))
    refuse_if(
        objections_to_edit(
            ocg,
            leadership.parts_of(actor),
            changes,
            text=f"{name} {description} {place} {group} {because}",
        )
        + objections_to_kind(kind, place=ocg.place, group=ocg.group)
        + objections_to_nominals(kind, suspected)
        + objections_to_same(duplicate, name=name, national_ref=national_ref)
    )

    ocg.save(update_fields=list(DETAILS))
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
        # An old text may have said too much, and the log would keep it for ever.
        changes=in_words(changes, but=FREE_TEXTS),
        because=because,
    )
    return ocg


def _in_words(ocg: Ocg, districts: list[District]) -> dict[str, str]:
    return {
        "Kind of threat": ocg.get_kind_display(),
        "Cover name": ocg.name,
        "Threat types": ocg.threats,
        "Districts": ", ".join(sorted(district.name for district in districts)),
        "Address or extent": ocg.place,
        "People at risk": ocg.group,
        "Description": ocg.description,
        "National reference": ocg.national_ref,
    }

"""Correct the details of an organisation."""

from datetime import date
from typing import Any

from broadhurst.capabilities.establishment.commands.open_agency import KINDS, NATIONS
from broadhurst.capabilities.establishment.rules.administering import objections_to_administer
from broadhurst.capabilities.establishment.rules.organisations import (
    objections_to_name,
    objections_to_span,
)
from broadhurst.capabilities.establishment.writes.what_changed import facts_of, what_changed
from broadhurst.foundation import public_copies
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import ChoiceField, DateField, SelectField, TextField
from broadhurst.foundation.workflow import refuse_if

FACTS = ("name", "short_name", "kind", "nation", "from_on", "source")


class EditAgencyForm(CommandForm):
    prefills = True

    name = TextField(label="Name", max_length=120)
    short_name = TextField(label="Short name", help_text="For example, GMP", max_length=40)
    kind = SelectField(label="Kind", choices=KINDS)
    nation = ChoiceField(label="Nation", choices=NATIONS)
    from_on = DateField(label="First day", help_text="For example, 1 4 1974")
    source = TextField(
        label="Source", help_text="Where these facts come from.", required=False, max_length=400
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Return the subject with the organisation locked."""
        return subject | {"agency": lock(Agency.objects.all(), subject["agency"])}

    def narrow_choices(self) -> None:
        """Start with the current details."""
        for name, field in self.fields.items():
            field.initial = getattr(self.subject["agency"], name)


@command
def edit_agency(
    *,
    actor: Actor,
    agency: Agency,
    name: str,
    short_name: str,
    kind: str,
    nation: str,
    from_on: date,
    source: str = "",
) -> Agency:
    """Correct an organisation's name, kind or first day."""
    agency = lock(Agency.objects.all(), agency)
    taken = Agency.objects.filter(name=name).exclude(pk=agency.pk).exists()
    refuse_if(
        objections_to_administer(actor.roles)
        + objections_to_name(taken=taken)
        + objections_to_span(from_on, agency.until_on)
    )

    old = facts_of(agency, FACTS)
    agency.name, agency.short_name, agency.kind = name, short_name, kind
    agency.nation, agency.from_on, agency.source = nation, from_on, source
    agency.save()
    public_copies.changed(agency)

    before, after = what_changed(old, facts_of(agency, FACTS))
    record(actor, "agency.edited", agency.key, dossier=None, name=name, was=before, now=after)
    return agency

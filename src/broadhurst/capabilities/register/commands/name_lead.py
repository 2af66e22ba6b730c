"""Name the SIO, LRO or SRO of an OCG. The former lead ends at the same instant."""

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.establishment.queries.officers import officers_of, unit_of
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.register.queries.exemptions import in_force
from broadhurst.capabilities.register.queries.leadership import (
    current_leadership,
    locked,
    roles_covered,
)
from broadhurst.capabilities.register.rules.registering import objections_to_name_lead
from broadhurst.capabilities.register.writes.begin_lead import begin_lead
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import ChoiceField, TextField
from broadhurst.foundation.workflow import refuse_if


class NameLeadForm(CommandForm):
    role = ChoiceField(label="Role", choices=Lead.Role.choices, inline=True)
    officer = OfficerField(label="Officer")
    because = TextField(label="Reason", max_length=120)

    def narrow_choices(self) -> None:
        """Offer officers of the owner's organisation and of the LRO's.

        After a transfer to a ROCU the LRO is still in the force.
        """
        leadership, today = current_leadership(self.subject["ocg"]), clock.today()
        officers = officers_of(leadership.ownership.agency, today)
        if leadership.lro:
            officers |= officers_of(leadership.lro.unit.agency, today)
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]


@command
def name_lead(*, actor: Actor, ocg: Ocg, role: str, officer: Officer, because: str) -> Lead:
    """Name an officer as SIO, LRO or SRO of an OCG."""
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    refuse_if(
        objections_to_name_lead(
            ocg,
            leadership.parts_of(actor),
            role=role,
            officer=officer,
            leads=leadership.leads,
            is_exempt=in_force(ocg, officer, clock.today()) is not None,
            covers=roles_covered(ocg, officer),
        )
    )

    old_lead = leadership.lead(role)
    preferred_unit = old_lead.unit if old_lead else leadership.owner
    unit = unit_of(officer, preferred_unit, clock.today()) or leadership.owner
    lead = begin_lead(ocg, role, officer, unit, because)

    record(
        actor,
        "ocg.lead_named",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[officer, *([old_lead.officer] if old_lead else [])],
        role=lead.get_role_display(),
        was=old_lead.officer.name if old_lead else None,
        now=officer.name,
        because=because,
    )
    return lead

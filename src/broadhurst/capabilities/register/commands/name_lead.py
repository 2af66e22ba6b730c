"""Name the SIO, LRO or SRO of an OCG; whoever held the role is relieved at the same instant."""

from broadhurst.capabilities.establishment.queries import officers_of, unit_of
from broadhurst.capabilities.register import rules
from broadhurst.capabilities.register.commands.begin_lead import begin_lead
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.register.queries import locked, standing
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk.fields import ChoiceField, ModelSelectField, TextField
from broadhurst.foundation.workflow import refuse_if


class NameLeadForm(Ask):
    role = ChoiceField(label="Role", choices=Lead.Role.choices, inline=True)
    officer = ModelSelectField(Officer.objects.none(), label="Officer", to_field_name="username")
    because = TextField(label="Reason", max_length=120)

    def offer(self) -> None:
        """Officers of the owner's body, and of the LRO's: after a transfer that is the force."""
        now, day = standing(self.subject["ocg"]), clock.today()
        officers = officers_of(now.ownership.agency, day)
        if now.lro:
            officers |= officers_of(now.lro.unit.agency, day)
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]


@command
def name_lead(*, actor: Actor, ocg: Ocg, role: str, officer: Officer, because: str) -> Lead:
    """Name who leads on an OCG in a role."""
    ocg = locked(ocg)
    now = standing(ocg)
    refuse_if(
        rules.objections_to_name_lead(
            ocg, now.parts_of(actor), role=role, officer=officer, leads=now.leads
        )
    )

    was = now.lead(role)
    beside = was.unit if was else now.owner
    unit = unit_of(officer, beside, clock.today()) or now.owner
    lead = begin_lead(ocg, role, officer, unit, because)

    record(
        actor,
        "ocg.lead_named",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[officer, *([was.officer] if was else [])],
        role=lead.get_role_display(),
        was=was.officer.name if was else None,
        now=officer.name,
        because=because,
    )
    return lead

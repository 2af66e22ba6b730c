"""Name the SIO, LRO or SRO of an OCG; whoever held the role is relieved at the same instant."""

from broadhurst.capabilities.establishment.queries import officers_of
from broadhurst.capabilities.register import rules
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.register.queries import locked, standing
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk.fields import ChoiceField, ModelSelectField, TextField
from broadhurst.foundation.workflow import refuse_if

WHY = {"sio": Grant.Why.SIO, "lro": Grant.Why.LRO, "sro": Grant.Why.OWNER}


class NameLeadForm(Ask):
    role = ChoiceField(label="Role", choices=Lead.Role.choices, inline=True)
    officer = ModelSelectField(Officer.objects.none(), label="Officer", to_field_name="username")
    because = TextField(label="Reason", max_length=120)

    def offer(self) -> None:
        """Officers of the owner's body: leads from elsewhere are named by a transfer."""
        agency = standing(self.subject["ocg"]).ownership.agency
        self.fields["officer"].queryset = officers_of(agency, clock.today())  # type: ignore[attr-defined]


def begin_lead(ocg: Ocg, role: str, officer: Officer, unit: Unit, because: str) -> Lead:
    """Close the role's span and open the next at the same instant; sight follows the role.

    Not a command: the verbs that name leads (register, name_lead, a transfer) call it.
    """
    now = clock.now()
    for lead in ocg.leads.filter(role=role, until_at=None).select_related("officer", "unit"):
        lead.until_at = now
        lead.save(update_fields=["until_at"])
        grants.end(ocg.dossier, lead.officer, WHY[role])
        if role == "lro":
            grants.end(ocg.dossier, lead.unit, Grant.Why.LRO_UNIT)
    grants.give(ocg.dossier, Sight(officer, Grant.Level.WORK, WHY[role], ocg.ref))
    if role == "lro":
        grants.give(ocg.dossier, Sight(unit, Grant.Level.WORK, Grant.Why.LRO_UNIT, ocg.ref))
    return Lead.objects.create(
        dossier=ocg.dossier,
        ocg=ocg,
        role=role,
        officer=officer,
        unit=unit,
        from_at=now,
        because=because,
    )


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
    lead = begin_lead(ocg, role, officer, now.owner, because)

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

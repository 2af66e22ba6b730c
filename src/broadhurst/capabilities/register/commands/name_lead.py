"""Name the SIO, LRO or SRO of an OCG. The former lead ends at the same instant."""

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.establishment.queries.officers import (
    partner_officers,
    roles_of,
    unit_to_lead,
)
from broadhurst.capabilities.register.forms.leads import offer_leads, officers_who_lead
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.register.queries.exemptions import in_force
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import (
    current_leadership,
    locked,
    roles_covered,
)
from broadhurst.capabilities.register.rules.registering import (
    PARTNER_KINDS,
    objections_to_lead_on,
    objections_to_name_lead,
)
from broadhurst.capabilities.register.writes.begin_lead import begin_lead
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, TextField
from broadhurst.foundation.workflow import refuse_if


class NameLeadForm(CommandForm):
    role = ChoiceField(label="Role", choices=Lead.Role.choices, inline=True)
    officer = OfficerField(label="Officer", narrowed_by="role")
    because = TextField(label="Reason", max_length=120)
    agreed_with = TextField(
        label="Agreed with",
        help_text="Needed for an LRO from a partner, like a council: who there agreed, and when. "
        "They see the overview, the plan, liaison and referrals of this OCG, but no people, "
        "deconfliction or bids.",
        required=False,
        max_length=200,
    )

    def narrow_choices(self) -> None:
        """Offer officers of the owner's organisation and of the LRO's, and partners as LRO.

        After a transfer to a ROCU the LRO is still in the force.
        """
        leadership, role = current_leadership(self.subject["ocg"]), self.data.get("role", "")
        agencies = [leadership.ownership.agency]
        if leadership.lro:
            agencies.append(leadership.lro.unit.agency)
        officers = officers_who_lead(role, agencies)
        if role not in ("sio", "sro"):
            officers |= partner_officers(PARTNER_KINDS, clock.today())
        offer_leads(self, "officer", role, officers)


@for_record(on_ocg(lambda ocg, parts, _ocg: objections_to_lead_on(ocg, parts)))
@command
def name_lead(
    *, actor: Actor, ocg: Ocg, role: str, officer: Officer, because: str, agreed_with: str = ""
) -> Lead:
    """Name an officer as SIO, LRO or SRO of an OCG.

    An LRO can be an officer of a partner, which agreed to it.
    """
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    old_lead = leadership.lead(role)
    beside = [old_lead.unit, leadership.owner] if old_lead else [leadership.owner]
    unit = unit_to_lead(officer, beside, clock.today()) or leadership.owner
    refuse_if(
        objections_to_name_lead(
            ocg,
            leadership.parts_of(actor),
            role=role,
            officer=officer,
            leads=leadership.leads,
            is_exempt=in_force(ocg, officer, clock.today()) is not None,
            covers=roles_covered(ocg, officer),
            agency=unit.agency,
            agreed_with=agreed_with,
            roles=roles_of(officer, unit.agency, clock.today()),
        )
    )

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
        agreed_with=agreed_with,
    )
    return lead

"""Name a deputy who covers for an absent SIO, LRO or SRO."""

from datetime import date

from broadhurst.capabilities.cover.forms.days import DaysForm
from broadhurst.capabilities.cover.queries.covers import (
    covers_between,
    deputies_on,
    leads_to_cover,
)
from broadhurst.capabilities.cover.queries.forms import to_name_deputy
from broadhurst.capabilities.cover.rules import objections_to_name_deputy
from broadhurst.capabilities.cover.writes.begin_cover import begin_cover, unit_of_deputy
from broadhurst.capabilities.establishment.queries.officers import roles_of
from broadhurst.capabilities.register.forms.leads import offer_leads
from broadhurst.capabilities.register.models import Cover, Lead, Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import Refused, refuse_if


class NameDeputyForm(DaysForm):
    field_order = ("role",)

    role = ChoiceField(label="Role to cover", choices=Lead.Role.choices, inline=True)

    def narrow_choices(self) -> None:
        """Offer the leads whose cover the actor can arrange, and officers to cover for them."""
        leadership = current_leadership(self.subject["ocg"])
        leads = leads_to_cover(self.actor, leadership.leads)
        choices = [(lead.role, f"{lead.get_role_display()}, {lead.officer.name}") for lead in leads]
        role = self.fields["role"]
        role.choices = choices or Lead.Role.choices  # type: ignore[attr-defined]
        role.initial = leads[0].role if len(leads) == 1 else None
        chosen = self.data.get("role") or role.initial or ""
        offer_leads(self, "deputy", chosen, deputies_on(leadership, chosen))


@for_record(to_name_deputy)
@command
def name_deputy(
    *,
    actor: Actor,
    ocg: Ocg,
    role: str,
    deputy: Officer,
    from_on: date,
    until_on: date,
    because: str,
) -> Cover:
    """Let a deputy do a lead's work, from a day until the end of another."""
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    lead = leadership.lead(role)
    if lead is None:
        raise Refused(["This OCG has nobody in that role. Choose another role."])
    agency = unit_of_deputy(deputy, lead).agency
    refuse_if(
        objections_to_name_deputy(
            ocg, actor, lead, leadership.leads, deputy=deputy, from_on=from_on, until_on=until_on,
            today=clock.today(), because=because, others=covers_between(ocg, from_on, until_on),
            agency=agency,
            roles=roles_of(deputy, agency, clock.today()),
        )
    )  # fmt: skip

    cover = begin_cover(
        actor, lead, deputy=deputy, from_on=from_on, until_on=until_on, because=because
    )

    record(
        actor, "cover.named", cover.ref, dossier=ocg.dossier, tell=[deputy, lead.officer],
        deputy=deputy.name, lead=lead.officer.name, role=lead.get_role_display(), ocg=ocg.name,
        from_on=day(from_on), until_on=day(until_on), because=because,
    )  # fmt: skip
    return cover

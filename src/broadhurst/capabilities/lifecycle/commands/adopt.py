"""Adopt an OCG that was assessed. It is active from now on, with an SIO and an LRO."""

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.establishment.queries.officers import unit_of
from broadhurst.capabilities.lifecycle.queries.forms import to_step
from broadhurst.capabilities.register.forms.leads import offer_leads, officers_who_lead
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.assessing import current_assessment
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.queries.who_leads import objections_of_leads
from broadhurst.capabilities.register.rules.life import objections_to_adopt
from broadhurst.capabilities.register.rules.registering import objections_to_leads
from broadhurst.capabilities.register.writes.begin_lead import begin_leads
from broadhurst.capabilities.register.writes.enter_state import enter_state
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class AdoptForm(CommandForm):
    lro = OfficerField(label="LRO", help_text="Lead responsible officer.")
    sio = OfficerField(label="SIO", help_text="Senior investigating officer.")

    def narrow_choices(self) -> None:
        """Offer officers of the owner's organisation who can lead."""
        agency = current_leadership(self.subject["ocg"]).ownership.agency
        for lead in ("lro", "sio"):
            offer_leads(self, lead, lead, officers_who_lead(lead, [agency]))


@for_record(to_step("adopt"))
@command
def adopt(*, actor: Actor, ocg: Ocg, lro: Officer, sio: Officer) -> Ocg:
    """Adopt an OCG on its moderated assessment, and name its leads."""
    ocg = locked(ocg)
    leadership, assessment = current_leadership(ocg), current_assessment(ocg)
    refuse_if(
        objections_to_adopt(
            ocg, leadership.parts_of(actor), assessment=assessment, today=clock.today()
        )
        + objections_to_leads(sio=sio, lro=lro)
        + objections_of_leads(leadership.owner, lro=lro, sio=sio)
    )

    enter_state(actor, ocg, Ocg.State.ACTIVE)
    owner, today = leadership.owner, clock.today()
    begin_leads(
        ocg,
        "named on adoption",
        lro=(lro, unit_of(lro, owner, today) or owner),
        sio=(sio, unit_of(sio, owner, today) or owner),
    )

    record(
        actor,
        "ocg.adopted",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[owner, lro, sio],
        name=ocg.name,
        tier=assessment.moderation.tier if assessment else None,
        lro=lro.name,
        sio=sio.name,
    )
    return ocg

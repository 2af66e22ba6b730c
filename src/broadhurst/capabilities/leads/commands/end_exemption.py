"""End an exemption, once SIO and LRO are different people."""

from broadhurst.capabilities.leads.queries.exemptions import locked_exemption
from broadhurst.capabilities.leads.queries.forms import to_end
from broadhurst.capabilities.leads.rules import objections_to_end_exemption
from broadhurst.capabilities.register.models import Exemption
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class EndExemptionForm(CommandForm):
    because = TextField(label="Reason", max_length=200)


@for_record(to_end)
@command
def end_exemption(*, actor: Actor, exemption: Exemption, because: str) -> Exemption:
    """End an exemption now, with a reason."""
    exemption = locked_exemption(exemption)
    leadership = current_leadership(exemption.ocg)
    refuse_if(
        objections_to_end_exemption(
            exemption, actor, leadership.owner, leadership.leads, because=because
        )
    )

    exemption.ended_at, exemption.ended_by = clock.now(), actor.officer
    exemption.ended_because = because
    exemption.save(update_fields=["ended_at", "ended_by", "ended_because"])

    record(
        actor, "exemption.ended", exemption.ref, dossier=exemption.dossier,
        tell=leadership.officers(), name=exemption.officer.name, ocg=exemption.ocg.name,
        because=because,
    )  # fmt: skip
    return exemption

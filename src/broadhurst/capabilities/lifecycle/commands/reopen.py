"""Reopen an OCG that was not adopted, and assess it again."""

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.lifecycle.queries.forms import to_reopen
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.assessing import assess_by
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.capabilities.register.writes.enter_state import enter_state
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class ReopenForm(CommandForm):
    because = TextAreaField(
        label="Reason",
        help_text="Enter the new information. For example, a neighbour gave a second statement.",
        max_length=2000,
    )


@for_record(to_reopen)
@command
def reopen(*, actor: Actor, ocg: Ocg, because: str) -> Ocg:
    """Assess an OCG again that was not adopted. It needs a new assessment, and is checked again."""
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    refuse_if(to_reopen(actor, ocg) + objections_to_text(because))

    ocg.reactivated_at = clock.now()
    ocg.save(update_fields=["reactivated_at"])
    due_on = assess_by(leadership.owner.agency)
    enter_state(actor, ocg, Ocg.State.ASSESSING, due_on=due_on, explanation=because)
    check(actor=actor, ocg=ocg, occasion=Check.Occasion.ASKED)

    record(
        actor,
        "ocg.reopened",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[leadership.owner],
        name=ocg.name,
        due_on=day(due_on),
        because=because,
    )
    return ocg

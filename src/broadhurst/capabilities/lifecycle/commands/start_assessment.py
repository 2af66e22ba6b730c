"""Start to assess an OCG that was reported."""

from broadhurst.capabilities.lifecycle.queries.forms import to_step
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.assessing import assess_by
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.life import objections_to_step
from broadhurst.capabilities.register.writes.enter_state import enter_state
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class StartAssessmentForm(CommandForm):
    """A form without fields. The page shows the report, and the button starts the clock."""


@for_record(to_step("start_assessment"))
@command
def start_assessment(*, actor: Actor, ocg: Ocg) -> Ocg:
    """Take a report on. It is assessed within ten working days."""
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    refuse_if(objections_to_step(ocg, leadership.parts_of(actor), "start_assessment"))

    due_on = assess_by(leadership.owner.agency)
    enter_state(actor, ocg, Ocg.State.ASSESSING, due_on=due_on)

    record(
        actor,
        "ocg.assessment_started",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[leadership.owner],
        name=ocg.name,
        due_on=day(due_on),
    )
    return ocg

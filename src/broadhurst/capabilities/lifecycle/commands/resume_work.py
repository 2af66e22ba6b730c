"""Resume work on a dormant OCG. It is active again, and assessed again."""

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
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class ResumeWorkForm(CommandForm):
    because = TextAreaField(
        label="Reason",
        help_text="For example, one principal was released and is supplying again.",
        max_length=2000,
    )


@for_record(to_step("resume_work"))
@command
def resume_work(*, actor: Actor, ocg: Ocg, because: str) -> Ocg:
    """Make a dormant OCG active. Its assessment is due within ten working days."""
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    parts = leadership.parts_of(actor)
    refuse_if(objections_to_step(ocg, parts, "resume_work", text=because))

    due_on = assess_by(leadership.owner.agency)
    enter_state(actor, ocg, Ocg.State.ACTIVE, due_on=due_on, explanation=because)

    record(
        actor,
        "ocg.work_resumed",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[leadership.owner, *leadership.officers()],
        name=ocg.name,
        due_on=day(due_on),
        because=because,
    )
    return ocg

"""Reactivate an archived OCG. It needs a new assessment."""

from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.archiving import archivings_in_force
from broadhurst.capabilities.register.queries.assessing import assess_by
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.archiving import objections_to_reactivate
from broadhurst.capabilities.register.writes.enter_state import enter_state
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class ReactivateForm(CommandForm):
    because = TextAreaField(
        label="Reason",
        help_text="For example, two members were released and are supplying again.",
        max_length=2000,
    )


@for_record(on_ocg(lambda ocg, parts, _ocg: objections_to_reactivate(ocg, parts, text="")))
@command
def reactivate(*, actor: Actor, ocg: Ocg, because: str) -> Ocg:
    """Make an archived OCG active again, with its owner and leads. Assess it next."""
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    refuse_if(objections_to_reactivate(ocg, leadership.parts_of(actor), text=because))

    archiving = archivings_in_force(ocg).get()
    archiving.reactivated_by, archiving.reactivated_at = actor.officer, clock.now()
    archiving.reactivated_because = because
    archiving.save(update_fields=["reactivated_by", "reactivated_at", "reactivated_because"])
    ocg.reactivated_at = clock.now()
    ocg.save(update_fields=["reactivated_at"])
    due_on = assess_by(leadership.owner.agency)
    enter_state(actor, ocg, Ocg.State.ACTIVE, due_on=due_on, explanation=because)
    check(actor=actor, ocg=ocg, occasion=Check.Occasion.ASKED)

    record(
        actor,
        "ocg.reactivated",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[*leadership.officers(), leadership.owner],
        name=ocg.name,
        was=Ocg.State.ARCHIVED.label,
        now=ocg.get_state_display(),
        because=because,
    )
    return ocg

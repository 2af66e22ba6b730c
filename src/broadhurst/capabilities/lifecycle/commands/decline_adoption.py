"""Record that an OCG is not adopted, with a reason."""

from broadhurst.capabilities.archiving.queries import open_work
from broadhurst.capabilities.deconfliction.writes.follow_ocg import withdraw_entries
from broadhurst.capabilities.lifecycle.queries.forms import to_step
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.models.life import NOT_ADOPTED_BECAUSE
from broadhurst.capabilities.register.queries.assessing import assessment_to_moderate
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.life import objections_to_decline_adoption
from broadhurst.capabilities.register.writes.enter_state import enter_state
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class DeclineAdoptionForm(CommandForm):
    reason = ChoiceField(label="Reason", choices=NOT_ADOPTED_BECAUSE)
    explanation = TextAreaField(
        label="Explanation",
        help_text="For example, we checked both addresses: they are a taxi office and a shop.",
        max_length=2000,
    )


@for_record(to_step("decline_adoption"))
@command
def decline_adoption(*, actor: Actor, ocg: Ocg, reason: str, explanation: str) -> Ocg:
    """Close a report or an assessment without adopting the OCG. It can be reopened."""
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    refuse_if(
        objections_to_decline_adoption(
            ocg,
            leadership.parts_of(actor),
            open_work=open_work(ocg),
            waiting=assessment_to_moderate(ocg),
            text=explanation,
        )
    )

    was = ocg.get_state_display()
    stage = enter_state(actor, ocg, Ocg.State.NOT_ADOPTED, reason=reason, explanation=explanation)
    withdraw_entries(actor=actor, ocg=ocg)

    record(
        actor,
        "ocg.not_adopted",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[leadership.owner],
        name=ocg.name,
        was=was,
        reason=stage.get_reason_display(),
        explanation=explanation,
    )
    return ocg

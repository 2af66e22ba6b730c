"""Make an OCG dormant: nothing happens there at present, and it is looked at again on a day."""

from datetime import date

from broadhurst.capabilities.lifecycle.queries.forms import to_step
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.models.life import DORMANT_BECAUSE
from broadhurst.capabilities.register.queries.assessing import current_assessment
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.life import (
    objections_to_look_again_on,
    objections_to_make_dormant,
)
from broadhurst.capabilities.register.writes.enter_state import enter_state
from broadhurst.capabilities.tasking.queries.archiving import still_open as open_bids
from broadhurst.capabilities.transfers.queries.archiving import still_open as open_transfers
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, DateField, TextAreaField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class MakeDormantForm(CommandForm):
    reason = ChoiceField(label="Reason", choices=DORMANT_BECAUSE)
    explanation = TextAreaField(
        label="Explanation",
        help_text="For example, both principals are on remand until the trial in March.",
        max_length=2000,
    )
    review_on = DateField(
        label="Date of the next look", help_text="Within 26 weeks. For example, 27 3 2027."
    )


@for_record(to_step("make_dormant"))
@command
def make_dormant(*, actor: Actor, ocg: Ocg, reason: str, explanation: str, review_on: date) -> Ocg:
    """Make an assessed OCG dormant. It keeps its owner, leads and deconfliction entries."""
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    refuse_if(
        objections_to_make_dormant(
            ocg,
            leadership.parts_of(actor),
            assessment=current_assessment(ocg),
            open_work=[*open_bids(ocg), *open_transfers(ocg)],
            text=explanation,
        )
        + objections_to_look_again_on(review_on, clock.today())
    )

    stage = enter_state(
        actor, ocg, Ocg.State.DORMANT, due_on=review_on, reason=reason, explanation=explanation
    )

    record(
        actor,
        "ocg.made_dormant",
        ocg.ref,
        dossier=ocg.dossier,
        tell=[leadership.owner, *leadership.officers()],
        name=ocg.name,
        reason=stage.get_reason_display(),
        review_on=day(review_on),
        explanation=explanation,
    )
    return ocg

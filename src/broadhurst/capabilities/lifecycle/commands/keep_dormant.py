"""Keep an OCG dormant after another look at it, until a later day."""

from datetime import date

from broadhurst.capabilities.lifecycle.queries.forms import to_step
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.models.life import DORMANT_BECAUSE
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.rules.life import (
    objections_to_look_again_on,
    objections_to_step,
)
from broadhurst.capabilities.register.writes.enter_state import enter_state
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, DateField, TextAreaField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class KeepDormantForm(CommandForm):
    reason = ChoiceField(label="Reason", choices=DORMANT_BECAUSE)
    explanation = TextAreaField(
        label="Findings",
        help_text="For example, no calls or visits since August.",
        max_length=2000,
    )
    review_on = DateField(
        label="Date of the next look", help_text="Within 26 weeks. For example, 27 3 2027."
    )


@for_record(to_step("keep_dormant"))
@command
def keep_dormant(*, actor: Actor, ocg: Ocg, reason: str, explanation: str, review_on: date) -> Ocg:
    """Record that an OCG is still dormant, and when to look at it next."""
    ocg = locked(ocg)
    leadership = current_leadership(ocg)
    parts = leadership.parts_of(actor)
    refuse_if(
        objections_to_step(ocg, parts, "keep_dormant", text=explanation)
        + objections_to_look_again_on(review_on, clock.today())
    )

    enter_state(
        actor, ocg, Ocg.State.DORMANT, due_on=review_on, reason=reason, explanation=explanation
    )

    record(
        actor,
        "ocg.kept_dormant",
        ocg.ref,
        dossier=ocg.dossier,
        tell=leadership.officers(),
        name=ocg.name,
        review_on=day(review_on),
        explanation=explanation,
    )
    return ocg

"""Grade a desired outcome of a plan, with the reason."""

from typing import Any

from broadhurst.capabilities.plans.models import Grading, Outcome
from broadhurst.capabilities.plans.queries.aims import outcomes
from broadhurst.capabilities.plans.queries.forms import to_change_outcome
from broadhurst.capabilities.plans.queries.versions import live_version
from broadhurst.capabilities.plans.rules import aims as rules
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class GradeOutcomeForm(CommandForm):
    grade = ChoiceField(label="Grade", choices=Grading.Grade.choices)
    because = TextAreaField(
        label="Reason",
        help_text="The evidence for this grade, and what is missing. Do not name a victim.",
        max_length=2000,
    )


@for_record(to_change_outcome)
@command
def grade_outcome(*, actor: Actor, outcome: Outcome, grade: str, because: str) -> Any:
    """Grade an outcome. A later grade replaces it, and both are kept."""
    ocg = locked(outcome.plan.ocg)
    outcome = outcomes().get(pk=outcome.pk)
    leadership = current_leadership(ocg)
    refuse_if(
        rules.objections_to_change_outcome(
            ocg, leadership.parts_of(actor), live_version(ocg), outcome, text=because
        )
    )

    grading = Grading.objects.create(
        dossier=ocg.dossier,
        outcome=outcome,
        grade=grade,
        because=because,
        graded_by=actor.officer,
        graded_at=clock.now(),
    )

    record(
        actor,
        "plan.outcome_graded",
        ocg.ref,
        dossier=ocg.dossier,
        tell=leadership.officers(),
        outcome=outcome.ref,
        text=outcome.text,
        grade=grading.get_grade_display(),
    )
    return outcomes().get(pk=outcome.pk)

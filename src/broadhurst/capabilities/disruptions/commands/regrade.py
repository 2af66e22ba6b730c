"""Change the grade of an accepted disruption, and keep each earlier grade with its dates."""

from functools import partial

from broadhurst.capabilities.disruptions import rules
from broadhurst.capabilities.disruptions.models import Disruption, Grade, Step
from broadhurst.capabilities.disruptions.queries.disruptions import (
    leads_to_tell,
    locked_disruption,
    objections_to,
    objections_to_reason,
)
from broadhurst.capabilities.disruptions.writes.facts import add_step
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class RegradeForm(CommandForm):
    grade = ChoiceField(label="New grade", choices=Grade.choices)
    reason = TextAreaField(
        label="Reason",
        help_text="For example, an appeal succeeded, or the OCG did not recover.",
        max_length=2000,
    )

    def narrow_choices(self) -> None:
        """Give the wording of each grade."""
        disruption: Disruption = self.subject["disruption"]
        self.fields["grade"].widget.hints = disruption.policy.words


@for_record(partial(objections_to, "regrade"))
@command
def regrade(*, actor: Actor, disruption: Disruption, grade: str, reason: str) -> Disruption:
    """Change the grade from now on. Totals of earlier days keep the earlier grade."""
    disruption = locked_disruption(disruption)
    refuse_if(
        objections_to("regrade", actor, disruption)
        + objections_to_reason(disruption, reason)
        + rules.objections_to_regrade(grade=grade, now=disruption.grade)
    )

    before = disruption.get_grade_display()
    disruption.grade = grade
    disruption.save(update_fields=["grade"])
    add_step(actor, disruption, Step.Verb.REGRADED, grade=grade, reason=reason)

    record(
        actor,
        "disruption.regraded",
        disruption.ref,
        dossier=disruption.dossier,
        tell=leads_to_tell(disruption),
        before=in_sentence(before),
        grade=in_sentence(disruption.get_grade_display()),
        reason=reason,
    )
    return disruption

"""Set the priority and the next step of a finding for the actor's organisation."""

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.tracking.models import NextStep
from broadhurst.capabilities.tracking.writes.changed import locked_finding, objections_to_plan
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class SetNextStepForm(CommandForm):
    priority = ChoiceField(label="Priority", choices=NextStep.Priority.choices)
    text = TextAreaField(
        label="Next step",
        help_text="Say what happens next, like “Agree the training plan with the ROCU”. Everyone "
        "who signs in can read this.",
        max_length=1000,
        rows=3,
    )


@for_record(objections_to_plan)
@command
def set_next_step(*, actor: Actor, finding: Finding, priority: str, text: str) -> NextStep:
    """Set the priority and the next step. The earlier ones stay in the history."""
    finding = locked_finding(finding)
    refuse_if(objections_to_plan(actor, finding))

    step = NextStep.objects.create(
        finding=finding, agency=actor.agency, priority=priority, text=text.strip(),
        set_by=actor.officer, set_at=clock.now(),
    )  # fmt: skip

    record(
        actor,
        "finding.next_step_set",
        finding.report.ref,
        dossier=None,
        finding=in_sentence(str(finding)),
        agency=actor.agency.name,
        priority=in_sentence(step.get_priority_display()),
        text=step.text,
    )
    return step

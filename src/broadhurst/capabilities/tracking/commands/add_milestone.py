"""Add a milestone to a finding for the actor's organisation."""

from datetime import date

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.tracking import rules
from broadhurst.capabilities.tracking.models import Milestone
from broadhurst.capabilities.tracking.writes.changed import locked_finding, objections_to_plan
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import DateField, TextField
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.workflow import refuse_if


class AddMilestoneForm(CommandForm):
    text = TextField(
        label="Milestone",
        help_text="For example, “All LROs are trained”. Everyone who signs in can read this.",
        max_length=200,
    )
    due_on = DateField(label="Due date")


@for_record(objections_to_plan)
@command
def add_milestone(*, actor: Actor, finding: Finding, text: str, due_on: date) -> Milestone:
    """Add a milestone. The owner of the finding is notified before it is due."""
    finding = locked_finding(finding)
    refuse_if(
        objections_to_plan(actor, finding)
        + rules.objections_to_milestone(text, due_on, finding.report.published_on)
    )

    milestone = Milestone.objects.create(
        ref=new_reference("MIL"), finding=finding, agency=actor.agency, text=text.strip(),
        due_on=due_on, added_by=actor.officer, added_at=clock.now(),
    )  # fmt: skip

    record(
        actor,
        "milestone.added",
        milestone.ref,
        dossier=None,
        finding=in_sentence(str(finding)),
        text=milestone.text,
        due_on=day(due_on),
    )
    return milestone

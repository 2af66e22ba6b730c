"""Record that a milestone is completed."""

from datetime import date

from broadhurst.capabilities.tracking import rules
from broadhurst.capabilities.tracking.models import Milestone, MilestoneChange
from broadhurst.capabilities.tracking.writes.changed import (
    keep_change,
    locked_milestone,
    objections_to_change_open,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField, TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class CompleteMilestoneForm(CommandForm):
    done_on = DateField(label="Completed on", noun="the date it was completed")
    note = TextField(
        label="Note",
        help_text="For example, “All 14 LROs attended”.",
        required=False,
        max_length=200,
    )

    def narrow_choices(self) -> None:
        """Offer today."""
        self.fields["done_on"].initial = clock.today()


@for_record(objections_to_change_open)
@command
def complete_milestone(
    *, actor: Actor, milestone: Milestone, done_on: date, note: str = ""
) -> Milestone:
    """Complete a milestone, on the day that it was done."""
    milestone = locked_milestone(milestone)
    refuse_if(
        objections_to_change_open(actor, milestone)
        + rules.objections_to_done_on(done_on, clock.today())
    )

    milestone.done_on, milestone.done_by = done_on, actor.officer
    milestone.save(update_fields=["done_on", "done_by"])
    details = [["Completed on", "none", day(done_on)]]
    keep_change(actor, milestone, MilestoneChange.What.COMPLETED, note, details)

    record(
        actor, "milestone.completed", milestone.ref, dossier=None, text=milestone.text,
        done_on=day(done_on), because=note or None,
    )  # fmt: skip
    return milestone

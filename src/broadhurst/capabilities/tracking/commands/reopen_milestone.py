"""Reopen a milestone that was completed in error, or has to be done again."""

from broadhurst.capabilities.tracking import rules
from broadhurst.capabilities.tracking.models import Milestone, MilestoneChange
from broadhurst.capabilities.tracking.writes.changed import (
    keep_change,
    locked_milestone,
    objections_to_reopen,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class ReopenMilestoneForm(CommandForm):
    because = TextField(label="Reason", max_length=200)


@for_record(objections_to_reopen)
@command
def reopen_milestone(*, actor: Actor, milestone: Milestone, because: str) -> Milestone:
    """Reopen a completed milestone, with a reason."""
    milestone = locked_milestone(milestone)
    refuse_if(objections_to_reopen(actor, milestone) + rules.objections_to_reason(because))

    milestone.done_on, milestone.done_by = None, None
    milestone.save(update_fields=["done_on", "done_by"])
    keep_change(actor, milestone, MilestoneChange.What.REOPENED, because)

    record(
        actor, "milestone.reopened", milestone.ref, dossier=None, text=milestone.text,
        because=because,
    )  # fmt: skip
    return milestone

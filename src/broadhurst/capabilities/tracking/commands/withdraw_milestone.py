"""Withdraw a milestone that is no longer needed."""

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
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class WithdrawMilestoneForm(CommandForm):
    because = TextField(label="Reason", max_length=200)


@for_record(objections_to_change_open)
@command
def withdraw_milestone(*, actor: Actor, milestone: Milestone, because: str) -> Milestone:
    """Withdraw a milestone. It stays readable with the reason."""
    milestone = locked_milestone(milestone)
    refuse_if(objections_to_change_open(actor, milestone) + rules.objections_to_reason(because))

    milestone.withdrawn_at = clock.now()
    milestone.save(update_fields=["withdrawn_at"])
    keep_change(actor, milestone, MilestoneChange.What.WITHDRAWN, because)

    record(
        actor, "milestone.withdrawn", milestone.ref, dossier=None, text=milestone.text,
        because=because,
    )  # fmt: skip
    return milestone

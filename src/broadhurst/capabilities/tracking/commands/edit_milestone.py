"""Correct the text or the date of a milestone, with a reason."""

from datetime import date
from typing import Any

from broadhurst.capabilities.tracking import rules
from broadhurst.capabilities.tracking.commands.add_milestone import AddMilestoneForm
from broadhurst.capabilities.tracking.models import Milestone, MilestoneChange
from broadhurst.capabilities.tracking.writes.changed import (
    keep_change,
    locked_milestone,
    objections_to_change_open,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class EditMilestoneForm(AddMilestoneForm):
    prefills = True

    because = TextField(
        label="Reason for the change",
        help_text="For example, “The course moved to May”.",
        max_length=200,
    )

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the milestone."""
        return subject | {"milestone": locked_milestone(subject["milestone"])}

    def narrow_choices(self) -> None:
        """Fill in what is recorded now."""
        for name in ("text", "due_on"):
            self.fields[name].initial = getattr(self.subject["milestone"], name)


@for_record(objections_to_change_open)
@command
def edit_milestone(
    *, actor: Actor, milestone: Milestone, text: str, due_on: date, because: str
) -> Milestone:
    """Correct a milestone. Its page keeps what it said before."""
    milestone = locked_milestone(milestone)
    text = text.strip()
    details = _details(milestone, text, due_on)
    refuse_if(
        objections_to_change_open(actor, milestone)
        + rules.objections_to_milestone(text, due_on, milestone.finding.report.published_on)
        + rules.objections_to_edit(details, because)
    )

    milestone.text, milestone.due_on = text, due_on
    milestone.save(update_fields=["text", "due_on"])
    keep_change(actor, milestone, MilestoneChange.What.EDITED, because, details)

    record(
        actor, "milestone.edited", milestone.ref, dossier=None, text=text, because=because,
        due_on=day(due_on),
    )  # fmt: skip
    return milestone


def _details(milestone: Milestone, text: str, due_on: date) -> list[list[str]]:
    details = []
    if text != milestone.text:
        details.append(["Milestone", milestone.text, text])
    if due_on != milestone.due_on:
        details.append(["Due date", day(milestone.due_on), day(due_on)])
    return details

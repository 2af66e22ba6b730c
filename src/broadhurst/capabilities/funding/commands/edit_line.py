"""Edit a funding line, with the reason."""

from datetime import date
from typing import Any

from broadhurst.capabilities.funding.forms.line import LineForm
from broadhurst.capabilities.funding.forms.reason import reason_field
from broadhurst.capabilities.funding.models import Line
from broadhurst.capabilities.funding.queries.forms import to_move_line, to_write
from broadhurst.capabilities.funding.queries.lines import locked_line
from broadhurst.capabilities.funding.queries.posts import spans_on
from broadhurst.capabilities.funding.rules import lines as rules
from broadhurst.capabilities.funding.writes.changes import note
from broadhurst.capabilities.funding.writes.facts import changed, facts_of_line
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if

FACTS = ("name", "instrument", "amount", "first_day", "last_day", "ring_fence")


class EditLineForm(LineForm):
    prefills = True

    because = reason_field()

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the line."""
        return subject | {"line": locked_line(subject["line"])}

    def narrow_choices(self) -> None:
        """Fill in what the line says now."""
        super().narrow_choices()
        line: Line = self.subject["line"]
        for name in FACTS:
            self.fields[name].initial = getattr(line, name)
        self.fields["funder"].initial = line.funder.key


@for_record(to_move_line("edit"))
@command
def edit_line(*, actor: Actor, line: Line, funder: Agency, because: str, **facts: Any) -> Line:
    """Change what a funding line says. Its history keeps what it said before, and the reason."""
    refuse_if(to_write(actor, line))
    line = locked_line(line)
    before = facts_of_line(line)
    line.funder = funder
    for name in FACTS:
        setattr(line, name, facts[name])
    first_day: date = line.first_day
    refuse_if(
        rules.objections_to_stage("edit", line.status)
        + rules.objections_to_line(
            amount=line.amount, first_day=first_day, last_day=line.last_day
        )
        or rules.objections_to_shares(spans_on(line))
    )  # fmt: skip

    line.save()
    changes = changed(before, facts_of_line(line)) or "nothing"
    note(actor, line, f"Edited: {changes}", because)

    record(
        actor, "funding_line.edited", line.ref, dossier=None, name=line.name, what=changes,
        because=because,
    )  # fmt: skip
    return line

"""End a funding line before its last day."""

from datetime import date

from broadhurst.capabilities.funding.forms.reason import reason_field
from broadhurst.capabilities.funding.models import Line
from broadhurst.capabilities.funding.queries.forms import to_move_line, to_write
from broadhurst.capabilities.funding.queries.lines import locked_line
from broadhurst.capabilities.funding.queries.notified import providers_on
from broadhurst.capabilities.funding.rules import lines as rules
from broadhurst.capabilities.funding.writes.changes import note
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class EndLineForm(CommandForm):
    ended_on = DateField(label="Last day of funding", help_text="For example, 31 3 2027")
    because = reason_field()


@for_record(to_move_line("end"))
@command
def end_line(*, actor: Actor, line: Line, ended_on: date, because: str) -> Line:
    """End a funding line, for good, on its last day or an earlier one.

    To undo an end that was recorded in error, confirm the line again.
    """
    refuse_if(to_write(actor, line))
    line = locked_line(line)
    refuse_if(
        rules.objections_to_stage("end", line.status)
        + rules.objections_to_end(ended_on, line.last_day)
    )

    line.status, line.status_on = Line.Status.ENDED, clock.today()
    line.ended_on, line.because = ended_on, because
    line.save()
    note(actor, line, f"Ends on {day(ended_on)}", because)

    record(
        actor, "funding_line.ended", line.ref, dossier=None, tell=providers_on(line),
        name=line.name, ended_on=day(ended_on), because=because,
    )  # fmt: skip
    return line

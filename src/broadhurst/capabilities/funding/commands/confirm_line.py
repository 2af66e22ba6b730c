"""Record that the funder confirmed a line."""

from datetime import date

from broadhurst.capabilities.funding.models import Line
from broadhurst.capabilities.funding.queries.forms import to_move_line, to_write
from broadhurst.capabilities.funding.queries.lines import locked_line
from broadhurst.capabilities.funding.queries.posts import spans_on
from broadhurst.capabilities.funding.rules import lines as rules
from broadhurst.capabilities.funding.writes.changes import note
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField, TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class ConfirmLineForm(CommandForm):
    confirmed_on = DateField(
        label="Confirmed on",
        noun="the date it was confirmed",
        help_text="The date of the funder’s letter.",
    )
    because = TextField(
        label="Note", help_text="For example, the letter’s reference.", required=False,
        max_length=400,
    )  # fmt: skip


@for_record(to_move_line("confirm"))
@command
def confirm_line(*, actor: Actor, line: Line, confirmed_on: date, because: str = "") -> Line:
    """Record that the funder confirmed a line.

    This also corrects a day of confirmation, settles a dispute, and undoes an end.
    """
    refuse_if(to_write(actor, line))
    line = locked_line(line)
    line.ended_on, line.because = None, ""
    refuse_if(
        rules.objections_to_stage("confirm", line.status)
        + rules.objections_to_confirmed_on(confirmed_on, clock.today())
        + rules.objections_to_shares(spans_on(line))
    )

    line.status, line.status_on = Line.Status.CONFIRMED, clock.today()
    line.confirmed_on = confirmed_on
    line.save()
    note(actor, line, f"Confirmed on {day(confirmed_on)}", because)

    record(
        actor, "funding_line.confirmed", line.ref, dossier=None, name=line.name,
        confirmed_on=day(confirmed_on), because=because,
    )  # fmt: skip
    return line

"""Record that a line is in dispute."""

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
from broadhurst.foundation.workflow import refuse_if


class DisputeLineForm(CommandForm):
    because = reason_field()


@for_record(to_move_line("dispute"))
@command
def dispute_line(*, actor: Actor, line: Line, because: str) -> Line:
    """Record that a line is in dispute, so that it no longer counts as confirmed."""
    refuse_if(to_write(actor, line))
    line = locked_line(line)
    refuse_if(rules.objections_to_stage("dispute", line.status))

    line.status, line.status_on = Line.Status.IN_DISPUTE, clock.today()
    line.because = because
    line.save()
    note(actor, line, "In dispute", because)

    record(
        actor, "funding_line.disputed", line.ref, dossier=None, tell=providers_on(line),
        name=line.name, because=because,
    )  # fmt: skip
    return line

"""Record a funding line of your organisation."""

from datetime import date

from broadhurst.capabilities.funding.forms.line import LineForm
from broadhurst.capabilities.funding.models import Line
from broadhurst.capabilities.funding.rules import lines as rules
from broadhurst.capabilities.funding.writes.changes import note
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.words import day, pounds
from broadhurst.foundation.workflow import refuse_if


class RecordLineForm(LineForm):
    pass


@command
def record_line(
    *,
    actor: Actor,
    name: str,
    funder: Agency,
    instrument: str,
    amount: int,
    first_day: date,
    last_day: date,
    ring_fence: str = "",
) -> Line:
    """Record a funding line of your organisation. It is indicative until it is confirmed."""
    refuse_if(
        rules.objections_to_role(actor.roles)
        + rules.objections_to_line(amount=amount, first_day=first_day, last_day=last_day)
    )

    line = Line.objects.create(
        ref=new_reference("FLN"),
        recipient=actor.agency,
        name=name,
        funder=funder,
        instrument=instrument,
        amount=amount,
        first_day=first_day,
        last_day=last_day,
        ring_fence=ring_fence,
        status_on=clock.today(),
        recorded_at=clock.now(),
    )
    note(actor, line, f"Recorded: {pounds(amount)}, {day(first_day)} to {day(last_day)}")

    kind = Event.Kind.COLLECTION
    record(actor, "funding_line.recorded", line.ref, dossier=None, kind=kind, name=name)
    return line

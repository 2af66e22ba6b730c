"""Discard the text of entries that are not saved."""

from broadhurst.capabilities.inspectorate_register.models import Reading
from broadhurst.capabilities.inspectorate_register.queries.readings import locked_reading, to_change
from broadhurst.capabilities.inspectorate_register.rules import saving as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class DiscardReadingForm(CommandForm):
    """Form with no fields."""


@for_record(to_change)
@command
def discard_reading(*, actor: Actor, reading: Reading) -> Reading:
    """Delete a text that is not saved. The log keeps that it was sent."""
    reading = locked_reading(reading)
    refuse_if(rules.objections_to_change(actor.roles, reading))

    reading.text, reading.discarded_at = "", clock.now()
    reading.save(update_fields=["text", "discarded_at"])

    record(
        actor, "reading.discarded", reading.ref, dossier=reading.dossier, kind=Event.Kind.ERASURE
    )
    return reading

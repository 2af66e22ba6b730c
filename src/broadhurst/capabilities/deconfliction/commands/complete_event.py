"""Complete an event: it is over, and meets no other from now on."""

from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.deconfliction.rules import events as rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.workflow import refuse_if


class CompleteEventForm(Ask):
    """Nothing is asked."""


@command
def complete_event(*, actor: Actor, event: Event) -> Event:
    """Say that a live event is done. It is deleted at its end and buffer; its hits stay."""
    event = lock(Event.objects.all(), event)
    refuse_if(rules.objections_to_complete(actor.roles, event))

    event.state = Event.State.DONE
    event.save(update_fields=["state"])

    record(actor, "event.completed", event.ref, dossier=None)
    return event

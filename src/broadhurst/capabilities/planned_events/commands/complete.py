"""Complete an event: it is over, and no longer conflicts with others."""

from broadhurst.capabilities.deconfliction.matching import event_store
from broadhurst.capabilities.deconfliction.models import Event
from broadhurst.capabilities.planned_events.conflicts import notify_event_over
from broadhurst.capabilities.planned_events.queries.forms import by_roles
from broadhurst.capabilities.planned_events.rules import events as rules
from broadhurst.capabilities.planned_events.writes.about_other import about_other
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit import models as audit
from broadhurst.foundation.audit.record import command, record, record_by_system
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class CompleteEventForm(CommandForm):
    """Form with no fields."""


@for_record(by_roles(rules.objections_to_complete))
@command
def complete_event(*, actor: Actor, event: Event) -> Event:
    """Mark a live event as done, and notify the other sides of its open hits.

    It is deleted at its end plus buffer. Its hits stay.
    """
    event_store.wait_for_others()
    event = lock(Event.objects.all(), event)
    refuse_if(rules.objections_to_complete(actor.roles, event))

    others = notify_event_over(event)

    record(actor, "event.completed", event.ref, dossier=None, past_the_wall=event_store.TO_SAY_OVER)
    record_by_system(
        "hit.event_over", about_other(others), dossier=None, kind=audit.Event.Kind.DISCLOSURE
    )
    return event

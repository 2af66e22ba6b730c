"""Cancel an event: it meets no other from now on, and one's own side of its hits is closed."""

from broadhurst.capabilities.deconfliction import meeting
from broadhurst.capabilities.deconfliction.models import Event, HitSide
from broadhurst.capabilities.deconfliction.queries.events import open_hits_of
from broadhurst.capabilities.deconfliction.rules import events as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class CancelEventForm(Ask):
    reason = TextAreaField(
        label="Reason", help_text="The other side of a hit does not see this.", rows=3,
        max_length=500,
    )  # fmt: skip


@command
def cancel_event(*, actor: Actor, event: Event, reason: str) -> Event:
    """Cancel an event that is planned or live, and close its hits on this side as cancelled."""
    meeting.wait_for_others()
    event = lock(Event.objects.select_related("unit"), event)
    refuse_if(rules.objections_to_cancel(actor.roles, event, reason))

    event.state = Event.State.CANCELLED
    event.save(update_fields=["state"])
    hits = [side.ref for side in open_hits_of(event)]
    HitSide.objects.filter(unit=event.unit, event=event, closed_at=None).update(
        outcome=HitSide.Outcome.ONE_CANCELS, reason=reason.strip(), closed_at=clock.now(),
        closed_by=actor.officer,
    )  # fmt: skip

    record(
        actor,
        "event.cancelled",
        event.ref,
        dossier=None,
        tell=[event.unit],
        reason=reason,
        hits=", ".join(hits),
    )
    return event

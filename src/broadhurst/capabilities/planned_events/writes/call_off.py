"""Cancel an event: its own unit does, or the command that withdraws its request."""

from broadhurst.capabilities.deconfliction.matching import event_store, recent_use
from broadhurst.capabilities.deconfliction.rules.planning import CANCELLED_WITHIN, Planned
from broadhurst.capabilities.deconfliction.writes.announce import flag_probing
from broadhurst.capabilities.planned_events.conflicts import cancel_with_hits
from broadhurst.capabilities.planned_events.writes.about_other import about_other
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit import models as audit
from broadhurst.foundation.audit.record import record, record_by_system


def call_off_event(*, actor: Actor, ref: str, reason: str) -> None:
    """Cancel a planned or live event of any unit, whatever the actor's roles.

    The officer who withdraws the work decides that its event is off. The event's unit is notified.
    """
    planned = recent_use.recent_plans(actor.officer)
    event_store.wait_for_others()
    cancel(actor, ref, reason, planned)


def cancel(actor: Actor, ref: str, reason: str, planned: Planned) -> None:
    """Cancel an event, unless it is over; notify its unit and the other sides of its hits."""
    called_off = cancel_with_hits(ref, actor.officer, reason.strip())
    if called_off is None:
        return
    event = called_off.event
    is_soon = clock.now() - event.planned_at < CANCELLED_WITHIN

    record(
        actor,
        "event.cancelled",
        event.ref,
        dossier=None,
        tell=[event.unit],
        reason=reason,
        hits=", ".join(called_off.closed),
        soon="yes" if is_soon else "no",
        past_the_wall=event_store.TO_CALL_OFF,
    )
    record_by_system(
        "hit.event_cancelled",
        about_other(called_off.others),
        dossier=None,
        kind=audit.Event.Kind.DISCLOSURE,
    )
    flag_probing(actor, event, planned)

"""Check an event against those of other units, after it is planned or changed."""

from broadhurst.capabilities.deconfliction import receipts
from broadhurst.capabilities.deconfliction.matching import event_store
from broadhurst.capabilities.deconfliction.models import Check, Event
from broadhurst.capabilities.deconfliction.rules.planning import event_answer
from broadhurst.capabilities.deconfliction.writes.announce import tell_sides
from broadhurst.capabilities.planned_events.conflicts import find_conflicts
from broadhurst.capabilities.planned_events.rules.limits import is_wide
from broadhurst.capabilities.planned_events.writes.about_other import about_other
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit import models as audit
from broadhurst.foundation.audit.record import record, record_by_system


def in_words(event: Event) -> str | None:
    """Return "yes" for the log if an event reaches far or lasts long, else None."""
    return "yes" if is_wide(event.radius_m, event.begins_at, event.expires_at) else None


def check_event(actor: Actor, event: Event, *, is_moved: bool = True) -> Check:
    """Check an event against those of other units, and issue a receipt.

    Both sides of each hit are notified. At the same time the other sides of earlier hits learn
    that the event moved.
    """
    result = find_conflicts(event, is_moved=is_moved)
    check = Check.objects.create(
        ref=receipts.new_number(), unit=event.unit,
        occasion=Check.Occasion.EVENT, matter=event.ref, made_by=actor.officer,
        made_at=clock.now(), entries=int(is_moved), hit_count=result.standing,
    )  # fmt: skip
    record(
        actor, "event.checked", event.ref, dossier=None, kind=audit.Event.Kind.COMBINATION,
        receipt=check.ref, answer=event_answer(check.hit_count),
        past_the_wall=event_store.TO_MEET,
    )  # fmt: skip
    # The system is the actor, so that no notification names the officer who planned the event.
    tell_sides(result.raised)
    record_by_system(
        "hit.event_changed", about_other(result.others), dossier=None,
        kind=audit.Event.Kind.DISCLOSURE,
    )  # fmt: skip
    return check

"""Count what moves in deconfliction when an OCG is merged into another, or split."""

from collections.abc import Sequence

from django.db.models import QuerySet

from broadhurst.capabilities.deconfliction.models import Entry, Event, HitSide
from broadhurst.capabilities.deconfliction.targets.recorded import entries_about
from broadhurst.capabilities.register.corrections import Before
from broadhurst.foundation import clock


def count_of(ocg_ref: str) -> dict[str, int]:
    """Return how many records the reader sees that move, by kind."""
    return {
        "entries": Entry.objects.filter(ocg_ref=ocg_ref, expires_at__gt=clock.now()).count(),
        "hits": HitSide.objects.filter(ocg_ref=ocg_ref).count(),
        "events": events_to_come(ocg_ref).count(),
    }


def count_about(ocg_ref: str, about: Sequence[Before]) -> dict[str, int]:
    """Return how many records about some people and identifiers the reader sees, by kind."""
    live = Entry.objects.filter(ocg_ref=ocg_ref, expires_at__gt=clock.now())
    entries = entries_about(live, about)
    sides = HitSide.objects.filter(ocg_ref=ocg_ref, entry__in=entries)
    return {"entries": len(entries), "hits": sides.count()}


def events_to_come(ocg_ref: str) -> QuerySet[Event]:
    """Return the planned events of an OCG that the reader sees."""
    return Event.objects.filter(ocg_ref=ocg_ref, state__in=Event.TO_COME).order_by("starts_at")

"""Count what moves in deconfliction when an OCG is merged into another."""

from broadhurst.capabilities.deconfliction.models import Entry, Event, HitSide
from broadhurst.foundation import clock


def count_of(ocg_ref: str) -> dict[str, int]:
    """Return how many records the reader sees that move, by kind."""
    return {
        "entries": Entry.objects.filter(ocg_ref=ocg_ref, expires_at__gt=clock.now()).count(),
        "hits": HitSide.objects.filter(ocg_ref=ocg_ref).count(),
        "events": Event.objects.filter(ocg_ref=ocg_ref, state__in=("planned", "live")).count(),
    }

"""When job workers were last seen, and whether bulk checks wait for one. Past the wall."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from broadhurst.capabilities.deconfliction.matching.bulk import waiting
from broadhurst.capabilities.deconfliction.models import BulkCheck, JobWorker
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated

TO_WATCH = "to see whether a worker runs the bulk checks that wait"
LATE_AFTER = timedelta(minutes=1)
FORGOTTEN_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class Late:
    """Bulk checks that nobody runs: how many, since when, and when a worker was last seen."""

    waiting: int
    since: datetime
    seen_at: datetime | None


def note_seen(name: str) -> None:
    """Note that a worker lives. It says so every few seconds."""
    now = clock.now()
    with elevated(TO_WATCH):
        JobWorker.objects.update_or_create(
            name=name,
            defaults={"seen_at": now},
            create_defaults={"started_at": now, "seen_at": now},
        )
        JobWorker.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()


def late() -> Late | None:
    """The bulk checks that wait while no worker is there; None if all is well."""
    since = clock.now() - LATE_AFTER
    refs = waiting()
    with elevated(TO_WATCH):
        old = BulkCheck.objects.filter(ref__in=refs, asked_at__lt=since)
        asked = [one for one in old.values_list("asked_at", flat=True) if one]
        seen_at = JobWorker.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
    if not asked or (seen_at and seen_at >= since):
        return None
    return Late(len(asked), min(asked), seen_at)

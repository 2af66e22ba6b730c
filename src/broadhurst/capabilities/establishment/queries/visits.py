"""The last visit of an officer, as home and its doors count it."""

from datetime import datetime, timedelta

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event

TAKEN = "posting.taken"
SEEN_FOR = timedelta(days=1)


def last_visit(actor: Actor) -> datetime | None:
    """Return the officer's last sign-in that is at least a day old, or None."""
    day_ago = clock.now() - SEEN_FOR
    before = Event.objects.filter(officer=actor.officer, verb=TAKEN, at__lte=day_ago)
    last: datetime | None = before.order_by("-at").values_list("at", flat=True).first()
    return last

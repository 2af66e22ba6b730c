"""What a unit has open and ahead, for the room's first page."""

from datetime import timedelta

from django.db.models import F, Q, QuerySet

from broadhurst.capabilities.deconfliction.models import BulkCheck, Check, Event, HitSide
from broadhurst.capabilities.deconfliction.queries.asking import checks_made
from broadhurst.capabilities.deconfliction.queries.events import events, events_in_conflict
from broadhurst.capabilities.deconfliction.queries.hits import sides
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Unit

SHOWN = 20
AHEAD = timedelta(days=7)


def open_sides(unit: Unit) -> QuerySet[HitSide]:
    """Open hits of a unit, and of all units that it serves as their desk: soonest due first."""
    still = sides().filter(Q(unit=unit) | Q(desk=unit), closed_at=None)
    return still.order_by(F("acknowledged_at").asc(nulls_first=True), "due_at", "pk")


def last_checks(unit: Unit) -> QuerySet[Check]:
    """The last receipts of a unit."""
    return checks_made().select_related("ocg", "made_by").filter(unit=unit)[:SHOWN]


def events_of_the_week(unit: Unit) -> int:
    """How many events of the unit lie ahead, or are under way, in a week."""
    return _ahead(events(), unit).count()


def events_in_conflict_ahead(unit: Unit) -> int:
    """Of these, how many have an open hit."""
    return _ahead(events_in_conflict(), unit).count()


def bulk_checks_under_way(unit: Unit) -> int:
    """Bulk checks that a worker has yet to answer."""
    stages = (BulkCheck.Stage.WAITING, BulkCheck.Stage.RUNNING)
    return BulkCheck.objects.filter(unit=unit, stage__in=stages).count()


def _ahead(some: QuerySet[Event], unit: Unit) -> QuerySet[Event]:
    states = (Event.State.PLANNED, Event.State.LIVE)
    now = clock.now()
    return some.filter(unit=unit, state__in=states, starts_at__lt=now + AHEAD, ends_at__gt=now)

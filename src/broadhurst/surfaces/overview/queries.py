"""A unit's open hits, upcoming events and last checks, for the overview page."""

from datetime import timedelta

from django.db.models import F, Q, QuerySet

from broadhurst.capabilities.deconfliction.models import Check, Event, HitSide
from broadhurst.capabilities.deconfliction.queries.entries import checks_made
from broadhurst.capabilities.deconfliction.queries.hits import sides
from broadhurst.capabilities.planned_events.queries.events import events, events_in_conflict
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Unit

SHOWN = 20
AHEAD = timedelta(days=7)


def open_sides(unit: Unit) -> QuerySet[HitSide]:
    """Return open hits of a unit and of those it serves as desk, soonest due first."""
    still_open = sides().filter(Q(unit=unit) | Q(desk=unit), closed_at=None)
    return still_open.order_by(F("acknowledged_at").asc(nulls_first=True), "due_at", "pk")


def last_checks(unit: Unit) -> QuerySet[Check]:
    """Return the last checks of a unit."""
    return checks_made().select_related("ocg", "made_by").filter(unit=unit)[:SHOWN]


def events_of_the_week(unit: Unit) -> int:
    """Return how many events of the unit are under way or start within a week."""
    return _ahead(events(), unit).count()


def events_in_conflict_ahead(unit: Unit) -> int:
    """Return how many of these events have an open hit."""
    return _ahead(events_in_conflict(), unit).count()


def _ahead(candidates: QuerySet[Event], unit: Unit) -> QuerySet[Event]:
    now = clock.now()
    return candidates.filter(
        unit=unit, state__in=Event.TO_COME, starts_at__lt=now + AHEAD, ends_at__gt=now
    )

"""The OCGs that were active at an instant, or at each of several, with their owners."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import DateTimeField, ExpressionWrapper, Func, Q, QuerySet
from django.db.models.functions import Greatest, Least

from broadhurst.capabilities.register.models import Ocg, Ownership
from broadhurst.capabilities.register.queries.ocgs import active_at, active_then, in_force_at
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.prepared_query import prepared_query, within
from broadhurst.foundation.access.reach import within_reach, written_reach
from broadhurst.foundation.database.arrays import Numbers, array
from broadhurst.foundation.database.months import bucket
from broadhurst.foundation.figure import Scope

A_MOMENT = timedelta(microseconds=1)  # the shortest time that PostgreSQL tells apart


def active_ownerships(scope: Scope, instant: datetime) -> QuerySet[Ownership]:
    """Return the spans of ownership that an instant is in, of OCGs that were active then.

    An OCG has one owner at a time, so each is there once.
    """
    rows = Ownership.objects.filter(
        in_force_at(instant),
        active_at(instant, "ocg"),
        ocg__registered_at__lt=instant,
        **scope.only("agency"),
    )
    return within_reach(rows)


@read_once
def active_owners(scope: Scope, instant: datetime) -> dict[int, int]:
    """Return the OCGs that a scope owned at an instant and that were active then, by id.

    Each has the id of its owning organisation.
    """
    past = None if instant >= clock.now() else instant
    return dict(_owners(instant, past, scope.ids, written_reach()))


@prepared_query
def _owners(
    instant: datetime, past: datetime | None, agencies: list[int] | None, dossiers: Numbers | None
) -> QuerySet[Ownership, tuple[int, int]]:
    """Select the OCGs of an instant. `past` is the same, or None for now."""
    rows = Ownership.objects.filter(
        in_force_at(instant), active_then(past, "ocg"), ocg__registered_at__lt=instant
    )
    rows = within(within(rows, "agency", agencies), "dossier", dossiers)
    return rows.order_by().values_list("ocg", "agency")


@read_once
def active_owners_at(scope: Scope, instants: tuple[datetime, ...]) -> list[dict[int, int]]:
    """Return what `active_owners` returns for each of several instants, with one query.

    PostgreSQL would look for the OCGs of each instant among all spans again. Other figures may have
    read those of a single instant.
    """
    days = sorted(set(instants))
    if len(days) <= 1:
        return [active_owners(scope, instant) for instant in instants]
    counts: dict[datetime, dict[int, int]] = {instant: {} for instant in days}
    spans = _spans(days, days[0], days[-1], scope.ids, written_reach())
    for ocg, agency, first, end in spans:
        for instant in days[first:end]:
            counts[instant][ocg] = agency
    return [counts[instant] for instant in instants]


@prepared_query
def _spans(
    days: list[datetime],
    first: datetime,
    last: datetime,
    agencies: list[int] | None,
    dossiers: Numbers | None,
) -> QuerySet[Ownership, tuple[int, int, int, int | None]]:
    """Select the OCGs of several days, each with the numbers of its first day and its end."""
    rows = Ownership.objects.filter(
        _overlaps(first, last),
        _overlaps(first, last, "ocg__stages__"),
        ocg__stages__state=Ocg.State.ACTIVE,
    )
    begun = Greatest("from_at", "ocg__stages__from_at")
    ended = Least("until_at", "ocg__stages__until_at")
    rows = within(within(rows, "agency", agencies), "dossier", dossiers)
    return rows.order_by().values_list(
        "ocg",
        "agency",
        Greatest(_before(begun, days), bucket("ocg__registered_at", days)),
        _before(ended, days),
    )


def _before(value: Any, days: Any) -> Func:
    """Count in PostgreSQL how many of these instants, in order, are before a value."""
    return bucket(ExpressionWrapper(value - A_MOMENT, output_field=DateTimeField()), days)


def _overlaps(first: datetime, last: datetime, path: str = "") -> Q:
    """Filter for spans that contain an instant from the first to the last, or lie between them."""
    ends = Q(**{f"{path}until_at": None}) | Q(**{f"{path}until_at__gt": first})
    return ends & Q(**{f"{path}from_at__lte": last})


def active_ids(scope: Scope, instant: datetime) -> tuple[int, ...]:
    """Return the ids of the OCGs that a scope owned at an instant and that were active then."""
    return tuple(active_owners(scope, instant))


def each_once(groups: Iterable[Iterable[int]]) -> Numbers:
    """Return the ids of several days without duplicates, for a prepared query."""
    return array(sorted({number for group in groups for number in group}))

"""The OCGs that were active at an instant, or at each of several, with their owners."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import DateTimeField, ExpressionWrapper, Func, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest, Least

from broadhurst.capabilities.register.models import Ocg, Ownership
from broadhurst.capabilities.register.queries.ocgs import active_at, in_force_at
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.reach import within_reach
from broadhurst.foundation.database.months import bucket
from broadhurst.foundation.figure import Scope

A_MOMENT = timedelta(microseconds=1)  # the shortest time that PostgreSQL tells apart
INSTANT: "DateTimeField[Any, Any]" = DateTimeField()


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
    return dict(active_ownerships(scope, instant).order_by().values_list("ocg", "agency"))


@read_once
def active_owners_at(scope: Scope, instants: tuple[datetime, ...]) -> list[dict[int, int]]:
    """Return what `active_owners` returns for each of several instants, with one query.

    PostgreSQL would look for the OCGs of each instant among all spans again. Other figures may have
    read those of a single instant.
    """
    days = sorted(set(instants))
    if len(days) <= 1:
        return [active_owners(scope, instant) for instant in instants]
    rows = Ownership.objects.filter(
        _overlaps(instants),
        _overlaps(instants, "ocg__stages__"),
        ocg__stages__state=Ocg.State.ACTIVE,
        **scope.only("agency"),
    )
    begun = Greatest("from_at", "ocg__stages__from_at")
    ended = Least("until_at", "ocg__stages__until_at")
    spans = within_reach(rows).order_by().values_list(
        "ocg", "agency",
        Greatest(_before(begun, days), bucket("ocg__registered_at", days, INSTANT)),
        Coalesce(_before(ended, days), len(days)),
    )  # fmt: skip
    counts: dict[datetime, dict[int, int]] = {instant: {} for instant in days}
    for ocg, agency, first, end in spans:
        for instant in days[first:end]:
            counts[instant][ocg] = agency
    return [counts[instant] for instant in instants]


def _before(value: Any, days: Sequence[datetime]) -> Func:
    """Count in PostgreSQL how many of these instants, in order, are before a value."""
    return bucket(ExpressionWrapper(value - A_MOMENT, output_field=DateTimeField()), days, INSTANT)


def _overlaps(instants: Sequence[datetime], path: str = "") -> Q:
    """Filter for spans that contain one of several instants, or lie between them."""
    ends = Q(**{f"{path}until_at": None}) | Q(**{f"{path}until_at__gt": min(instants)})
    return ends & Q(**{f"{path}from_at__lte": max(instants)})


def active_ids(scope: Scope, instant: datetime) -> tuple[int, ...]:
    """Return the ids of the OCGs that a scope owned at an instant and that were active then."""
    return tuple(active_owners(scope, instant))

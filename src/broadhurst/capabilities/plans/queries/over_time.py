"""Count plans with no overdue review on several days, reading their history once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.db.models import F, QuerySet

from broadhurst.capabilities.plans.models import Closing, Plan, Review
from broadhurst.capabilities.register.queries.active_owners import active_owners_at, each_once
from broadhurst.foundation import clock
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query, sent_ahead
from broadhurst.foundation.database.arrays import Numbers
from broadhurst.foundation.figure import Period, Scope, Tally


@dataclass(frozen=True)
class Version:
    """When a version of a plan was in force."""

    COLUMNS: ClassVar = (
        "pk", "ocg", "drafted_at", "agreed_at", "superseded_at", "first_review_on"
    )  # fmt: skip
    pk: int
    ocg: int
    drafted_at: datetime
    agreed_at: datetime
    superseded_at: datetime | None
    first_review_on: date

    def was_agreed(
        self, closings: Iterable[tuple[datetime, datetime | None]], instant: datetime
    ) -> bool:
        """Return whether it was agreed, and neither replaced nor closed, at an instant."""
        was_closed = any(
            closed_at < instant and (reopened_at is None or reopened_at >= instant)
            for closed_at, reopened_at in closings
        )
        is_live = self.superseded_at is None or self.superseded_at >= instant
        return is_live and not was_closed and max(self.drafted_at, self.agreed_at) < instant

    def review_due_on(self, reviews: Iterable[tuple[datetime, date]], instant: datetime) -> date:
        """Return the day that the next review was due at an instant, from its reviews in order."""
        days_set = [next_on for reviewed_at, next_on in reviews if reviewed_at < instant]
        return days_set[-1] if days_set else self.first_review_on


def reviewed_over_time(scope: Scope, periods: Sequence[Period]) -> list[Tally]:
    """Count the agreed plans of active OCGs on each day, and those with no review overdue."""
    days = [as_of for _, as_of in periods]
    active = active_owners_at(scope, tuple(map(clock.as_of, days)))
    ocgs = each_once(active)
    with sent_ahead(query.ask(ocgs) for query in (_agreed, _closings, _reviews)):
        versions = [Version(*row) for row in _agreed(ocgs)]
        closings, reviews = _grouped(_closings(ocgs)), _grouped(_reviews(ocgs))
    tallies = []
    for as_of, owners in zip(days, active, strict=True):
        instant = clock.as_of(as_of)
        due = [
            version.review_due_on(reviews[version.pk], instant)
            for version in versions
            if version.ocg in owners and version.was_agreed(closings[version.ocg], instant)
        ]
        in_time = sum(day >= as_of for day in due)
        tallies.append(Tally(in_time, len(due), in_time))
    return tallies


@prepared_query
def _agreed(ocgs: Numbers) -> QuerySet[Plan, Any]:
    agreed = Plan.objects.filter(AnyOf(F("ocg"), ocgs), agreed_at__isnull=False)
    return agreed.order_by().values_list(*Version.COLUMNS)


@prepared_query
def _closings(ocgs: Numbers) -> QuerySet[Closing, Any]:
    closings = Closing.objects.filter(AnyOf(F("plan__ocg"), ocgs)).order_by()
    return closings.values_list("plan__ocg", "closed_at", "reopened_at")


@prepared_query
def _reviews(ocgs: Numbers) -> QuerySet[Review, Any]:
    reviews = Review.objects.filter(AnyOf(F("plan__ocg"), ocgs))
    return reviews.order_by("reviewed_at", "pk").values_list(
        "plan", "reviewed_at", "next_review_on"
    )


def _grouped(rows: Iterable[tuple[int, Any, Any]]) -> dict[int, list[tuple[Any, Any]]]:
    """Group pairs by the id of their owner."""
    grouped = defaultdict(list)
    for key, first, second in rows:
        grouped[key].append((first, second))
    return grouped

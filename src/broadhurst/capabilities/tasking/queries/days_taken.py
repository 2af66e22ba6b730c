"""Days from a bid to its decision, and to the team in place, by capability."""

from datetime import date, datetime
from statistics import median
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from broadhurst.capabilities.tasking.models import Allocation, Decision
from broadhurst.capabilities.tasking.queries.bids import CONCLUDING
from broadhurst.foundation import clock
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.database.ahead import Ask

DAY = 24 * 60 * 60
CAPABILITY = Coalesce("bid__given__name", "bid__capability__name")


def asks_of_days(since: date | None, as_of: date) -> list[Ask]:
    """Return the statements of `days_by_capability`, to send them ahead."""
    period = _period(since, as_of)
    return [_decided_days.ask(*period), _placed_days.ask(*period)]


def _period(since: date | None, as_of: date) -> tuple[datetime, datetime]:
    return clock.midnight(since or date.min), clock.as_of(as_of)


def days_by_capability(since: date | None, as_of: date) -> list[dict[str, Any]]:
    """Return each capability's median days from bid to decision and to in place."""
    period = _period(since, as_of)
    columns = {"to_decision": _decided_days(*period), "to_in_place": _placed_days(*period)}
    rows: dict[str, dict[str, list[float]]] = {}
    for column, measured in columns.items():
        for capability, submitted_at, until in measured:
            if capability:
                row = rows.setdefault(capability, {"to_decision": [], "to_in_place": []})
                row[column].append((until - submitted_at).total_seconds() / DAY)
    return [
        {
            "capability": name,
            "decided": len(row["to_decision"]),
            "in_place": len(row["to_in_place"]),
            **{key: round(median(took), 1) if took else None for key, took in row.items()},
        }
        for name, row in sorted(rows.items())
    ]


@prepared_query
def _decided_days(since: datetime, until: datetime) -> QuerySet[Any, Any]:
    rows = Decision.objects.filter(made_at__gte=since, made_at__lt=until, outcome__in=CONCLUDING)
    return rows.order_by().values_list(CAPABILITY, "bid__submitted_at", "made_at")


@prepared_query
def _placed_days(since: datetime, until: datetime) -> QuerySet[Any, Any]:
    rows = Allocation.objects.filter(in_place_at__gte=since, in_place_at__lt=until)
    return rows.order_by().values_list(CAPABILITY, "bid__submitted_at", "in_place_at")

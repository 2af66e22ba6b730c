"""Figures of the register, with the records behind each."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import TruncMonth
from django.urls import reverse

from broadhurst.capabilities.register.models import Area, Ocg, Ownership
from broadhurst.capabilities.register.queries.ocgs import archived_at, in_force_at, listed
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.figure import SEEN, Measure, Record, Row, Scope


@read_once
def _active(scope: Scope, instant: datetime) -> list[Any]:
    """Return the OCGs that a scope owned at an instant and that were not archived."""
    owner = Ownership.objects.filter(in_force_at(instant), ocg=OuterRef("pk"))
    rows = (
        listed(instant)
        .exclude(archived_at(instant))
        .annotate(owner_id=Subquery(owner.values("agency")[:1]))
        .filter(**scope.only("owner_id"), registered_at__lt=instant, owner_unit__isnull=False)
    )
    return list(rows.order_by("ref"))


def _row(ocg: Any) -> Row:
    text = f"{ocg.name}, {ocg.owner_unit}"
    record = Record(ocg.ref, text, reverse("dossier:ocg", args=[ocg.ref]))
    return Row(record, frozenset({ocg.owner_id}))


def _owned(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    return [_row(ocg) for ocg in _active(scope, clock.as_of(as_of))]


def _with_both_leads(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    return [_row(ocg) for ocg in _active(scope, clock.as_of(as_of)) if ocg.sio and ocg.lro]


def _not_assessed(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    instant = clock.as_of(as_of)
    assessed = set(
        Ocg.objects.filter(
            Q(reactivated_at=None)
            | Q(reactivated_at__gte=instant)
            | Q(assessments__scored_at__gte=F("reactivated_at")),
            assessments__moderation__outcome="accepted",
            assessments__moderation__moderated_at__lt=instant,
        ).values_list("pk", flat=True)
    )
    return [_row(ocg) for ocg in _active(scope, instant) if ocg.pk not in assessed]


active_ocgs = Measure(
    "active_ocgs", "Active OCGs", "OCGs", "OCG",
    "OCGs on the register that the organisation owned at the end of the day. Archived OCGs are "
        "left out.",
    _owned, is_of_a_period=False,
)  # fmt: skip
# Recommendation 1 (2021) needs this figure first.
with_both_leads = Measure(
    "with_both_leads", "OCGs with both an SIO and an LRO", "OCGs", "OCG",
    "OCGs that the organisation owned at the end of the day and that had a senior investigating "
    "officer and a lead responsible officer then.",
    _with_both_leads, is_of_a_period=False,
)  # fmt: skip
not_assessed = Measure(
    "not_assessed", "OCGs never assessed", "OCGs", "OCG",
    "OCGs that the organisation owned at the end of the day and that had no moderated assessment.",
    _not_assessed, is_of_a_period=False,
)  # fmt: skip


def ocgs_by_owner(as_of: date) -> dict[str, int]:
    """Count the OCGs that each organisation owned at the end of a day."""
    return _tally(as_of, lambda ocg: [ocg.owner_agency])


def ocgs_by_tier(as_of: date) -> dict[str, int]:
    """Count the OCGs in each tier, and those without a tier."""
    return _tally(as_of, lambda ocg: [f"Tier {ocg.tier}" if ocg.tier else "None"])


def ocgs_by_district(as_of: date) -> dict[str, int]:
    """Count the active OCGs of each district. An OCG in two districts counts in both."""
    names = defaultdict[int, list[str]](list)
    for ocg, name in Area.objects.values_list("ocg", "district__name"):
        names[ocg].append(name)
    return _tally(as_of, lambda ocg: names[ocg.pk])


def registered_by_month(months: int, as_of: date) -> dict[date, int]:
    """Count the OCGs registered in each month, by its first day, up to the end of `as_of`.

    OCGs that were archived since are counted too.
    """
    firsts = [_first_of_month(as_of, ago) for ago in reversed(range(months))]
    counted = (
        Ocg.objects.filter(
            registered_at__gte=clock.midnight(firsts[0]), registered_at__lt=clock.as_of(as_of)
        )
        .annotate(month=TruncMonth("registered_at", tzinfo=clock.LONDON))
        .order_by()
        .values_list("month")
        .annotate(count=Count("pk"))
    )
    tally = {month.date(): count for month, count in counted}
    return {first: tally.get(first, 0) for first in firsts}


def _first_of_month(day: date, ago: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - ago, 12)
    return date(year, month + 1, 1)


def _tally(as_of: date, keys: Callable[[Any], list[str]]) -> dict[str, int]:
    tally: dict[str, int] = {}
    for ocg in _active(SEEN, clock.as_of(as_of)):
        for key in keys(ocg):
            tally[key] = tally.get(key, 0) + 1
    return dict(sorted(tally.items(), key=lambda item: (-item[1], item[0])))


FIGURES: list[Measure] = [active_ocgs, with_both_leads, not_assessed]

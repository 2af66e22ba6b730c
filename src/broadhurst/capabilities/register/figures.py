"""Figures of the register, with the records behind each."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import TruncMonth

from broadhurst.capabilities.register.models import Area, Assessment, Lead, Ocg, Ownership
from broadhurst.capabilities.register.queries.active_owners import (
    active_ids,
    active_ownerships,
)
from broadhurst.capabilities.register.queries.assessing import since_reactivated
from broadhurst.capabilities.register.queries.ocgs import in_force_at
from broadhurst.capabilities.register.queries.over_time import (
    active_over_time,
    both_leads_over_time,
    not_assessed_over_time,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.access.reach import listed_ids, within_reach
from broadhurst.foundation.database.arrays import Numbers, array
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.figure import SEEN, Measure, Part, Record, Row, Scope, how_many_meet


def _both_leads(instant: datetime) -> Q:
    leads = Lead.objects.filter(in_force_at(instant), ocg=OuterRef("ocg"))
    return Q(Exists(leads.filter(role="sio"))) & Q(Exists(leads.filter(role="lro")))


def _was_assessed(instant: datetime) -> Q:
    """Filter for OCGs with an assessment accepted before an instant, and not made void by then."""
    accepted = Assessment.objects.filter(
        Q(ocg__reactivated_at=None)
        | Q(ocg__reactivated_at__gte=instant)
        | Q(scored_at__gte=F("ocg__reactivated_at")),
        ocg=OuterRef("ocg"),
        moderation__outcome="accepted",
        moderation__moderated_at__lt=instant,
    )
    return Q(Exists(accepted))


class Kind(NamedTuple):
    """A number of OCGs with the same owner, tier and completeness."""

    agency: int
    owner: str
    tier: int | None
    has_both_leads: bool
    was_assessed: bool
    ocgs: int


@read_once
def _kinds(scope: Scope, instant: datetime) -> list[Kind]:
    """Count the OCGs by owner, tier and completeness, in one statement."""
    return [Kind(*row) for row in _by_kind(array(active_ids(scope, instant)), instant)]


@prepared_query
def _by_kind(ocgs: Numbers, instant: datetime) -> QuerySet[Ownership, Any]:
    assessments = Assessment.objects.filter(since_reactivated(), ocg=OuterRef("ocg"))
    latest = assessments.filter(moderation__outcome="accepted").order_by("-scored_at")
    rows = Ownership.objects.filter(in_force_at(instant), AnyOf(F("ocg"), ocgs)).annotate(
        tier=Subquery(latest.values("moderation__tier")[:1]),
        has_both=_both_leads(instant),
        assessed=_was_assessed(instant),
    )
    counted = rows.order_by().values_list(
        "agency", "agency__short_name", "tier", "has_both", "assessed"
    )
    return counted.annotate(ocgs=Count("pk"))


def _counted(has: Callable[[Kind], bool]) -> Callable[[Scope, date | None, date], dict[int, Part]]:
    def by_agency(scope: Scope, since: date | None, as_of: date) -> dict[int, Part]:
        totals: Counter[int] = Counter()
        matching: Counter[int] = Counter()
        for kind in _kinds(scope, clock.as_of(as_of)):
            totals[kind.agency] += kind.ocgs
            matching[kind.agency] += kind.ocgs if has(kind) else 0
        return {agency: Part(count, matching[agency]) for agency, count in totals.items()}

    return by_agency


ALL = Value(1)


def _rows(
    owned: QuerySet[Ownership], condition: Any = ALL, yes: str = "", no: str = ""
) -> list[Row]:
    """Return the OCGs, with 1 if the figure's condition is met and 0 if not."""
    owned_ocgs = (
        owned.annotate(meets_it=condition)
        .order_by("ocg__ref")
        .values_list("ocg__ref", "ocg__name", "unit__name", "agency", "meets_it")
    )
    return [
        Row(
            Record(
                ref, f"{name}, {unit}{yes if value else no}", record_address("dossier:ocg", ref)
            ),
            frozenset({agency}),
            value=value,
        )
        for ref, name, unit, agency, value in owned_ocgs
    ]


def _owned(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    return _rows(active_ownerships(scope, clock.as_of(as_of)))


def _with_both_leads(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    instant = clock.as_of(as_of)
    owned = active_ownerships(scope, instant)
    has_both = Case(When(_both_leads(instant), then=1), default=0)
    return _rows(owned, has_both, ": has both", ": does not have both")


def _not_assessed(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    instant = clock.as_of(as_of)
    owned = active_ownerships(scope, instant)
    without = Case(When(_was_assessed(instant), then=0), default=1)
    return _rows(owned, without, ": never assessed", ": assessed")


active_ocgs = Measure(
    "active_ocgs", "Active OCGs", "OCGs", "OCG",
    "OCGs that the organisation owned at the end of the day and that were active then. Reported, "
    "dormant and archived OCGs are left out.",
    _owned, is_of_a_period=False, by_agency=_counted(lambda kind: True),
    series=active_over_time,
)  # fmt: skip
# Recommendation 1 (2021) needs this figure first.
with_both_leads = Measure(
    "with_both_leads", "OCGs with both an SIO and an LRO", "OCGs", "OCG",
    "OCGs that the organisation owned at the end of the day: how many had a senior investigating "
    "officer and a lead responsible officer then.",
    _with_both_leads, value=how_many_meet, of=("OCGs", "OCG"), is_of_a_period=False,
    by_agency=_counted(lambda kind: kind.has_both_leads),
    series=both_leads_over_time,
)  # fmt: skip
not_assessed = Measure(
    "not_assessed", "OCGs never assessed", "OCGs", "OCG",
    "OCGs that the organisation owned at the end of the day: how many had no moderated assessment.",
    _not_assessed, value=how_many_meet, of=("OCGs", "OCG"), is_of_a_period=False,
    by_agency=_counted(lambda kind: not kind.was_assessed),
    series=not_assessed_over_time,
)  # fmt: skip


def ocgs_by_owner(as_of: date) -> dict[str, int]:
    """Count the OCGs that each organisation owned at the end of a day."""
    return _summed((kind.owner, kind.ocgs) for kind in _kinds(SEEN, clock.as_of(as_of)))


def ocgs_by_tier(as_of: date) -> dict[str, int]:
    """Count the OCGs in each tier, and those without a tier."""
    return _summed(
        (f"Tier {kind.tier}" if kind.tier else "None", kind.ocgs)
        for kind in _kinds(SEEN, clock.as_of(as_of))
    )


class InDistrict(NamedTuple):
    """How many OCGs are in a district, and the key of the district's force."""

    key: str
    name: str
    force: str
    ocgs: int


def ocgs_in_districts(as_of: date) -> list[InDistrict]:
    """Count the active OCGs of each district that has one, the most first.

    An OCG in two districts counts in both.
    """
    active = listed_ids(active_ids(SEEN, clock.as_of(as_of)))
    rows = (
        Area.objects.filter(ocg__in=active)
        .values_list("district__key", "district__name", "district__force__key")
        .annotate(Count("pk"))
    )
    return sorted((InDistrict(*row) for row in rows), key=lambda row: (-row.ocgs, row.name))


def ocgs_in_no_district(as_of: date) -> int:
    """Count the active OCGs that have no district."""
    active = active_ids(SEEN, clock.as_of(as_of))
    placed = Area.objects.filter(ocg__in=listed_ids(active)).values("ocg").distinct().count()
    return len(active) - placed


def ocgs_by_district(as_of: date) -> dict[str, int]:
    """Count the active OCGs of each district. An OCG in two districts counts in both."""
    return _summed((row.name, row.ocgs) for row in ocgs_in_districts(as_of))


def registered_by_month(months: int, as_of: date) -> dict[date, int]:
    """Count the OCGs registered in each month, by its first day, up to the end of `as_of`.

    A reported OCG counts in the month of its adoption. OCGs that were archived since count too.
    """
    firsts = [_first_of_month(as_of, ago) for ago in reversed(range(months))]
    registered = Ocg.objects.filter(
        adopted_at__gte=clock.midnight(firsts[0]), adopted_at__lt=clock.as_of(as_of)
    )
    counted = (
        within_reach(registered)
        .annotate(month=TruncMonth("adopted_at", tzinfo=clock.LONDON))
        .order_by()
        .values_list("month")
        .annotate(count=Count("pk"))
    )
    tally = {month.date(): count for month, count in counted}
    return {first: tally.get(first, 0) for first in firsts}


def _first_of_month(day: date, ago: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - ago, 12)
    return date(year, month + 1, 1)


def _summed(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Add up the counts of each name, the largest first."""
    tally: dict[str, int] = {}
    for name, count in counts:
        tally[name] = tally.get(name, 0) + count
    return dict(sorted(tally.items(), key=lambda item: (-item[1], item[0])))


FIGURES: list[Measure] = [active_ocgs, with_both_leads, not_assessed]

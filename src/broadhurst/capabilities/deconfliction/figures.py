"""The figures on deconfliction, each with the records behind it.

An officer sees their own unit's sides of hits. A duty desk sees the sides of the units it serves.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.urls import reverse

from broadhurst.capabilities.deconfliction.models import Check, HitSide
from broadhurst.capabilities.deconfliction.queries.hits import (
    hours_between,
    hours_to_contact,
    sides,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.prepared_query import prepared_query, within
from broadhurst.foundation.access.reach import reach, within_reach
from broadhurst.foundation.database.months import in_months
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.figure import (
    Measure,
    Part,
    Record,
    Row,
    Scope,
    Span,
    Tally,
    middle,
    middle_of,
    share,
)
from broadhurst.foundation.govuk.words import in_sentence

SIDES = "Each hit has two sides, and the organisation's own side counts."


def _made(scope: Scope, since: date | None, as_of: date) -> QuerySet[Check]:
    checks = Check.objects.filter(made_at__lt=clock.as_of(as_of), **scope.only("unit__agency"))
    if since:
        checks = checks.filter(made_at__gte=clock.midnight(since))
    return checks


def _checks_by_unit(scope: Scope, since: date | None, as_of: date) -> dict[int, Part]:
    """Count the checks of OCGs, and those of no OCG, which only their own unit sees."""
    checks = _made(scope, since, as_of)
    parts = [checks]
    if reach() is not None:
        principals: Any = RawSQL("SELECT unnest(wall_principals())", [])
        parts = [within_reach(checks), checks.filter(dossier=None, unit__in=principals)]
    total: Counter[int] = Counter()
    for rows in parts:
        total.update(dict(rows.order_by().values_list("unit__agency").annotate(Count("pk"))))
    return {agency: Part(count, count) for agency, count in total.items()}


def _checks(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    return [
        Row(
            Record(
                check.ref,
                f"{check.ocg.ref if check.ocg else check.unit.name}: {check.answer}",
                record_address("dossier:ocg_deconfliction", check.ocg.ref)
                if check.ocg
                else reverse("deconfliction:hits"),
            ),
            frozenset({check.unit.agency_id}),
        )
        for check in _made(scope, since, as_of).select_related("ocg", "unit").order_by("ref")
    ]


def _sides_in(scope: Scope) -> Any:
    return sides().filter(**scope.only("unit__agency"))


def _acknowledged(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    due = _sides_in(scope).filter(_was_due(since, as_of)).order_by("raised_at")
    return [
        _row(side, "in time" if _in_time(side) else "not in time", int(_in_time(side)))
        for side in due
    ]


def _was_due(since: date | None, as_of: date) -> Q:
    """Filter for sides that are past their time to acknowledge, or already acknowledged.

    A side that closed before its time was up needed no acknowledgement.
    """
    begun = Q(raised_at__gte=clock.midnight(since)) if since else Q()
    return begun & _was_due_by(clock.as_of(as_of))


def _was_due_by(instant: datetime | F) -> Q:
    was_open = Q(closed_at=None) | Q(closed_at__gt=F("due_at"))
    return (Q(due_at__lt=instant) | Q(acknowledged_at__lt=instant)) & (
        Q(acknowledged_at__isnull=False) | was_open
    )


def _in_period(action: str, since: date | None, as_of: date) -> Q:
    return _between(action, *clock.span(since, as_of))


def _between(action: str, since: datetime | None, before: datetime) -> Q:
    begun = Q(**{f"{action}_at__gte": since}) if since is not None else Q()
    return begun & Q(**{f"{action}_at__lt": before})


@read_once
def _counts(scope: Scope, since: date | None, as_of: date) -> dict[int, dict[str, int]]:
    """Count the sides of each organisation: due, acknowledged in time, and of each outcome."""
    counted = _by_unit(*clock.span(since, as_of), scope.ids)
    return {row["unit__agency"]: row for row in counted}


@prepared_query
def _by_unit(
    since: datetime | None, before: datetime, agencies: list[int] | None
) -> QuerySet[HitSide, Any]:
    begun = Q(raised_at__gte=since) if since is not None else Q()
    due, closed = begun & _was_due_by(before), _between("closed", since, before)
    rows: QuerySet[Any, Any] = within(sides(), "unit__agency", agencies).order_by()
    counts: QuerySet[Any, Any] = rows.values("unit__agency").annotate(
        due=Count("pk", filter=due),
        in_time=Count("pk", filter=due & Q(acknowledged_at__lte=F("due_at"))),
        **{
            outcome.value: Count("pk", filter=closed & Q(outcome=outcome))
            for outcome in HitSide.Outcome
        },
    )
    return counts


def _in_time_by_unit(scope: Scope, since: date | None, as_of: date) -> dict[int, Part]:
    counts = _counts(scope, since, as_of)
    return {agency: Part(row["due"], row["in_time"]) for agency, row in counts.items()}


def _in_time_by_month(scope: Scope, months: Sequence[Span]) -> dict[int, Part]:
    """Count the sides raised in each month that were due by its end, and those in time."""
    counts = _by_month(*clock.bounds_of_instants(months), scope.ids)
    return {month: Part(total, numerator) for month, total, numerator in counts}


@prepared_query
def _by_month(
    first: datetime,
    end: datetime,
    begins: list[datetime],
    ends: list[datetime],
    agencies: list[int] | None,
) -> QuerySet[HitSide, Any]:
    rows = within(sides(), "unit__agency", agencies)
    raised = in_months(rows, "raised_at", first, end, begins, ends)
    due = raised.filter(_was_due_by(F("until")))
    in_time = Q(acknowledged_at__lte=F("due_at"))
    counts: QuerySet[Any, Any] = due.values_list("month").annotate(
        many=Count("pk"), numerator=Count("pk", filter=in_time)
    )
    return counts


def _tally_of_contacts(scope: Scope, since: date | None, as_of: date) -> Tally:
    contacted = _sides_in(scope).filter(_in_period("contacted", since, as_of)).order_by()
    hours = [
        hours_between(raised_at, contacted_at)
        for raised_at, contacted_at in contacted.values_list("raised_at", "contacted_at")
    ]
    return Tally(middle_of(hours), len(hours))


def _contacted(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    rows = [
        (side, hours_to_contact(side)) for side in _sides_with(scope, since, as_of, "contacted")
    ]
    return [_row(side, f"{hours} hours", hours) for side, hours in rows if hours is not None]


def _outcome(outcome: HitSide.Outcome) -> Measure:
    """Return the figure of one outcome. Each outcome is a figure, as a figure has one value."""

    def rows(scope: Scope, since: date | None, as_of: date) -> list[Row]:
        closed = _sides_with(scope, since, as_of, "closed")
        return [_row(side, side.hit.shared) for side in closed if side.outcome == outcome]

    def by_agency(scope: Scope, since: date | None, as_of: date) -> dict[int, Part]:
        counts = _counts(scope, since, as_of)
        return {
            agency: Part(row[outcome.value], row[outcome.value]) for agency, row in counts.items()
        }

    return Measure(
        f"hits_{outcome.value}", f"Outcomes of hits: {in_sentence(outcome.label)}",
        "sides of hits", "side of a hit",
        f"Sides of hits that were closed with this outcome in the period. {SIDES}", rows,
        by_agency=by_agency,
    )  # fmt: skip


@read_once
def _sides_with(scope: Scope, since: date | None, as_of: date, action: str) -> list[HitSide]:
    """Return the sides with an action in a period: "contacted" or "closed"."""
    rows = _sides_in(scope).filter(_in_period(action, since, as_of))
    return list(rows.order_by(f"{action}_at", "pk"))


def _row(side: HitSide, words: str, value: float = 1) -> Row:
    about = side.ocg_ref or side.unit.name
    record = Record(
        side.ref, f"{about}, {words}", record_address("deconfliction:hit", side.address)
    )
    return Row(record, frozenset({side.unit.agency_id}), value, key=str(side.pk))


def _in_time(side: HitSide) -> bool:
    return side.acknowledged_at is not None and side.acknowledged_at <= side.due_at


checks_made = Measure(
    "checks_made", "Deconfliction checks", "checks", "check",
    "Deconfliction checks that units of the organisation made in the period.", _checks,
    by_agency=_checks_by_unit,
)  # fmt: skip
hits_acknowledged_in_time = Measure(
    "hits_acknowledged_in_time", "Hits acknowledged in time", "per cent", "per cent",
    "Hits raised in the period whose time to acknowledge was over: the share acknowledged in time. "
    f"{SIDES}",
    _acknowledged, value=share, of=("sides of hits", "side of a hit"), by_agency=_in_time_by_unit,
    months=_in_time_by_month,
)  # fmt: skip
time_to_contact = Measure(
    "time_to_contact", "Time from a hit to contact (median)", "hours", "hour",
    f"Hits whose two units spoke in the period: the median hours from the hit to that. {SIDES}",
    _contacted, value=middle, tally=_tally_of_contacts,
)  # fmt: skip

FIGURES: list[Measure] = [
    checks_made,
    hits_acknowledged_in_time,
    time_to_contact,
    *map(_outcome, HitSide.Outcome),
]

"""Figures of this room, each with the records behind it."""

from collections.abc import Callable
from datetime import date

from django.db.models import F
from django.urls import reverse

from broadhurst.capabilities.deconfliction.models import Check, HitSide
from broadhurst.capabilities.deconfliction.queries import hours_to_contact, median_hours, sides
from broadhurst.foundation import clock
from broadhurst.foundation.figure import Figure, Record

SCOPE = (
    "Counted from your own unit's sides of hits, and for a duty desk from those of the units that "
    "it serves: nobody sees those of others."
)


def checks_made(since: date | None, as_of: date) -> Figure:
    """Checks of the OCGs that the reader may see."""
    checks = Check.objects.filter(made_at__lt=clock.as_of(as_of)).select_related("ocg", "unit")
    if since:
        checks = checks.filter(made_at__gte=clock.midnight(since))
    records = tuple(
        Record(
            check.ref,
            f"{check.ocg.ref if check.ocg else check.unit.name}: {check.answer}",
            reverse("ocg_deconfliction", args=[check.ocg.ref]) if check.ocg else reverse("hits"),
        )
        for check in checks.order_by("ref")
    )
    return Figure(
        "checks_made", "Deconfliction checks", len(records), "checks", as_of, since, records
    )


def hits_acknowledged_in_time(since: date | None, as_of: date) -> Figure:
    """Of the reader's own sides of hits whose time to acknowledge is up, the share in time."""
    instant = clock.as_of(as_of)
    due = sides().filter(due_at__lt=instant) | sides().filter(acknowledged_at__lt=instant)
    # What was over before its time was up waited for nobody.
    due = due.exclude(acknowledged_at=None, closed_at__lte=F("due_at"))
    if since:
        due = due.filter(raised_at__gte=clock.midnight(since))
    rows = list(due.order_by("raised_at"))
    in_time = [side for side in rows if _in_time(side)]
    return Figure(
        "hits_acknowledged_in_time",
        "Hits acknowledged in time",
        round(100 * len(in_time) / len(rows)) if rows else None,
        "per cent",
        as_of,
        since,
        tuple(_record(side, "in time" if _in_time(side) else "not in time") for side in rows),
        scope=SCOPE,
    )


def time_to_contact(since: date | None, as_of: date) -> Figure:
    """Of the reader's own sides whose two units spoke, the median hours from hit to contact."""
    rows = _happened(since, as_of, "contacted_at")
    return Figure(
        "time_to_contact",
        "Time from a hit to contact, median",
        median_hours(rows),
        "hours",
        as_of,
        since,
        tuple(_record(side, f"{hours_to_contact(side)} hours") for side in rows),
        scope=SCOPE,
    )


def _outcomes(outcome: HitSide.Outcome) -> Callable[[date | None, date], Figure]:
    """The figure of one outcome: a figure has one value, and each its records."""

    def figure(since: date | None, as_of: date) -> Figure:
        rows = [side for side in _happened(since, as_of, "closed_at") if side.outcome == outcome]
        return Figure(
            figure.__name__,
            f"Outcomes of hits: {outcome.label.lower()}",
            len(rows),
            "hits",
            as_of,
            since,
            tuple(_record(side, side.hit.shared) for side in rows),
            scope=SCOPE,
        )

    figure.__name__ = f"hits_{outcome.value}"
    return figure


def _happened(since: date | None, as_of: date, field: str) -> list[HitSide]:
    """Sides on which something happened in a period."""
    rows = sides().filter(**{f"{field}__lt": clock.as_of(as_of)})
    if since:
        rows = rows.filter(**{f"{field}__gte": clock.midnight(since)})
    return list(rows.order_by(field, "pk"))


def _record(side: HitSide, words: str) -> Record:
    about = side.ocg_ref or side.unit.name
    return Record(side.ref, f"{about}, {words}", reverse("hit", args=[side.address]))


def _in_time(side: HitSide) -> bool:
    return side.acknowledged_at is not None and side.acknowledged_at <= side.due_at


FIGURES: list[Callable[[date | None, date], Figure]] = [
    checks_made,
    hits_acknowledged_in_time,
    time_to_contact,
    *(_outcomes(outcome) for outcome in HitSide.Outcome),
]

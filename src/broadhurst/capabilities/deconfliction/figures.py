"""Figures of this room, each with the records behind it."""

from collections.abc import Callable
from datetime import date

from django.urls import reverse

from broadhurst.capabilities.deconfliction.models import Check, HitSide
from broadhurst.capabilities.deconfliction.queries import sides
from broadhurst.capabilities.deconfliction.rules import answer
from broadhurst.foundation import clock
from broadhurst.foundation.figure import Figure, Record


def checks_made(since: date | None, as_of: date) -> Figure:
    """Checks of the OCGs that the reader may see."""
    checks = Check.objects.filter(made_at__lt=clock.as_of(as_of)).select_related("ocg", "unit")
    if since:
        checks = checks.filter(made_at__gte=clock.midnight(since))
    records = tuple(
        Record(
            check.ref,
            f"{check.ocg.ref if check.ocg else check.unit.name}: "
            f"{answer(check.hit_count, check.entries)}",
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
        tuple(
            Record(
                side.ref,
                f"{side.ocg_ref}, {'in time' if _in_time(side) else 'not in time'}",
                reverse("hit", args=[side.ref]),
            )
            for side in rows
        ),
        scope="Counted from your own unit's sides of hits: nobody sees those of others.",
    )


def _in_time(side: HitSide) -> bool:
    return side.acknowledged_at is not None and side.acknowledged_at <= side.due_at


FIGURES: list[Callable[[date | None, date], Figure]] = [checks_made, hits_acknowledged_in_time]

"""The figures on deconfliction, each with the records behind it.

An officer sees their own unit's sides of hits. A duty desk sees the sides of the units it serves.
"""

from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse

from broadhurst.capabilities.deconfliction.models import Check, HitSide
from broadhurst.capabilities.deconfliction.queries.hits import hours_to_contact, sides
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.figure import Measure, Record, Row, Scope, middle, share
from broadhurst.foundation.govuk.words import in_sentence

SIDES = "Each hit has two sides, and the organisation's own side counts."


def _checks(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    checks = Check.objects.filter(made_at__lt=clock.as_of(as_of), **scope.only("unit__agency"))
    if since:
        checks = checks.filter(made_at__gte=clock.midnight(since))
    return [
        Row(
            Record(
                check.ref,
                f"{check.ocg.ref if check.ocg else check.unit.name}: {check.answer}",
                reverse("dossier:ocg_deconfliction", args=[check.ocg.ref])
                if check.ocg
                else reverse("deconfliction:hits"),
            ),
            frozenset({check.unit.agency_id}),
        )
        for check in checks.select_related("ocg", "unit").order_by("ref")
    ]


def _sides_in(scope: Scope) -> Any:
    return sides().filter(**scope.only("unit__agency"))


def _acknowledged(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    """Return the sides that are past their time to acknowledge, or already acknowledged."""
    instant = clock.as_of(as_of)
    due = _sides_in(scope).filter(due_at__lt=instant) | _sides_in(scope).filter(
        acknowledged_at__lt=instant
    )
    # A side that closed before its time was up needed no acknowledgement.
    due = due.exclude(acknowledged_at=None, closed_at__lte=F("due_at"))
    if since:
        due = due.filter(raised_at__gte=clock.midnight(since))
    return [
        _row(side, "in time" if _in_time(side) else "not in time", int(_in_time(side)))
        for side in due.order_by("raised_at")
    ]


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

    return Measure(
        f"hits_{outcome.value}", f"Outcomes of hits: {in_sentence(outcome.label)}",
        "sides of hits", "side of a hit",
        f"Sides of hits that were closed with this outcome in the period. {SIDES}", rows,
    )  # fmt: skip


@read_once
def _sides_with(scope: Scope, since: date | None, as_of: date, action: str) -> list[HitSide]:
    """Return the sides with an action in a period: "contacted" or "closed"."""
    rows = _sides_in(scope).filter(**{f"{action}_at__lt": clock.as_of(as_of)})
    if since:
        rows = rows.filter(**{f"{action}_at__gte": clock.midnight(since)})
    return list(rows.order_by(f"{action}_at", "pk"))


def _row(side: HitSide, words: str, value: float = 1) -> Row:
    about = side.ocg_ref or side.unit.name
    record = Record(
        side.ref, f"{about}, {words}", reverse("deconfliction:hit", args=[side.address])
    )
    return Row(record, frozenset({side.unit.agency_id}), value, key=str(side.pk))


def _in_time(side: HitSide) -> bool:
    return side.acknowledged_at is not None and side.acknowledged_at <= side.due_at


checks_made = Measure(
    "checks_made", "Deconfliction checks", "checks", "check",
    "Deconfliction checks that units of the organisation made in the period.", _checks,
)  # fmt: skip
hits_acknowledged_in_time = Measure(
    "hits_acknowledged_in_time", "Hits acknowledged in time", "per cent", "per cent",
    "Hits raised in the period whose time to acknowledge was over: the share acknowledged in time. "
    f"{SIDES}",
    _acknowledged, value=share, of=("sides of hits", "side of a hit"),
)  # fmt: skip
time_to_contact = Measure(
    "time_to_contact", "Time from a hit to contact (median)", "hours", "hour",
    f"Hits whose two units spoke in the period: the median hours from the hit to that. {SIDES}",
    _contacted, value=middle,
)  # fmt: skip

FIGURES: list[Measure] = [
    checks_made,
    hits_acknowledged_in_time,
    time_to_contact,
    *map(_outcome, HitSide.Outcome),
]

"""Figures of the register, each with the records behind it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries import listed
from broadhurst.foundation import clock
from broadhurst.foundation.figure import Figure, Record


def _active(instant: datetime) -> list[Any]:
    """OCGs that were on the register and owned at an instant, as they stood then."""
    rows = listed(instant).filter(registered_at__lt=instant, owner_unit__isnull=False)
    return list(rows.order_by("ref"))


def _record(ocg: Any) -> Record:
    return Record(ocg.ref, f"{ocg.name}, {ocg.owner_unit}", reverse("ocg", args=[ocg.ref]))


def _counted(name: str, title: str, as_of: date, ocgs: list[Any]) -> Figure:
    return Figure(name, title, len(ocgs), "OCGs", as_of, records=tuple(map(_record, ocgs)))


def active_ocgs(since: date | None, as_of: date) -> Figure:
    """OCGs owned at the end of a day."""
    return _counted("active_ocgs", "Active OCGs", as_of, _active(clock.as_of(as_of)))


def with_both_leads(since: date | None, as_of: date) -> Figure:
    """OCGs that have both an SIO and an LRO: what Recommendation 1 (2021) needs first."""
    ocgs = [ocg for ocg in _active(clock.as_of(as_of)) if ocg.sio and ocg.lro]
    return _counted("with_both_leads", "OCGs with both an SIO and an LRO", as_of, ocgs)


def not_assessed(since: date | None, as_of: date) -> Figure:
    """OCGs without a moderated assessment at the end of a day."""
    instant = clock.as_of(as_of)
    assessed = set(
        Ocg.objects.filter(
            assessments__moderation__outcome="accepted",
            assessments__moderation__moderated_at__lt=instant,
        ).values_list("pk", flat=True)
    )
    ocgs = [ocg for ocg in _active(instant) if ocg.pk not in assessed]
    return _counted("not_assessed", "OCGs never assessed", as_of, ocgs)


def ocgs_by_owner(as_of: date) -> dict[str, int]:
    """How many OCGs each body owned at the end of a day."""
    return _tally(as_of, lambda ocg: [ocg.owner_agency])


def ocgs_by_tier(as_of: date) -> dict[str, int]:
    """How many OCGs stood in each tier, and how many had none."""
    return _tally(as_of, lambda ocg: [f"Tier {ocg.tier}" if ocg.tier else "None"])


def ocgs_by_district(as_of: date) -> dict[str, int]:
    """How many OCGs were active in each district; one in two districts counts in both."""
    areas = Ocg.objects.prefetch_related("areas__district")
    names = {ocg.pk: [area.district.name for area in ocg.areas.all()] for ocg in areas}
    return _tally(as_of, lambda ocg: names[ocg.pk])


def _tally(as_of: date, keys: Callable[[Any], list[str]]) -> dict[str, int]:
    tally: dict[str, int] = {}
    for ocg in _active(clock.as_of(as_of)):
        for key in keys(ocg):
            tally[key] = tally.get(key, 0) + 1
    return dict(sorted(tally.items(), key=lambda pair: (-pair[1], pair[0])))


FIGURES: list[Callable[[date | None, date], Figure]] = [
    active_ocgs,
    with_both_leads,
    not_assessed,
]

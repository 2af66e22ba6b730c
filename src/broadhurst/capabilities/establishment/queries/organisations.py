"""Organisations and units, with the bodies and regions that they belong to."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from broadhurst.foundation.agencies.models import (
    Agency,
    Oversight,
    Posting,
    RegionMember,
    Unit,
    in_force_on,
)


def staffed(units: QuerySet[Unit], day: date) -> QuerySet[Unit]:
    """Return the units that have somebody posted to them on a day."""
    return units.filter(pk__in=Posting.objects.filter(in_force_on(day)).values("unit"))


def units_in_force(day: date) -> QuerySet[Unit]:
    """Return the units open on a day, with their organisations."""
    return Unit.objects.filter(in_force_on(day)).select_related("agency")


def policing_body_of(force: Agency, day: date) -> Agency | None:
    """Return the policing body that oversees a force on a day.

    BTP and the ROCUs have none.
    """
    oversight = _oversight_on(day).filter(force=force).select_related("body").first()
    return oversight.body if oversight else None


def forces_of(body: Agency | int, day: date) -> QuerySet[Agency]:
    """Return the police forces that a local policing body oversees on a day."""
    return Agency.objects.filter(pk__in=_oversight_on(day).filter(body=body).values("force"))


def with_those_before(path: str, agencies: Iterable[Agency | int]) -> Q:
    """Filter rows of organisations, and of those that they took over, two successions back."""
    before = f"{path}__succeeded_by"
    return (
        Q(**{f"{path}__in": agencies})
        | Q(**{f"{before}__in": agencies})
        | Q(**{f"{before}__succeeded_by__in": agencies})
    )


def _oversight_on(day: date) -> QuerySet[Oversight]:
    begun = Q(from_on__isnull=True) | Q(from_on__lte=day)
    return Oversight.objects.filter(begun & (Q(until_on__isnull=True) | Q(until_on__gt=day)))


def overseen_in(force: Agency, from_on: date | None) -> list[str]:
    """Return the names of the policing bodies that oversee a force on or after a day.

    None is the beginning.
    """
    rows = force.overseen_by.all()
    if from_on is not None:
        rows = rows.filter(Q(until_on__isnull=True) | Q(until_on__gt=from_on))
    return [oversight.body.name for oversight in rows.select_related("body")]


def oversight_open_for(force: Agency) -> Oversight | None:
    """Return the oversight of a force that has no end yet."""
    return force.overseen_by.filter(until_on=None).select_related("body").first()


def regions_in(agency: Agency, from_on: date) -> list[str]:
    """Return the names of the regions that a force or ROCU is in on or after a day."""
    rows = agency.regions.filter(Q(until_on__isnull=True) | Q(until_on__gt=from_on))
    return [membership.region.name for membership in rows.select_related("region")]


def membership_open_of(agency: Agency) -> RegionMember | None:
    """Return the membership of a region that has no end yet."""
    return agency.regions.filter(until_on=None).select_related("region").first()

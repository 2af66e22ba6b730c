"""Reads of organisations and people, shared by the pages, the API and the CLI."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from broadhurst.capabilities.establishment.rules import held_beside
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import (
    ADMINISTRATORS,
    Agency,
    Appointment,
    Officer,
    Oversight,
    Posting,
    RegionMember,
    Unit,
    in_force_on,
)


def postings_of(officer: Officer, day: date) -> QuerySet[Posting]:
    """Return the postings that an officer may act in on a day."""
    return (
        Posting.objects.filter(in_force_on(day), officer=officer)
        .select_related("unit__agency")
        .order_by("unit__agency__name", "unit__name")
    )


def officers_of(agency: Agency, day: date, *, roles: Collection[str] = ()) -> QuerySet[Officer]:
    """Return officers posted to an organisation who may be named on its records.

    With `roles`, only officers whose posting has one of them. Postings as administrator do not
    count, because they open no record. So an administrator cannot be named SIO or LRO.
    """
    postings = Posting.objects.filter(in_force_on(day), unit__agency=agency)
    postings = postings.exclude(roles__overlap=sorted(ADMINISTRATORS))
    if roles:
        postings = postings.filter(roles__overlap=list(roles))
    return Officer.objects.filter(is_active=True, postings__in=postings).distinct()


def staffed(units: QuerySet[Unit], day: date) -> QuerySet[Unit]:
    """Return the units that have somebody posted to them on a day."""
    return units.filter(pk__in=Posting.objects.filter(in_force_on(day)).values("unit"))


def unit_of(officer: Officer, beside: Unit, day: date) -> Unit | None:
    """Return this unit if the officer is in it, else their unit of its organisation."""
    units = [posting.unit for posting in postings_of(officer, day)]
    ours = [unit for unit in units if unit.agency_id == beside.agency_id]
    return next((unit for unit in ours if unit.pk == beside.pk), ours[0] if ours else None)


def units_in_force(day: date) -> QuerySet[Unit]:
    """Return the units open on a day, with their organisations."""
    return Unit.objects.filter(in_force_on(day)).select_related("agency")


def policing_body_of(force: Agency, day: date) -> Agency | None:
    """Return the policing body that oversees a force on a day.

    BTP and the ROCUs have none.
    """
    oversight = _oversight_on(day).filter(force=force).select_related("body").first()
    return oversight.body if oversight else None


def forces_of(body: Agency, day: date) -> QuerySet[Agency]:
    """Return the police forces that a local policing body oversees on a day."""
    return Agency.objects.filter(pk__in=_oversight_on(day).filter(body=body).values("force"))


def _oversight_on(day: date) -> QuerySet[Oversight]:
    begun = Q(from_on__isnull=True) | Q(from_on__lte=day)
    return Oversight.objects.filter(begun & (Q(until_on__isnull=True) | Q(until_on__gt=day)))


def overseen_in(force: Agency, from_on: date | None) -> list[str]:
    """Return the names of the policing bodies that oversee a force from a day on.

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
    """Return the names of the regions that a force or ROCU is in from a day on."""
    rows = agency.regions.filter(Q(until_on__isnull=True) | Q(until_on__gt=from_on))
    return [membership.region.name for membership in rows.select_related("region")]


def membership_open_of(agency: Agency) -> RegionMember | None:
    """Return the membership of a region that has no end yet."""
    return agency.regions.filter(until_on=None).select_related("region").first()


def chief_officer_for(rocu: Agency, day: date) -> Appointment | None:
    """Return the chief officer with responsibility for a ROCU on a day."""
    return (
        Appointment.objects.filter(in_force_on(day), agency=rocu, kind=Appointment.Kind.ROCU)
        .select_related("officer", "agency")
        .first()
    )


def posts_beside(appointment: Appointment) -> list[Appointment]:
    """Return other posts the same officer held in that time, in any organisation."""
    others = Appointment.objects.filter(officer=appointment.officer).exclude(pk=appointment.pk)
    return held_beside(appointment, list(others.select_related("agency")))  # type: ignore[return-value]


def system_actor() -> Actor:
    """Return the actor of the system, which sets up and runs jobs.

    It can administer and read nothing.
    """
    return actor_of_system()

"""Whom to ring for a unit, and which desk serves it: of one, or of many in few statements."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from broadhurst.capabilities.deconfliction.models import Duty
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Agency, RegionMember, Unit, in_force_on


def desk_of(unit: Unit) -> Unit | None:
    """The duty desk of a unit's body today, else that of the ROCU of its region; None without."""
    own = desks().filter(agency=unit.agency_id).first()
    return own or desks().filter(agency__in=_rocus_of(unit.agency_id)).first()


def desks_of(units: Collection[Unit]) -> dict[int, Unit | None]:
    """The desk of each of many units, by the unit's number, in few statements."""
    open_today = list(desks())
    own = {one.agency_id: one for one in reversed(open_today)}
    today = in_force_on(clock.today())
    regions: dict[int, set[int]] = {}
    rocus: dict[int, set[int]] = {}
    members = RegionMember.objects.filter(today, region__in=_regions_of(units, today))
    for member in members.select_related("agency"):
        regions.setdefault(member.agency_id, set()).add(member.region_id)
        if member.agency.kind == Agency.Kind.ROCU:
            rocus.setdefault(member.region_id, set()).add(member.agency_id)
    near = {
        agency: {rocu for region in its for rocu in rocus.get(region, ())}
        for agency, its in regions.items()
    }
    return {
        unit.pk: own.get(unit.agency_id)
        or next((one for one in open_today if one.agency_id in near.get(unit.agency_id, ())), None)
        for unit in units
    }


def contacts_of(units: Collection[Unit], at: datetime) -> dict[int, str]:
    """Whom to ring for each of many units at an instant, by the unit's number."""
    on_duty = Duty.objects.filter(unit__in=[one.pk for one in units], from_at__lte=at)
    by_rota = dict(on_duty.filter(until_at__gt=at).values_list("unit", "contact"))
    return {one.pk: by_rota.get(one.pk, one.duty_contact) for one in units}


def duty_of(unit: Unit, at: datetime) -> Duty | None:
    """Who is on duty for a unit at an instant, by its rota."""
    on_duty = Duty.objects.filter(unit=unit, from_at__lte=at, until_at__gt=at)
    return on_duty.select_related("superior").first()


def contact_of(unit: Unit, at: datetime) -> str:
    """Role and number to ring for a unit at an instant: who is on duty, else its duty contact."""
    duty = duty_of(unit, at)
    return duty.contact if duty else unit.duty_contact


def desks() -> QuerySet[Unit]:
    """The desks that are open today."""
    open_today = Unit.objects.filter(in_force_on(clock.today()), kind=Unit.Kind.DESK)
    return open_today.select_related("agency").order_by("pk")


def _regions_of(units: Collection[Unit], today: Q) -> QuerySet[RegionMember, Any]:
    """The regions that the bodies of some units belong to today."""
    bodies = {one.agency_id for one in units}
    return RegionMember.objects.filter(today, agency__in=bodies).values("region")


def _rocus_of(agency: int) -> QuerySet[Agency]:
    """The ROCUs whose region a body belongs to."""
    return Agency.objects.filter(pk__in=neighbours(agency), kind=Agency.Kind.ROCU)


def neighbours(agency: int) -> QuerySet[RegionMember, Any]:
    """The bodies of the regions that a body belongs to today."""
    today = in_force_on(clock.today())
    regions = RegionMember.objects.filter(today, agency=agency).values("region")
    return RegionMember.objects.filter(today, region__in=regions).values("agency")

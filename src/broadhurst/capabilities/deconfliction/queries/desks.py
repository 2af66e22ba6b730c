"""Whom to ring: the duty desk of a unit, and who is on duty for it."""

from datetime import datetime

from django.db.models import QuerySet

from broadhurst.capabilities.deconfliction.models import Duty
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Agency, RegionMember, Unit, in_force_on


def desk_of(unit: Unit) -> Unit | None:
    """The duty desk of a unit's body today, else that of the ROCU of its region; None without."""
    own = _desks().filter(agency=unit.agency_id).first()
    return own or _desks().filter(agency__in=_rocus_of(unit.agency_id)).first()


def duty_of(unit: Unit, at: datetime) -> Duty | None:
    """Who is on duty for a unit at an instant, by its rota."""
    on_duty = Duty.objects.filter(unit=unit, from_at__lte=at, until_at__gt=at)
    return on_duty.select_related("superior").first()


def contact_of(unit: Unit, at: datetime) -> str:
    """Role and number to ring for a unit at an instant: who is on duty, else its duty contact."""
    duty = duty_of(unit, at)
    return duty.contact if duty else unit.duty_contact


def _desks() -> QuerySet[Unit]:
    open_today = Unit.objects.filter(in_force_on(clock.today()), kind=Unit.Kind.DESK)
    return open_today.select_related("agency").order_by("pk")


def _rocus_of(agency: int) -> QuerySet[Agency]:
    """The ROCUs whose region a body belongs to."""
    today = in_force_on(clock.today())
    regions = RegionMember.objects.filter(today, agency=agency).values("region")
    members = RegionMember.objects.filter(today, region__in=regions).values("agency")
    return Agency.objects.filter(pk__in=members, kind=Agency.Kind.ROCU)

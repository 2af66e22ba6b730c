"""Find who to call for a unit, and which desk serves it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from broadhurst.capabilities.deconfliction.models import Duty
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Agency, RegionMember, Unit, in_force_on
from broadhurst.foundation.database.arrays import array
from broadhurst.foundation.database.prepared import Sent, columns, read, send


def desk_of(unit: Unit) -> Unit | None:
    """Return the desk of a unit's organisation, else of its ROCU, or None."""
    own_desk = desks().filter(agency=unit.agency_id).first()
    return own_desk or desks().filter(agency__in=_rocus_of(unit.agency_id)).first()


@dataclass(frozen=True)
class DutyContact:
    """A unit, the contact to call for it, and its desk."""

    unit: Unit
    contact: str
    desk: Unit | None


IN_FORCE = "{0}.from_on <= %(today)s AND ({0}.until_on IS NULL OR {0}.until_on > %(today)s)"
# Selects each unit with the desk of its organisation, else of its region's ROCU; then the desks.
DUTY_CONTACTS = f"""
WITH served AS MATERIALIZED (
    SELECT u.id, coalesce(
        (SELECT d.id FROM agencies_unit d
         WHERE d.agency_id = u.agency_id AND d.kind = 'desk' AND {IN_FORCE.format("d")}
         ORDER BY d.id LIMIT 1),
        (SELECT d.id FROM agencies_regionmember mine
         JOIN agencies_regionmember near ON near.region_id = mine.region_id
         JOIN agencies_agency rocu ON rocu.id = near.agency_id AND rocu.kind = 'rocu'
         JOIN agencies_unit d ON d.agency_id = rocu.id AND d.kind = 'desk'
         WHERE mine.agency_id = u.agency_id AND {IN_FORCE.format("mine")}
           AND {IN_FORCE.format("near")} AND {IN_FORCE.format("d")}
         ORDER BY d.id LIMIT 1)) AS desk
    FROM agencies_unit u WHERE u.id = ANY (%(units)s::bigint[])
)
SELECT {columns(Agency, "a")}, {columns(Unit, "u")},
       coalesce((SELECT duty.contact FROM deconfliction_duty duty
                 WHERE duty.unit_id = u.id AND duty.from_at <= %(at)s AND duty.until_at > %(at)s
                 LIMIT 1), u.duty_contact),
       served.desk
FROM (SELECT id FROM served UNION SELECT desk FROM served) unit_or_desk
JOIN agencies_unit u USING (id)
JOIN agencies_agency a ON a.id = u.agency_id
LEFT JOIN served ON served.id = u.id
"""  # noqa: S608 - names of columns


def send_duty_contacts(units: Iterable[int], at: datetime) -> Sent:
    """Send the query for the contact at an instant and the desk of each unit."""
    return send(DUTY_CONTACTS, {"units": array(units), "at": at, "today": clock.today()})


def read_duty_contacts(query: Sent) -> dict[int, DutyContact]:
    """Return the contacts by unit id, those of the desks too.

    A desk that was not among the queried units has no desk of its own here.
    """
    by_unit: dict[int, tuple[Unit, str, int | None]] = {}
    for row in query.rows():
        values = iter(row)
        agency = read(Agency, values)
        unit = read(Unit, values, agency=agency)
        by_unit[unit.pk] = (unit, *values)
    return {
        pk: DutyContact(unit, contact, by_unit[desk][0] if desk else None)
        for pk, (unit, contact, desk) in by_unit.items()
    }


def duty_of(unit: Unit, at: datetime) -> Duty | None:
    """Return who is on duty for a unit at an instant, by its rota."""
    on_duty = Duty.objects.filter(unit=unit, from_at__lte=at, until_at__gt=at)
    return on_duty.select_related("superior").first()


def contact_of(unit: Unit, at: datetime) -> str:
    """Return the role and number of who is on duty, else the unit's duty contact."""
    duty = duty_of(unit, at)
    return duty.contact if duty else unit.duty_contact


def desks() -> QuerySet[Unit]:
    """Return the desks that are open today."""
    open_today = Unit.objects.filter(in_force_on(clock.today()), kind=Unit.Kind.DESK)
    return open_today.select_related("agency").order_by("pk")


def _rocus_of(agency: int) -> QuerySet[Agency]:
    """Return the ROCUs whose region an organisation belongs to."""
    return Agency.objects.filter(pk__in=neighbours(agency), kind=Agency.Kind.ROCU)


def neighbours(agency: int) -> QuerySet[RegionMember, Any]:
    """Return the organisations of the regions that an organisation belongs to today."""
    today = in_force_on(clock.today())
    regions = RegionMember.objects.filter(today, agency=agency).values("region")
    return RegionMember.objects.filter(today, region__in=regions).values("agency")


def served_by(unit: Unit) -> QuerySet[Unit]:
    """Return the units whose rota this unit's coordinator or desk keeps.

    They are the units of its organisation. A ROCU's desk also keeps those of the region's
    organisations without a desk of their own.
    """
    served = Q(agency=unit.agency_id)
    if unit.kind == Unit.Kind.DESK and unit.agency.kind == Agency.Kind.ROCU:
        served |= Q(agency__in=_agencies_without_a_desk(unit.agency_id))
    return (
        Unit.objects.filter(served, in_force_on(clock.today()))
        .exclude(kind=Unit.Kind.BOARD)
        .order_by("name", "pk")
    )


def _agencies_without_a_desk(rocu: int) -> QuerySet[Agency]:
    agencies = Agency.objects.filter(pk__in=neighbours(rocu)).exclude(kind=Agency.Kind.ROCU)
    return agencies.exclude(pk__in=desks().values("agency"))

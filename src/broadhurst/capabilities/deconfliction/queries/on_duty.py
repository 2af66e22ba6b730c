"""Whom to ring for a unit, and which desk serves it: of one, or of many in one statement."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from broadhurst.capabilities.deconfliction.models import Duty
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Agency, RegionMember, Unit, in_force_on
from broadhurst.foundation.database.prepared import array, columns, read, send
from broadhurst.foundation.sending import Sent


def desk_of(unit: Unit) -> Unit | None:
    """The duty desk of a unit's body today, else that of the ROCU of its region; None without."""
    own = desks().filter(agency=unit.agency_id).first()
    return own or desks().filter(agency__in=_rocus_of(unit.agency_id)).first()


@dataclass(frozen=True)
class Whom:
    """A unit, whom to ring for it, and its desk."""

    unit: Unit
    contact: str
    desk: Unit | None


IN_FORCE = "{0}.from_on <= %(today)s AND ({0}.until_on IS NULL OR {0}.until_on > %(today)s)"
# Of each unit the desk of its body, else that of the ROCU of its region; and the desks themselves.
WHOM = f"""
WITH asked AS MATERIALIZED (
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
       asked.desk
FROM (SELECT id FROM asked UNION SELECT desk FROM asked) whom
JOIN agencies_unit u USING (id)
JOIN agencies_agency a ON a.id = u.agency_id
LEFT JOIN asked ON asked.id = u.id
"""  # noqa: S608 - names of columns


def ask_whom(units: Iterable[int], at: datetime) -> Sent:
    """Ask for the desk and the contact at an instant of each of many units, and of those desks."""
    return send(WHOM, {"units": array(units), "at": at, "today": clock.today()})


def whom(sent: Sent) -> dict[int, Whom]:
    """The units, by number, with their desks; of a desk that was not asked for itself no desk."""
    found: dict[int, tuple[Unit, str, int | None]] = {}
    for row in sent.rows():
        values = iter(row)
        agency = read(Agency, values)
        unit = read(Unit, values, agency=agency)
        found[unit.pk] = (unit, *values)
    return {
        pk: Whom(unit, contact, found[desk][0] if desk else None)
        for pk, (unit, contact, desk) in found.items()
    }


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


def _rocus_of(agency: int) -> QuerySet[Agency]:
    """The ROCUs whose region a body belongs to."""
    return Agency.objects.filter(pk__in=neighbours(agency), kind=Agency.Kind.ROCU)


def neighbours(agency: int) -> QuerySet[RegionMember, Any]:
    """The bodies of the regions that a body belongs to today."""
    today = in_force_on(clock.today())
    regions = RegionMember.objects.filter(today, agency=agency).values("region")
    return RegionMember.objects.filter(today, region__in=regions).values("agency")


def served_by(unit: Unit) -> QuerySet[Unit]:
    """The units whose rota this unit's coordinator or desk keeps: those of its body, and for a
    ROCU's desk those of the region's bodies that have no desk of their own.
    """
    whose = Q(agency=unit.agency_id)
    if unit.kind == Unit.Kind.DESK and unit.agency.kind == Agency.Kind.ROCU:
        whose |= Q(agency__in=_bodies_without_a_desk(unit.agency_id))
    return (
        Unit.objects.filter(whose, in_force_on(clock.today()))
        .exclude(kind=Unit.Kind.BOARD)
        .order_by("name", "pk")
    )


def _bodies_without_a_desk(rocu: int) -> QuerySet[Agency]:
    bodies = Agency.objects.filter(pk__in=neighbours(rocu)).exclude(kind=Agency.Kind.ROCU)
    return bodies.exclude(pk__in=desks().values("agency"))

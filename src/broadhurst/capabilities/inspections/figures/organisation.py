"""How the work stands in a force's area on a day, from what everyone who signs in may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.operations.models import Operation, Outcome
from broadhurst.capabilities.tasking.models import Board
from broadhurst.foundation.agencies.models import (
    Agency,
    District,
    RegionMember,
    Unit,
    in_force_on,
)
from broadhurst.foundation.figure import Figure, Record

SCOPE = "Counted from what everyone who signs in may read."


def tasking_levels(response: Response, as_of: date) -> Figure:
    """The levels at which the boards of the force, its policing body and its ROCU task work.

    The records are the boards, from the partnership down to the region.
    """
    agencies = {response.force_id, response.body_id, *_rocus(response, as_of)}
    order = [level.value for level in Board.Level]
    boards = sorted(
        Board.objects.filter(
            unit__in=Unit.objects.filter(in_force_on(as_of), agency__in=agencies)
        ).select_related("unit"),
        key=lambda board: order.index(board.level),
    )
    records = tuple(Record(one.ref, one.get_level_display(), "") for one in boards)
    count = len({one.level for one in boards})
    return Figure(
        "tasking_levels", "Tasking levels", count, "levels", as_of, records=records, scope=SCOPE
    )


def partners(response: Response, as_of: date) -> Figure:
    """The bodies with a partner's team in the force's area: who sees a part of a 4P plan."""
    teams = _units(as_of, Unit.Kind.PARTNER).filter(
        Q(district=None) | Q(district__force=response.force_id)
    )
    bodies = Agency.objects.filter(pk__in=teams.values("agency")).order_by("name")
    return _figure("partners", "Partner bodies in 4P plans", "bodies", as_of, bodies)


def districts(response: Response, as_of: date) -> Figure:
    """The districts of the force."""
    rows = District.objects.filter(force=response.force_id)
    return _figure("districts", "Districts of the force", "districts", as_of, rows)


def districts_with_safeguarding(response: Response, as_of: date) -> Figure:
    """The districts of the force that have a safeguarding team."""
    teams = _units(as_of, Unit.Kind.SAFEGUARDING)
    rows = District.objects.filter(force=response.force_id, pk__in=teams.values("district"))
    title = "Districts with a safeguarding team"
    return _figure("districts_with_safeguarding", title, "districts", as_of, rows)


@dataclass(frozen=True)
class Published:
    """The outcomes of an operation in an area, as last published by a day; never added up."""

    operation: Operation
    area: str
    as_of: date
    outcomes: list[Outcome]


def outcomes(response: Response, as_of: date) -> list[Published]:
    """What was last published, by a day, of the operations that the force takes part in."""
    found = []
    regions = _regions(response, as_of)
    for operation in Operation.objects.filter(participations__agency=response.force_id):
        rows = operation.outcomes.filter(as_of__lte=as_of).select_related("region")
        for area in (None, *regions):
            here = rows.filter(region=area)
            if last := here.order_by("as_of").last():
                name = last.region.name if last.region else "the United Kingdom"
                latest = list(here.filter(as_of=last.as_of).order_by("pk"))
                found.append(Published(operation, name, last.as_of, latest))
    return found


def _regions(response: Response, as_of: date) -> list[int]:
    rows = RegionMember.objects.filter(in_force_on(as_of), agency=response.force_id)
    return list(rows.values_list("region", flat=True))


def _rocus(response: Response, as_of: date) -> list[int]:
    """The ROCUs of the regions that the force belongs to on a day."""
    rows = RegionMember.objects.filter(
        in_force_on(as_of), region__in=_regions(response, as_of), agency__kind=Agency.Kind.ROCU
    )
    return list(rows.values_list("agency", flat=True))


def _units(as_of: date, kind: Unit.Kind) -> QuerySet[Unit]:
    return Unit.objects.filter(in_force_on(as_of), kind=kind)


def _figure(
    name: str, title: str, unit: str, as_of: date, rows: Iterable[Agency | District]
) -> Figure:
    records = tuple(Record(row.key, row.name, "") for row in rows)
    return Figure(name, title, len(records), unit, as_of, records=records, scope=SCOPE)

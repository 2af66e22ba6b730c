"""Figures of how work is organised in a force's area on a day.

They count only what everyone who signs in can read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from broadhurst.capabilities.establishment.queries.chief_officers import Cover, covers_of
from broadhurst.capabilities.establishment.queries.districts import open_on
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.operations.models import Operation, Outcome
from broadhurst.capabilities.operations.queries import standing
from broadhurst.capabilities.plans.models import Engagement
from broadhurst.capabilities.tasking.models import Board
from broadhurst.foundation.agencies.models import (
    Agency,
    District,
    RegionMember,
    Unit,
    in_force_on,
)
from broadhurst.foundation.figure import OPEN, Figure, Record

# Names from the letter of 30 March 2021, which has one name for two of the boards' levels.
LEVELS = {
    Board.Level.GOVERNANCE: "SOC Partnership Governance",
    Board.Level.LEVEL_1: "Level 1 Tactical tasking",
    Board.Level.COVERT: "Covert Commissioning Services",
    Board.Level.LEVEL_2: "Level 2 tasking",
    Board.Level.FORCE: "Force and Regional tasking",
    Board.Level.REGIONAL: "Force and Regional tasking",
}
PERIOD = timedelta(days=365)


def tasking_levels(response: Response, as_of: date) -> Figure:
    """Count the tasking levels in the force's area.

    They are the levels of boards of the force, its policing body and its ROCU. The records are the
    boards, from the partnership down to the region.
    """
    agencies = {response.force_id, response.body_id, *_rocus(response, as_of)}
    order = [level.value for level in Board.Level]
    boards = sorted(
        Board.objects.filter(
            unit__in=Unit.objects.filter(in_force_on(as_of), agency__in=agencies)
        ).select_related("unit"),
        key=lambda board: order.index(board.level),
    )
    records = tuple(Record(board.ref, LEVELS[Board.Level(board.level)], "") for board in boards)
    return _open_figure(
        "tasking_levels", "Tasking levels", ("levels", "level"), as_of, records,
        "Levels at which boards of the force, its policing body and its ROCU were open.",
        value=len({record.text for record in records}),
    )  # fmt: skip


def partners(response: Response, as_of: date) -> Figure:
    """Count the partners that the force gave a 4P plan action in the past year.

    Anyone can see that an organisation was given an action on a day, but not which action. Each
    has its name of the day, and an organisation and its successor count as one.
    """
    engagements = Engagement.objects.filter(
        by=response.force_id, given_on__gt=as_of - PERIOD, given_on__lte=as_of
    )
    agencies = Agency.objects.filter(pk__in=engagements.values("partner"))
    named = {
        organisation.pk: organisation
        for organisation in (successor_on(agency, as_of) for agency in agencies)
    }
    rows = sorted(named.values(), key=lambda organisation: organisation.name)
    return _figure(
        "partners", "Partner organisations in 4P plans", ("organisations", "organisation"), as_of,
        rows, "Organisations outside policing that the force gave an action of a 4P plan in the "
        "365 days to the day shown.",
    )  # fmt: skip


def successor_on(agency: Agency, day: date) -> Agency:
    """Return the organisation on a day: itself, or the one that succeeded it by then."""
    while agency.until_on is not None and agency.until_on <= day:
        heirs = Agency.objects.filter(Q(succeeds=agency) | Q(took_over=agency), from_on__lte=day)
        heir = heirs.order_by("from_on").first()
        if heir is None:
            break
        agency = heir
    return agency


def districts(response: Response, as_of: date) -> Figure:
    """Count the districts of the force."""
    rows = _districts(response, as_of)
    return _figure(
        "districts", "Districts of the force", ("districts", "district"), as_of, rows,
        "Districts of the force.",
    )  # fmt: skip


def _districts(response: Response, as_of: date) -> QuerySet[District]:
    return District.objects.filter(open_on(as_of), force=response.force_id)


def districts_with_safeguarding(response: Response, as_of: date) -> Figure:
    """Count the districts of the force that have a safeguarding team."""
    teams = _units(as_of, Unit.Kind.SAFEGUARDING)
    rows = _districts(response, as_of).filter(pk__in=teams.values("district"))
    return _figure(
        "districts_with_safeguarding", "Districts with a safeguarding team",
        ("districts", "district"), as_of, rows,
        "Districts of the force where a safeguarding team was open.",
    )  # fmt: skip


@dataclass(frozen=True)
class Published:
    """The outcomes of an operation in an area, as last published by a day.

    They are never summed.
    """

    operation: Operation
    area: str
    as_of: date
    outcomes: list[Outcome]


def outcomes(response: Response, as_of: date) -> list[Published]:
    """Return the outcomes last published by a day, for the force's operations."""
    published = []
    regions = _regions(response, as_of)
    operations = Operation.objects.filter(
        participations__agency=response.force_id, withdrawn_at=None
    )
    for operation in operations:
        rows = standing(operation).filter(as_of__lte=as_of)
        for area in (None, *regions):
            area_rows = rows.filter(region=area)
            if last := area_rows.order_by("as_of").last():
                name = last.region.name if last.region else "the United Kingdom"
                latest = list(area_rows.filter(as_of=last.as_of).order_by("pk"))
                published.append(Published(operation, name, last.as_of, latest))
    return published


def chief_officers(response: Response, as_of: date) -> list[Cover]:
    """Return who was chief officer for the ROCUs of the force's regions."""
    return covers_of(list(Agency.objects.filter(pk__in=_rocus(response, as_of))), as_of)


def _regions(response: Response, as_of: date) -> list[int]:
    rows = RegionMember.objects.filter(in_force_on(as_of), agency=response.force_id)
    return list(rows.values_list("region", flat=True))


def _rocus(response: Response, as_of: date) -> list[int]:
    """Return the keys of the ROCUs in the force's regions on a day."""
    rows = RegionMember.objects.filter(
        in_force_on(as_of), region__in=_regions(response, as_of), agency__kind=Agency.Kind.ROCU
    )
    return list(rows.values_list("agency", flat=True))


def _units(as_of: date, kind: Unit.Kind) -> QuerySet[Unit]:
    return Unit.objects.filter(in_force_on(as_of), kind=kind)


def _figure(
    name: str, title: str, unit: tuple[str, str], as_of: date, rows: Iterable[Agency | District],
    method: str,
) -> Figure:  # fmt: skip
    records = tuple(Record(row.key, row.name, "") for row in rows)
    return _open_figure(name, title, unit, as_of, records, method, value=len(records))


def _open_figure(
    name: str, title: str, unit: tuple[str, str], as_of: date, records: tuple[Record, ...],
    method: str, *, value: int,
) -> Figure:  # fmt: skip
    plural, singular = unit
    return Figure(
        name, title, value, plural, as_of, records=records, scope=OPEN.name, scope_key=OPEN.key,
        one=singular, method=method, behind=len(records),
    )  # fmt: skip

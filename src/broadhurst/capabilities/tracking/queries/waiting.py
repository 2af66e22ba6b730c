"""Tasks of the owner of a finding: the finding itself, and its milestones."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from broadhurst.capabilities.inspections.queries.tracked import to_act_on
from broadhurst.capabilities.inspections.queries.waiting import finding_task
from broadhurst.capabilities.tracking.models import Milestone
from broadhurst.capabilities.tracking.queries.work import OPEN, milestones, work
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

ROOM = "tracking"
DUE_WITHIN = timedelta(days=60)

MAY_HAVE_TASKS = """
EXISTS (SELECT FROM inspections_ourstatus WHERE owner_id = %(officer)s OR owner_unit_id = %(unit)s)
"""


def waiting_for(actor: Actor) -> Iterator[Waiting]:
    """Yield the findings that the actor or their unit owns and that are due, and milestones."""
    owned = _owned_by(*_parts_in(actor))
    soon = clock.today() + DUE_WITHIN
    for row in owned:
        if row.finding.due_on and row.finding.due_on <= soon:
            yield finding_task(row.finding, for_unit=row.owner_officer_id is None)
    is_of_unit = {(row.finding_id, row.agency_id): row.owner_officer_id is None for row in owned}
    for milestone in _due([row.finding_id for row in owned], soon):
        key = milestone.finding_id, milestone.agency_id
        if key in is_of_unit:
            yield Waiting(
                "Complete milestone:", milestone.text,
                record_address("tracking:milestone", milestone.ref), milestone.due_on, ROOM,
                milestone.ref, for_unit=is_of_unit[key],
            )  # fmt: skip


def _parts_in(actor: Actor) -> tuple[int, int, int, date]:
    # An administrator acts without their unit.
    unit = 0 if actor.administers else actor.unit.pk
    return actor.officer.pk, unit, actor.agency.pk, clock.today()


@prepared_query
def _owned_by(officer: int, unit: int, agency: int, today: date) -> QuerySet[Any]:
    """Select what `owned_by` lets through."""
    of_reader = Q(owner_officer_id=officer) | Q(owner_unit_id=unit, agency=agency)
    return work(today).filter(of_reader, to_act_on())


@prepared_query
def _due(findings: list[int], soon: date) -> QuerySet[Milestone]:
    return milestones().filter(OPEN, AnyOf(F("finding"), findings), due_on__lte=soon)


SOURCES = (
    TaskSource(MAY_HAVE_TASKS, waiting_for, lambda actor: [_owned_by.ask(*_parts_in(actor))]),
)

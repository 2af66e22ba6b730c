"""Tasks of the owner of a finding: the finding itself, and its milestones."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse

from broadhurst.capabilities.inspections.queries.tracked import to_act_on
from broadhurst.capabilities.inspections.queries.waiting import finding_task
from broadhurst.capabilities.tracking.queries.work import OPEN, milestones, owned_by, work
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

ROOM = "tracking"
DUE_WITHIN = timedelta(days=60)

MAY_HAVE_TASKS = """
EXISTS (SELECT FROM inspections_ourstatus WHERE owner_id = %(officer)s OR owner_unit_id = %(unit)s)
"""


def waiting_for(actor: Actor) -> Iterator[Waiting]:
    """Yield the findings that the actor or their unit owns and that are due, and milestones."""
    owned = list(work().filter(owned_by(actor), to_act_on()))
    soon = clock.today() + DUE_WITHIN
    for row in owned:
        if row.finding.due_on and row.finding.due_on <= soon:
            yield finding_task(row.finding, for_unit=row.owner_officer_id is None)
    is_of_unit = {(row.finding_id, row.agency_id): row.owner_officer_id is None for row in owned}
    due = milestones().filter(OPEN, due_on__lte=soon, finding__in=[row.finding_id for row in owned])
    for milestone in due:
        key = milestone.finding_id, milestone.agency_id
        if key in is_of_unit:
            yield Waiting(
                "Complete milestone:", milestone.text,
                reverse("tracking:milestone", args=[milestone.ref]), milestone.due_on, ROOM,
                milestone.ref, for_unit=is_of_unit[key],
            )  # fmt: skip


SOURCES = (TaskSource(MAY_HAVE_TASKS, waiting_for),)

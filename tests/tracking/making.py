"""Bring a finding to the point where a test of its work starts."""

from datetime import date
from typing import Any

from broadhurst.capabilities.inspections.commands.assign_finding import assign_finding
from broadhurst.capabilities.tracking.commands.add_milestone import add_milestone
from broadhurst.capabilities.tracking.models import Milestone
from tests.inspections.making import Room

DUE = date(2021, 3, 20)


def owned(room: Room, **owner: Any) -> None:
    """Make an officer or a unit the owner of the first finding: Cora, unless said otherwise."""
    given = owner or {"owner": room.cast.cora.officer}
    assign_finding(actor=room.chas, finding=room.first, agency=room.force, **given)


def planned(room: Room, **changes: Any) -> Milestone:
    given = {"actor": room.chas, "finding": room.first, "text": "All LROs trained", "due_on": DUE}
    return add_milestone(**(given | changes))

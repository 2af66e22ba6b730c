"""Tests of two concurrent requests, with real commits."""

from datetime import date

from broadhurst.capabilities.tracking.commands.chase_findings import chase_findings
from broadhurst.capabilities.tracking.commands.complete_milestone import complete_milestone
from broadhurst.capabilities.tracking.commands.withdraw_milestone import withdraw_milestone
from broadhurst.capabilities.tracking.models import Chaser, Milestone
from tests.at_once import at_once
from tests.inspections.making import make_room
from tests.people import Cast
from tests.tracking.making import owned, planned


def test_a_milestone_is_completed_or_withdrawn_and_the_second_is_told(committed: Cast) -> None:
    room = make_room(committed)
    milestone = planned(room)
    given = {"actor": room.chas, "milestone": milestone}
    outcomes = at_once(
        lambda: complete_milestone(**given, done_on=date(2021, 3, 1)),
        lambda: withdraw_milestone(**given, because="Merged."),
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Milestone", "Refused"]
    now = Milestone.objects.get()
    assert (now.done_on is None) != (now.withdrawn_at is None)


def test_two_workers_chase_each_date_once(committed: Cast) -> None:
    room = make_room(committed)
    owned(room)
    planned(room, due_on=date(2021, 3, 4))
    chase = lambda: chase_findings(actor=committed.system)  # noqa: E731
    outcomes = at_once(chase, chase)
    assert Chaser.objects.count() == 1
    assert 1 in outcomes

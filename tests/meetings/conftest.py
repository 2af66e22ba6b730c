from collections.abc import Iterator
from datetime import timedelta

import pytest

from broadhurst.capabilities.meetings.commands.prepare_agenda import prepare_agenda
from broadhurst.capabilities.meetings.models import Agenda
from broadhurst.capabilities.tasking.commands.add_attendee import add_attendee
from broadhurst.capabilities.tasking.commands.schedule import schedule
from broadhurst.capabilities.tasking.commands.triage import triage
from broadhurst.capabilities.tasking.models import Bid
from broadhurst.foundation import clock
from tests.conftest import NOW
from tests.meetings.room import Room
from tests.people import Cast
from tests.tasking.stage import set_the_stage

BEGINS = NOW + timedelta(days=7)


@pytest.fixture
def room(cast: Cast) -> Iterator[Room]:
    """Return a meeting of Level 2 that has begun, with a bid, and Connie as an attendee."""
    yield from in_session(cast)


@pytest.fixture
def committed_room(committed: Cast) -> Iterator[Room]:
    """Return the `room` fixture with real commits, for concurrent commands."""
    yield from in_session(committed)


def in_session(cast: Cast) -> Iterator[Room]:
    stage = set_the_stage(cast)
    add_attendee(actor=cast.tess, board=stage.level_2, officer=cast.connie.officer)
    meeting = schedule(actor=cast.tess, board=stage.level_2, at=BEGINS)
    bid: Bid = stage.bid()
    triage(actor=cast.tess, bid=bid, meeting=meeting)
    agenda: Agenda = prepare_agenda(actor=cast.tess, meeting=meeting)
    with clock.set_to(BEGINS):
        yield Room(stage, meeting, agenda, bid)

"""The report and the people of a policing body, for messages to the public."""

import pytest

from tests.inspections.making import Room, make_room
from tests.people import Cast


@pytest.fixture
def room(cast: Cast) -> Room:
    return make_room(cast)

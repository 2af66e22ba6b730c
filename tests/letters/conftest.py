"""Fixtures of the letters room."""

import pytest

from tests.inspections.making import Room, make_room
from tests.people import Cast


@pytest.fixture
def room(cast: Cast) -> Room:
    return make_room(cast)

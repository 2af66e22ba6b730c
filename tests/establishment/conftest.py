"""The administrators, for the tests of this room."""

import pytest

from tests.establishment.admins import Admins, make_admins
from tests.people import Cast


@pytest.fixture
def admins(cast: Cast) -> Admins:
    return make_admins(cast)

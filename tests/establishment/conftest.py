"""The administrators, as a fixture."""

import pytest

from tests.establishment.admins import Admins, make_admins
from tests.people import Cast


@pytest.fixture
def admins(cast: Cast) -> Admins:
    return make_admins(cast)

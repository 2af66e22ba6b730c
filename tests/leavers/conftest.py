import pytest

from broadhurst.foundation.access.actor import Actor
from tests.cover.test_cover import posted
from tests.people import Cast


@pytest.fixture
def sue(cast: Cast) -> Actor:
    return posted(cast, "Sue Larkrise", cast.gail.unit, "supervisor")


@pytest.fixture
def team(cast: Cast) -> list[Actor]:
    names = ("Ann Sparrow", "Ben Sparrow")
    return [posted(cast, name, cast.gail.unit, "investigator") for name in names]

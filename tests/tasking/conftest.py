import pytest

from tests.people import Cast
from tests.tasking.stage import Stage, set_the_stage


@pytest.fixture
def stage(cast: Cast) -> Stage:
    return set_the_stage(cast)


@pytest.fixture
def committed_stage(committed: Cast) -> Stage:
    """The same with real commits, for two at once."""
    return set_the_stage(committed)

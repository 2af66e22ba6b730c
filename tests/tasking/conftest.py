import pytest

from tests.people import Cast
from tests.tasking.stage import Stage, set_the_stage


@pytest.fixture
def stage(cast: Cast) -> Stage:
    return set_the_stage(cast)


@pytest.fixture
def committed_stage(committed: Cast) -> Stage:
    """Return the `stage` fixture with real commits, for concurrent commands."""
    return set_the_stage(committed)

import pytest

from tests.people import Cast
from tests.self_assessment.making import Judged, judged


@pytest.fixture
def made(cast: Cast) -> Judged:
    return judged(cast)

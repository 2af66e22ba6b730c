"""Property tests have no deadline, so that they do not fail on a busy machine."""

from hypothesis import given, settings
from hypothesis import strategies as st


@given(st.none())
def test_no_example_has_a_deadline(nothing: None) -> None:
    assert settings.default is not None
    assert settings.default.deadline is None

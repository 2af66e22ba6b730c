"""Tests of properties fail for what is tested, and not for how busy the machine is."""

from hypothesis import given, settings
from hypothesis import strategies as st


@given(st.none())
def test_no_example_has_a_deadline(nothing: None) -> None:
    assert settings.default is not None
    assert settings.default.deadline is None

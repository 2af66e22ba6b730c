"""When the steps of the demo are played."""

from datetime import UTC, datetime, timedelta

import pytest

from broadhurst.surfaces.demo.script import Script

MONDAY = datetime(2026, 11, 30, 1, 20, tzinfo=UTC)
CHRISTMAS = datetime(2026, 12, 27, 1, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("until", "days", "day"),
    [
        (MONDAY, 2, "2026-11-27"),  # a Saturday
        (MONDAY, 3, "2026-11-27"),
        (MONDAY, 4, "2026-11-26"),
        (CHRISTMAS, 1, "2026-12-24"),
    ],
)
def test_a_step_some_days_ago_is_played_on_a_working_day(
    until: datetime, days: int, day: str
) -> None:
    script = Script(until)
    script.ago(days, lambda: None, hour=11)
    assert [instant.strftime("%F %H:%M") for instant in script.play()] == [f"{day} 11:00"]


def test_a_step_that_would_be_dropped_is_refused() -> None:
    with pytest.raises(ValueError, match="after the end of the script"):
        Script(MONDAY).ago(0, lambda: None)


def test_steps_after_the_end_are_dropped() -> None:
    script = Script(MONDAY)
    script.at(MONDAY + timedelta(minutes=1), lambda: None)
    assert not len(script)

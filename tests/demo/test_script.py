"""When the steps of the demo are played."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from broadhurst.foundation import clock
from broadhurst.surfaces.demo.script import Script, in_office

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


TUESDAY = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
AUGUST = datetime(2026, 8, 31, 22, 0, tzinfo=UTC)  # a bank holiday, in summer time


@pytest.mark.parametrize("until", [MONDAY, CHRISTMAS, TUESDAY, AUGUST])
def test_recent_steps_are_in_office_hours_and_in_order(until: datetime) -> None:
    script = Script(until)
    played: list[timedelta] = []
    times = [timedelta(), timedelta(minutes=20), timedelta(minutes=55), *(
        timedelta(hours=hours) for hours in range(1, 400)
    )]  # fmt: skip
    for before in times:
        script.before_end(before, partial(played.append, before))
    for instant in script.play():
        local = instant.astimezone(clock.LONDON)
        assert clock.is_working_day(local.date())
        assert 8 <= local.hour <= 19, local
    assert played == sorted(times, reverse=True)
    assert in_office(TUESDAY) == TUESDAY


@pytest.mark.parametrize(
    ("hours", "when"),
    [(1, "30 16:00"), (5, "01 08:20"), (12, "01 08:03"), (18, "01 09:00"), (96, "04 15:00")],
)
def test_a_step_some_hours_from_now_is_not_at_night(hours: int, when: str) -> None:
    script = Script(TUESDAY + timedelta(days=9))
    with clock.set_to(TUESDAY - timedelta(days=1)):
        script.hours_later(hours, lambda: None)
    assert [instant.strftime("%d %H:%M") for instant in script.play()] == [when]

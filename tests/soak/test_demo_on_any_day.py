"""The demo region can be loaded at any hour of any day, and leaves work that is not long overdue.

Its history is told backwards from the instant of loading, so weekends and bank holidays fall
elsewhere each day.
"""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.demo.days import by_night, play

FAILED_ONCE = (
    datetime(2026, 11, 30, 1, 20, tzinfo=UTC),  # a Monday before office hours
    datetime(2026, 12, 1, 0, 4, tzinfo=UTC),  # minutes after midnight
)


@pytest.mark.parametrize("now", [*FAILED_ONCE, *by_night(date.today())], ids=str)  # noqa: DTZ011
def test_the_demo_loads_and_leaves_work(now: datetime, worker: str, django_db_blocker: Any) -> None:
    play(now, f"broadhurst_{worker}_day", django_db_blocker)

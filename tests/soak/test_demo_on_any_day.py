"""The demo region can be loaded at any hour of any day, and leaves work that is not long overdue.

Its history is told backwards from the instant of loading, so weekends and bank holidays fall
elsewhere each day.
"""

from datetime import UTC, datetime
from typing import Any

import pytest

from broadhurst.foundation import clock
from broadhurst.surfaces.demo.cast import TOUR
from broadhurst.surfaces.demo.load import load_demo
from tests.conftest import copied, named
from tests.stories.test_demo_reads_like_life import finds_work

INSTANTS = (
    datetime(2026, 11, 30, 1, 20, tzinfo=UTC),  # a Monday before office hours
    datetime(2026, 12, 1, 0, 4, tzinfo=UTC),  # minutes after midnight
    datetime(2026, 12, 5, 23, 30, tzinfo=UTC),  # a Saturday
    datetime(2026, 12, 28, 7, tzinfo=UTC),  # a bank holiday
    datetime(2027, 3, 30, 12, tzinfo=UTC),  # the day after Easter
    datetime(2028, 2, 29, 9, tzinfo=UTC),
)


@pytest.mark.parametrize("now", INSTANTS, ids=str)
def test_the_demo_loads_and_leaves_work(now: datetime, worker: str, django_db_blocker: Any) -> None:
    with (
        copied(f"broadhurst_{worker}_day") as name,
        django_db_blocker.unblock(),
        named(name),
        clock.set_to(now),
    ):
        load_demo(lambda *_: None)
        for username in sorted(TOUR):
            finds_work(username, now)

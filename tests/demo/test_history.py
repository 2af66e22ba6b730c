"""The demo's whole history, on the day when the first command once ended with a traceback.

It is played for the end of that day, as GMP's Level 2 board has then met in the afternoon.
"""

from datetime import UTC, datetime
from typing import Any

from tests.demo.days import play


def test_the_history_is_played_on_4_december_2026(worker: str, django_db_blocker: Any) -> None:
    """The same day in each run, so that no check fails for a reason beside the change."""
    play(datetime(2026, 12, 4, 17, 40, tzinfo=UTC), f"broadhurst_{worker}_day", django_db_blocker)

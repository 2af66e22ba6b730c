"""A connection that the server has closed is not used again, and nothing is asked to see it."""

from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.config.database import renamed
from broadhurst.foundation.postgresql.base import DatabaseWrapper


@pytest.fixture
def kept(db: None) -> Iterator[DatabaseWrapper]:
    """A connection that a request has left open, as the next one begins."""
    ours = connection.copy()
    server_process(ours)
    ours.health_check_enabled, ours.health_check_done = True, False
    yield ours
    ours.close()


def server_process(ours: DatabaseWrapper) -> int:
    with ours.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def test_one_that_is_open_is_kept_without_a_word(
    kept: DatabaseWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "is_usable", lambda: pytest.fail("It asked."))
    before = kept.connection.info.backend_pid
    with CaptureQueriesContext(kept) as asked:
        assert server_process(kept) == before
    assert len(asked) == 1


def test_one_that_was_ended_is_opened_anew(kept: DatabaseWrapper) -> None:
    before = kept.connection.info.backend_pid
    where = renamed(settings.STORE.owner_url, connection.settings_dict["NAME"])
    with psycopg.connect(where, autocommit=True) as owner:
        # Waits until it has gone.
        assert owner.execute("SELECT pg_terminate_backend(%s, 5000)", [before]).fetchone()
    assert server_process(kept) != before

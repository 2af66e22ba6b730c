"""A connection that the server closed is not used again, and no query is needed to see it."""

import urllib.request
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from broadhurst.config.database import renamed
from broadhurst.foundation.connection_health import close_if_dead
from tests.conftest import copied
from tests.served import served

SERVING = (
    "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = %s "
    "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


@pytest.fixture
def kept(db: None) -> Iterator[Any]:
    """A connection that the last request left open, as the next one begins."""
    ours = connection.copy()
    ours.ensure_connection()
    yield ours
    ours.close()


def last_heard(number: int) -> object:
    """Return when a server process last received something."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT state_change FROM pg_stat_activity WHERE pid = %s", [number])
        return cursor.fetchone()


def test_one_that_is_open_is_kept_and_nothing_is_asked(kept: Any) -> None:
    before, number = kept.connection, kept.connection.info.backend_pid
    heard = last_heard(number)
    close_if_dead(kept)
    assert kept.connection is before
    assert last_heard(number) == heard


def test_every_session_may_end_between_two_requests(worker: str) -> None:
    """As when the server restarts: the next request notices, and opens a new connection."""
    with copied(f"broadhurst_{worker}_served") as name, served(name) as (address, _):
        where = renamed(settings.STORE.owner_url, name)
        for path in ("/readyz", "/sign-in/", "/readyz"):
            with psycopg.connect(where, autocommit=True) as owner:
                assert owner.execute(SERVING, [name]).fetchone() != (0,)
            with urllib.request.urlopen(f"{address}{path}") as answer:  # noqa: S310
                assert answer.status == 200

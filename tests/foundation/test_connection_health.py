"""A connection that the server closed is replaced by the next request."""

import urllib.request

import psycopg
from django.conf import settings

from broadhurst.config.database import renamed
from tests.conftest import copied
from tests.server_process import served

SERVING = (
    "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = %s "
    "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


def test_every_session_may_end_between_two_requests(worker: str) -> None:
    """As when the server restarts: the next request notices, and opens a new connection."""
    with copied(f"broadhurst_{worker}_served") as name, served(name) as (address, _):
        where = renamed(settings.STORE.owner_url, name)
        for path in ("/readyz", "/sign-in/", "/readyz"):
            with psycopg.connect(where, autocommit=True) as owner:
                assert owner.execute(SERVING, [name]).fetchone() != (0,)
            with urllib.request.urlopen(f"{address}{path}") as answer:  # noqa: S310
                assert answer.status == 200

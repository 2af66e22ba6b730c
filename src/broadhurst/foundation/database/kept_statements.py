"""Keep more prepared statements in a connection than psycopg does."""

from django.db.backends.base.base import BaseDatabaseWrapper

MOST_PREPARED = 1_000  # psycopg's 100 are fewer than the pages of one officer send


def keep_more(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Raise the limit as a connection opens, whatever opens it: a page or the check of health.

    A statement over the limit is planned again, which takes longer than to run it.
    """
    connection.connection.prepared_max = MOST_PREPARED

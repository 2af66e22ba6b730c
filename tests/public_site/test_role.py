"""The database role of the public site can read the stored pages, and nothing else."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from psycopg import errors, sql

from broadhurst.capabilities.public_site.models import StoredPage
from broadhurst.config import database
from broadhurst.config.public_server import role_objection
from tests.conftest import EMPTY

ITS_OWN = StoredPage._meta.db_table


@pytest.fixture
def public() -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Connect to the migrated database as the role of the public site."""
    url = database.renamed(settings.STORE.public_url, EMPTY)
    with psycopg.connect(url, autocommit=True) as connected:
        yield connected


def tables() -> list[str]:
    """Return every table, view and sequence outside PostgreSQL's own schemas."""
    with psycopg.connect(database.renamed(settings.STORE.owner_url, EMPTY)) as owner:
        rows = owner.execute(
            "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n"
            " ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')"
            " AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
        )
        return sorted(name for (name,) in rows)


def test_it_reads_no_table_view_or_sequence_but_the_stored_pages(
    public: psycopg.Connection[tuple[object, ...]],
) -> None:
    names = tables()
    assert {model._meta.db_table for model in apps.get_models()} <= set(names)
    for name in names:
        query = sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.SQL(name))
        if name == ITS_OWN:
            assert public.execute(query).fetchone() is None
        else:
            with pytest.raises(errors.InsufficientPrivilege):
                public.execute(query)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM public_site_storedpage",
        "UPDATE public_site_storedpage SET ref = ''",
        "INSERT INTO public_site_storedpage (path) VALUES ('/x')",
        "TRUNCATE public_site_storedpage",
        "CREATE TABLE mine (id int)",
    ],
)
def test_it_writes_nothing(public: psycopg.Connection[tuple[object, ...]], change: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        public.execute(change)


def test_it_runs_no_function_of_ours(public: psycopg.Connection[tuple[object, ...]]) -> None:
    """Some of them read past row-level security."""
    found = public.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n"
        " ON n.oid = p.pronamespace WHERE n.nspname = 'public'"
        " AND has_function_privilege(p.oid, 'EXECUTE')"
        " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
    )
    assert found.fetchall() == []
    with pytest.raises(errors.InsufficientPrivilege):
        public.execute("SELECT inspections_is_answered(1)")


def test_the_server_takes_this_role_and_no_other() -> None:
    where = settings.STORE
    assert role_objection(database.renamed(where.public_url, EMPTY)) == ""
    for url in (where.owner_url, where.application_url):
        assert "can use more than the public pages" in role_objection(database.renamed(url, EMPTY))


def test_the_server_says_that_the_database_is_not_migrated() -> None:
    url = database.renamed(settings.STORE.public_url, "postgres")
    assert "Run: broadhurst migrate" in role_objection(url)


def test_the_application_can_still_run_its_functions(db: None) -> None:
    assert urlsplit(settings.STORE.application_url).username == database.APPLICATION_ROLE
    with connection.cursor() as cursor:
        cursor.execute("SELECT inspections_is_answered(1)")
        assert cursor.fetchone() == (False,)

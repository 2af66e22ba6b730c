"""Fixtures with a real PostgreSQL: one server for each run, templates and clones.

The first template is migrated and empty. The second also holds the cast (tests/people.py), which
takes far longer to make than to read. Most tests run in a transaction that is rolled back. A test
of two officers at the same moment uses `committed`. This is its own clone of the template, with
real commits, and is dropped afterwards.
"""

import atexit
import os
import pickle
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache

from tests import data_folder

if "BROADHURST_DATA" not in os.environ:
    made = os.environ["BROADHURST_DATA"] = data_folder.make()
    # Registered before the server's stop, so that it runs after the stop.
    atexit.register(shutil.rmtree, made)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "broadhurst.config.settings")
# Threads of BLAS that wait for each other take the cores from the other process of the run.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ["BROADHURST_FEDERATION"] = "on"  # tests/federation/test_off.py runs without it

import django

from broadhurst.foundation.gc_tuning import freeze_heap, without_collecting

with without_collecting():
    django.setup()

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from broadhurst.config import database
from broadhurst.foundation import clock
from tests import (
    quick_passwords,  # noqa: F401 - changes the hasher
    template,
)
from tests.lengths import BY_DEFAULT, examples
from tests.people import Cast, load_cast, make_cast

NOW = datetime(2021, 3, 1, 9, 0, tzinfo=UTC)
EMPTY = "broadhurst_template"
WITH_CAST = "broadhurst_template_cast"
REGION = "broadhurst_template_region"  # the demo's, for the stories

# The longest files start first, in this order, so that no process still runs one of them when the
# others have ended. Until the stories, the demo region is loaded (tests/stories/loading.py).
LONGEST = (
    "tests/demo/test_history.py",
    "tests/foundation/test_every_address.py",
    "tests/test_bench.py",
    "tests/bulk_checks/test_jobs.py",
    "tests/deconfliction/test_rekey.py",
    "tests/bulk_checks/test_dying.py",
    "tests/foundation",
    "tests/inspections",
    "tests/stories",
    "tests/linkage/test_calibrate.py",
    "tests/transfers/test_always.py",
)

# `make test` leaves these out, `make test-deep` runs them: real browsers, a filled register, the
# demo, Spark, training, every address as every viewer, killed processes and sessions, programs
# started in production or generated, commands in any order.
DEEP = (
    "tests/stories",
    "tests/test_bench.py",
    "tests/linkage/test_spark.py",
    "tests/linkage/test_calibrate.py",
    "tests/foundation/test_demo",
    "tests/foundation/test_every_address.py",
    "tests/foundation/test_offered.py",
    "tests/foundation/test_refused_forms.py",
    "tests/foundation/test_partner_lro_walked.py",
    "tests/foundation/test_serving.py",
    "tests/foundation/test_connection_health.py",
    "tests/foundation/test_production.py",
    "tests/foundation/test_generated_client.py",
    "tests/bulk_checks/test_jobs.py",
    "tests/bulk_checks/test_dying.py",
    "tests/deconfliction/test_rekey.py",
    "tests/plans/test_partner.py::test_every_address",
    "tests/transfers/test_always.py",
    "tests/tasking/test_any_order.py",
    "tests/archiving/test_any_order.py",
    "tests/scoring/test_any_order.py",
)

# What a server does for the day it crashes, or over weeks: a test database lives for minutes.
DURABLE = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")

# A machine that is busy with something else is no fault of what is tested.
hypothesis.settings.register_profile("broadhurst", deadline=None, max_examples=examples(BY_DEFAULT))
hypothesis.settings.load_profile("broadhurst")


def pytest_configure(config: pytest.Config) -> None:
    """Make the templates once, in the process that starts the run, unless it only lists tests."""
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    where = settings.STORE
    environment = {
        **os.environ,
        "DATABASE_OWNER_URL": database.renamed(where.owner_url, EMPTY),
        "DATABASE_URL": database.renamed(where.application_url, EMPTY),
    }
    _server(
        *(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(name)) for name in DURABLE),
        sql.SQL("SELECT pg_reload_conf()"),
        *(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            for name in (EMPTY, WITH_CAST, REGION)
        ),
    )
    call_command("collectstatic", interactive=False, verbosity=0)
    try:
        template.make(EMPTY, environment)
    except subprocess.CalledProcessError as failed:
        pytest.exit(f"The tests' database could not be made: {failed}", failed.returncode)
    _copy(EMPTY, WITH_CAST)
    with named(WITH_CAST), clock.set_to(NOW):
        make_cast()
        with connections["owner"].cursor() as cursor:
            # Delete the notifications that the cast got about their own postings.
            cursor.execute("DELETE FROM audit_notification")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark the deep tests before pytest chooses by marks. Put the longest files first.

    The order is made at the end, because pytest-django puts tests without a database last.
    """
    for item in items:
        if item.nodeid.startswith(DEEP):
            item.add_marker(pytest.mark.deep)
    yield
    items.sort(key=_place)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    with without_collecting():
        return (yield)


def pytest_collection_finish() -> None:
    """Spare the garbage collector all that was loaded, as the served site does."""
    freeze_heap()


def _place(item: pytest.Item) -> int:
    """Return the place of a test's file among the longest, or one after them all."""
    places = (place for place, name in enumerate(LONGEST) if item.nodeid.startswith(name))
    return next(places, len(LONGEST))


def _server(*statements: sql.Composable) -> None:
    with psycopg.connect(
        database.renamed(settings.STORE.owner_url, "postgres"), autocommit=True
    ) as server:
        for statement in statements:
            server.execute(statement)


@contextmanager
def named(name: str) -> Iterator[None]:
    """Point the connections of both roles at a database."""
    before = connections["default"].settings_dict["NAME"]
    for alias in ("default", "owner"):
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
    try:
        yield
    finally:
        for alias in ("default", "owner"):
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = before


def exists(name: str) -> bool:
    """Return whether the server has a database of this name."""
    with psycopg.connect(database.renamed(settings.STORE.owner_url, "postgres")) as server:
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return found.fetchone() is not None


def rename(name: str, new: str) -> None:
    statement = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    _server(statement.format(sql.Identifier(name), sql.Identifier(new)))


def _copy(template: str, name: str) -> None:
    # To copy files is quicker than to write each page to the log as well.
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
    _server(statement.format(sql.Identifier(name), sql.Identifier(template)))


def replace(name: str, template: str) -> None:
    """Put a copy of a template in the place of a database, if there is one of this name."""
    _drop(name)
    _copy(template, name)


def _drop(name: str) -> None:
    _server(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def copied(name: str, template: str = EMPTY) -> Iterator[str]:
    """Copy a template to a new database, and drop it afterwards."""
    replace(name, template)
    yield name
    _drop(name)


@contextmanager
def clone(name: str) -> Iterator[str]:
    """Copy the template with the cast, and point this process's connections at it."""
    with copied(name, WITH_CAST), named(name):
        yield name


@pytest.fixture(scope="session")
def worker(request: pytest.FixtureRequest) -> str:
    return getattr(request.config, "workerinput", {}).get("workerid", "alone")


@cache
def _pickled_cast() -> bytes:
    """Return the cast as every test finds it: in a copy of one template, at the same instant."""
    return pickle.dumps(load_cast())


@pytest.fixture(scope="session")
def django_db_setup(worker: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Replace Django's fixture: the application role may not create databases."""
    with django_db_blocker.unblock(), clone(f"broadhurst_{worker}"):  # type: ignore[attr-defined]
        with clock.set_to(NOW):
            _pickled_cast()  # before a test changes it
        yield


@pytest.fixture(autouse=True)
def at_nine_on_the_first_of_march() -> Iterator[None]:
    """Stop the clock at NOW. A test moves it with `clock.set_to`."""
    with clock.set_to(NOW):
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    """Return the people of every test, as new objects."""
    people: Cast = pickle.loads(_pickled_cast())  # noqa: S301 - our own
    return people


@pytest.fixture
def committed(worker: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[Cast]:
    """Return the cast in a database of its own with real commits.

    For tests of two commands at the same moment.
    """
    with django_db_blocker.unblock(), clone(f"broadhurst_{worker}_commits"):  # type: ignore[attr-defined]
        yield load_cast()

"""Production: the deployment check passes, and unsafe settings are refused.

Two tests start the real program. The others call the same code in this process.
"""

import os
import runpy
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.test import Client

from broadhurst.config import database
from broadhurst.config import settings as read_from_the_environment
from broadhurst.config.cli import main
from tests.conftest import EMPTY


def environment(**changes: str) -> dict[str, str]:
    """Return the environment variables of production."""
    where = settings.STORE
    return {
        "BROADHURST_ENV": "production",
        "BROADHURST_SECRET_KEY": "a-key-for-this-test-alone-0123456789-abcdefghijklmnop-XYZ",
        "BROADHURST_MATCH_KEY": "5c" * 32,
        "BROADHURST_HOSTS": "broadhurst.example",
        "DATABASE_OWNER_URL": database.renamed(where.owner_url, EMPTY),
        "DATABASE_URL": database.renamed(where.application_url, EMPTY),
        **changes,
    }


def check(**changes: str) -> subprocess.CompletedProcess[str]:
    """Run `broadhurst check` in a process of its own."""
    program, around = [sys.executable, "-m", "broadhurst", "check"], environment(**changes)
    return subprocess.run(  # noqa: S603
        program, env=os.environ | around, capture_output=True, text=True, check=False
    )


def why_settings_are_refused(monkeypatch: pytest.MonkeyPatch, **changes: str) -> str:
    """Read the settings again, as the program does at its start, and return its objection."""
    for name, value in environment(**changes).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured) as refused:
        runpy.run_path(read_from_the_environment.__file__)
    return str(refused.value)


@contextmanager
def connected(**changes: Any) -> Iterator[None]:
    """Connect the application with other settings."""
    connection = connections["default"]
    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(changes)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


def checked(blocker: Any, **changes: Any) -> Result:
    """Run `broadhurst check` in this process, connected with other settings."""
    with blocker.unblock(), connected(**changes):
        return CliRunner().invoke(main, ["check"])


def test_the_deployment_check_is_clean() -> None:
    done = check()
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
    assert "cannot see past the wall" in done.stdout
    assert "Published PDFs are not signed, because no signing key is set up." in done.stdout


def test_a_signing_key_that_cannot_be_read_is_told(django_db_blocker: Any, settings: Any) -> None:
    settings.SIGNING_KEY = "/nowhere/signing.p12"
    done = checked(django_db_blocker)
    assert done.exit_code == 1
    assert "The signing key of this site cannot be read." in done.output


def test_all_that_is_missing_is_told_at_once() -> None:
    done = check(BROADHURST_HOSTS="", DATABASE_URL="")
    assert done.returncode == 1
    assert done.stderr == (
        "Error: Set BROADHURST_HOSTS, DATABASE_URL: production has no defaults for these.\n"
    )


def test_a_missing_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = why_settings_are_refused(monkeypatch, BROADHURST_SECRET_KEY="")
    assert "Set BROADHURST_SECRET_KEY" in refused


def test_a_missing_match_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = why_settings_are_refused(monkeypatch, BROADHURST_MATCH_KEY="")
    assert "Set BROADHURST_MATCH_KEY: production has no default" in refused


@pytest.mark.parametrize("name", ["BROADHURST_MATCH_KEY", "BROADHURST_MATCH_KEY_OLD"])
@pytest.mark.parametrize("text", ["a-word", "5c" * 31, "5c" * 33])
def test_a_match_key_that_is_none_is_refused_without_showing_it(
    name: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = why_settings_are_refused(monkeypatch, **{name: text})
    assert f"{name} is not a match key: set it to 64 hexadecimal digits." in refused
    assert text not in refused


def test_an_environment_that_is_neither_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = why_settings_are_refused(monkeypatch, BROADHURST_ENV="prod")
    assert "set it to demo or production" in refused


def test_a_limit_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = why_settings_are_refused(monkeypatch, BROADHURST_REQUEST_SECONDS="30s")
    assert "BROADHURST_REQUEST_SECONDS is “30s”: set it to a number of seconds" in refused


def test_a_database_that_is_away_is_told_in_words(django_db_blocker: Any) -> None:
    done = checked(django_db_blocker, HOST="127.0.0.1", PORT="1")
    assert done.exit_code == 1
    assert "The database does not answer" in done.stderr
    assert isinstance(done.exception, SystemExit), "a sentence, and no traceback"


def test_a_role_that_could_see_past_the_wall_is_refused(django_db_blocker: Any) -> None:
    owner = connections["owner"].settings_dict
    as_owner = {name: owner[name] for name in ("USER", "PASSWORD", "HOST", "PORT")}
    done = checked(django_db_blocker, NAME=EMPTY, **as_owner)
    assert done.exit_code == 1
    assert "may bypass row-level security" in done.stderr


def test_the_demo_is_not_for_production(settings: Any) -> None:
    settings.PRODUCTION = True
    done = CliRunner().invoke(main, ["load-demo"])
    assert done.exit_code == 1
    assert "not for production" in done.stderr


def test_a_load_balancer_is_not_sent_to_https(db: None, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/healthz").status_code == 200
    assert Client().get("/readyz").status_code == 200
    assert Client().get("/sign-in/").status_code == 301

"""Production: the deployment check passes, and unsafe settings are refused."""

import os
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.test import Client

from broadhurst.config import database
from tests.conftest import EMPTY


def check(verb: str = "check", **changes: str) -> subprocess.CompletedProcess[str]:
    """Run `broadhurst check`, or another command, with the environment of production."""
    where = settings.STORE
    environment = {
        **os.environ,
        "BROADHURST_ENV": "production",
        "BROADHURST_SECRET_KEY": "a-key-for-this-test-alone-0123456789-abcdefghijklmnop-XYZ",
        "BROADHURST_HOSTS": "broadhurst.example",
        "DATABASE_OWNER_URL": database.renamed(where.owner_url, EMPTY),
        "DATABASE_URL": database.renamed(where.application_url, EMPTY),
        **changes,
    }
    program = [sys.executable, "-m", "broadhurst", verb]
    return subprocess.run(program, env=environment, capture_output=True, text=True, check=False)  # noqa: S603


def test_the_deployment_check_is_clean() -> None:
    done = check()
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
    assert "cannot see past the wall" in done.stdout


def test_a_missing_key_is_refused() -> None:
    done = check(BROADHURST_SECRET_KEY="")
    assert done.returncode != 0
    assert "Set BROADHURST_SECRET_KEY" in done.stderr


def test_all_that_is_missing_is_told_at_once() -> None:
    done = check(BROADHURST_HOSTS="", DATABASE_URL="")
    assert done.returncode == 1
    assert done.stderr == (
        "Error: Set BROADHURST_HOSTS, DATABASE_URL: production has no defaults for these.\n"
    )


def test_an_environment_that_is_neither_is_refused() -> None:
    done = check(BROADHURST_ENV="prod")
    assert done.returncode == 1
    assert "set it to demo or production" in done.stderr


def test_a_limit_that_is_no_number_is_refused() -> None:
    done = check(BROADHURST_REQUEST_SECONDS="30s")
    assert done.returncode == 1
    assert "BROADHURST_REQUEST_SECONDS is “30s”: set it to a number of seconds" in done.stderr


def test_a_database_that_is_away_is_told_in_words() -> None:
    done = check(DATABASE_URL="postgresql://broadhurst_app@127.0.0.1:1/broadhurst")
    assert done.returncode == 1
    assert "The database does not answer" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_role_that_could_see_past_the_wall_is_refused() -> None:
    owner = database.renamed(settings.STORE.owner_url, EMPTY)
    done = check(DATABASE_URL=owner)
    assert done.returncode == 1
    assert "may bypass row-level security" in done.stderr


def test_the_demo_is_not_for_production() -> None:
    done = check(verb="load-demo")
    assert done.returncode == 1
    assert "not for production" in done.stderr


def test_a_load_balancer_is_not_sent_to_https(db: None, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/healthz").status_code == 200
    assert Client().get("/readyz").status_code == 200
    assert Client().get("/sign-in/").status_code == 301

"""`broadhurst serve --public` as an operator runs it: without the secrets of the site."""

import os
import subprocess
import urllib.error
import urllib.request

import pytest
from django.conf import settings

from broadhurst.config import database
from broadhurst.surfaces.public.storing import store_all
from tests.conftest import EMPTY, clone
from tests.server_process import PATIENCE, PROGRAM, free_port, start_program, wait_for

SECRETS = ("BROADHURST_SECRET_KEY", "BROADHURST_MATCH_KEY", "DATABASE_URL", "DATABASE_OWNER_URL")


def environment(**changes: str) -> dict[str, str]:
    around = {name: value for name, value in os.environ.items() if name not in SECRETS}
    return around | {"BROADHURST_ENV": "production"} | changes


def test_it_runs_with_its_database_alone(worker: str, django_db_blocker: object) -> None:
    name = f"broadhurst_{worker}_public"
    with django_db_blocker.unblock(), clone(name):  # type: ignore[attr-defined]
        store_all()
        url, port = database.renamed(settings.STORE.public_url, name), free_port()
        site = f"http://127.0.0.1:{port}"
        server = start_program(
            [*PROGRAM, "serve", "--public", "--port", str(port)],
            env=environment(DATABASE_PUBLIC_URL=url),
        )
        try:
            wait_for(f"{site}/readyz", server)
            with urllib.request.urlopen(f"{site}/published/") as page:  # noqa: S310
                assert "Nothing is published yet" in page.read().decode()
                assert page.headers["Strict-Transport-Security"]
            with urllib.request.urlopen(f"{site}/static/govuk/app.css") as styles:  # noqa: S310
                assert styles.headers["Content-Type"].startswith("text/css")
            for path in ("/sign-in/", "/api/v1/me", "/help/"):
                with pytest.raises(urllib.error.HTTPError, match="404"):
                    urllib.request.urlopen(f"{site}{path}")  # noqa: S310
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE)


def test_it_refuses_the_role_of_the_application() -> None:
    url = database.renamed(settings.STORE.application_url, EMPTY)
    done = subprocess.run(  # noqa: S603
        [*PROGRAM, "serve", "--public", "--port", str(free_port())],
        env=environment(DATABASE_PUBLIC_URL=url),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Use the role broadhurst_public" in done.stderr


def test_it_asks_for_its_database() -> None:
    done = subprocess.run(  # noqa: S603
        [*PROGRAM, "serve", "--public"],
        env=environment(DATABASE_URL=settings.STORE.application_url),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Set DATABASE_PUBLIC_URL" in done.stderr

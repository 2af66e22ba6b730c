"""A database of a version before 0.1.0 is refused with a message, and not changed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

from broadhurst.config import demo_version
from broadhurst.config.cli import main
from broadhurst.config.demonstrate import compiling_matcher
from broadhurst.config.operate import SINCE_FIRST_RELEASE, earlier_version_objection, migrate

REMOVED = ("audit", "0002_append_only")
pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def make_earlier(alias: str) -> None:
    recorder = MigrationRecorder(connections[alias])
    recorder.record_unapplied(*SINCE_FIRST_RELEASE)
    recorder.record_applied(*REMOVED)


@pytest.fixture
def embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr("broadhurst.config.database.prepare", lambda _where: None)


@pytest.mark.usefixtures("embedded")
def test_earlier_demo_is_answered_with_the_way_forward() -> None:
    make_earlier("owner")
    answer = CliRunner().invoke(main, ["load-demo"])
    assert (answer.exit_code, answer.output) == (
        1,
        "Error: This demo was made by a version before 0.1.0. "
        "To make it again, run: make demo-reset\n",
    )


@pytest.mark.usefixtures("embedded")
def test_earlier_database_of_an_operator_cannot_be_upgraded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql:///somewhere")
    make_earlier("owner")
    answer = CliRunner().invoke(main, ["migrate"])
    assert (answer.exit_code, answer.output) == (
        1,
        "Error: This database was made by a version before 0.1.0 and cannot be upgraded. "
        "Start with an empty database.\n",
    )


@pytest.mark.usefixtures("embedded")
@pytest.mark.parametrize("words", [["check"], ["serve", "--port", "0", "--no-work"]])
def test_earlier_database_is_not_served(words: list[str]) -> None:
    make_earlier("default")
    answer = CliRunner().invoke(main, words)
    assert answer.exit_code == 1
    assert "make demo-reset" in answer.output


def test_demo_whose_migrations_were_edited_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(migrate, "callback", lambda: None)
    monkeypatch.setattr("broadhurst.config.database.is_being_filled", lambda _where: False)
    monkeypatch.setattr("broadhurst.config.demonstrate.is_loaded", lambda: True)
    kept = tmp_path / demo_version.NAME

    def outcome() -> tuple[int, str]:
        with override_settings(DATA=tmp_path):
            answer = CliRunner().invoke(main, ["load-demo"])
        return answer.exit_code, answer.output.splitlines()[-1]

    assert outcome() == (1, f"Error: {demo_version.OLDER}")  # from before the file was kept
    demo_version.keep(tmp_path)
    assert outcome() == (0, "The demo region is loaded.")
    digests = json.loads(kept.read_text())
    for edited in ("audit.0001_initial", "register.wall/terms"):
        assert edited in digests
        kept.write_text(json.dumps({**digests, edited: "another"}))
        assert outcome() == (1, f"Error: {demo_version.OLDER}")
    del digests["audit.0001_initial"]  # as if it were new
    kept.write_text(json.dumps(digests))
    assert outcome() == (0, "The demo region is loaded.")


def test_current_database_can_be_upgraded() -> None:
    assert earlier_version_objection("owner") == ""


def test_new_database_is_not_an_earlier_version() -> None:
    MigrationRecorder.Migration.objects.using("owner").all().delete()
    assert earlier_version_objection("owner") == ""


def test_interrupted_first_migration_can_continue() -> None:
    MigrationRecorder(connections["owner"]).record_unapplied(*SINCE_FIRST_RELEASE)
    assert earlier_version_objection("owner") == ""


def test_later_version_is_not_an_earlier_one() -> None:
    MigrationRecorder(connections["owner"]).record_applied("audit", "0003_of_a_later_version")
    assert earlier_version_objection("owner") == ""


def test_matcher_can_be_compiled_beside_the_first_migrations() -> None:
    with compiling_matcher() as process:
        pass
    assert process.returncode == 0

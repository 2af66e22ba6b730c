"""With a wrong match key nothing is checked and no site is served."""

import os
import stat
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client

from broadhurst.capabilities.deconfliction.commands.begin_rekey import begin_rekey
from broadhurst.capabilities.deconfliction.models import Check, MatchKeyMark
from broadhurst.capabilities.deconfliction.targets.match_keys import newest
from broadhurst.capabilities.federation.exchange.sealing import seal, unseal
from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.config import kept_secrets
from broadhurst.config.cli import main
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import PHONE, left_unchecked
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.server_process import PROGRAM, environment

STOPPED = "Checks are stopped because this site has the wrong match key"
ANOTHER = bytes(range(32))
ANOTHER_SECRET_KEY = "another-key-of-another-folder-0123456789-abcdefghijklmnop"
WAY_FORWARD = "deconfliction rekey --old-key-lost"


@pytest.fixture
def another_key(cast: Cast, settings: Any) -> None:
    """Enter a number for Olive, then restore the database with another match key."""
    asked(cast.olive, phone=[PHONE], matter="A")
    settings.MATCH_KEYS = [ANOTHER]


@pytest.fixture
def _unserved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a site that would be served stop at once."""
    monkeypatch.setattr("broadhurst.config.operate.Server.serve", lambda _server: None)
    # The test's own transaction goes on.
    monkeypatch.setattr("broadhurst.config.operate.connections.close_all", lambda: None)


def made_by(cast: Cast) -> int:
    with as_actor(cast.gail):
        return Check.objects.count()


@pytest.mark.usefixtures("another_key")
def test_page_api_and_terminal_refuse_instead_of_saying_no_hit(cast: Cast) -> None:
    said = {"matter": "B", "phone": PHONE}
    page = browser(cast.gail).post("/deconfliction/check/", said)
    assert page.status_code == 409
    assert STOPPED in page.content.decode()
    answer = Machine(cast.gail).post("/deconfliction/checks", matter="B", phone=[PHONE])
    assert answer.status_code == 409
    assert STOPPED in answer.json()["detail"]
    result = terminal(cast.gail, "deconfliction", "check-target", "--matter", "B", "--phone", PHONE)
    assert result.exit_code == 1
    assert STOPPED in result.output
    assert made_by(cast) == 0, "and no receipt says otherwise"


@pytest.mark.usefixtures("another_key")
def test_an_ocg_is_not_checked_either(cast: Cast) -> None:
    ocg = cast.ocg()
    with left_unchecked():
        add_identifier(actor=cast.gail, ocg=ocg, kind="phone", value=PHONE)
    checked = Machine(cast.gail).post(f"/ocgs/{ocg.ref}/check")
    assert checked.status_code == 409
    assert STOPPED in checked.json()["detail"]
    more = {"kind": "phone", "value": "07700 900 124"}
    added = Machine(cast.gail).post(f"/ocgs/{ocg.ref}/add-identifier", **more)
    assert added.status_code == 409
    assert STOPPED in added.json()["detail"]


@pytest.mark.usefixtures("another_key", "_unserved")
@pytest.mark.parametrize("words", [["check"], ["serve", "--port", "0", "--no-work"]])
def test_a_site_with_another_key_is_not_served(words: list[str]) -> None:
    told = CliRunner().invoke(main, words)
    assert told.exit_code == 1
    assert STOPPED in told.output
    assert WAY_FORWARD in told.output


@pytest.mark.usefixtures("another_key")
def test_readyz_says_that_the_key_is_wrong() -> None:
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["status"].startswith(STOPPED)


@pytest.mark.usefixtures("another_key")
def test_all_is_keyed_again_with_a_new_key_when_the_old_one_is_lost(cast: Cast) -> None:
    refused = terminal(cast.system, "deconfliction", "rekey")
    assert refused.exit_code == 1
    assert "add --old-key-lost" in refused.output
    with pytest.raises(Refused, match="stopped"):
        asked(cast.gail, phone=[PHONE], matter="B")
    done = terminal(cast.system, "deconfliction", "rekey", "--old-key-lost")
    assert "Entries brought up to date: 1. All entries use the new match key." in done.stdout
    assert asked(cast.gail, phone=[PHONE], matter="B").hit_count == 1
    with as_actor(cast.system):
        begun = Event.objects.get(verb="match_key.change_begun")
        assert begun.detail["is_old_lost"] == "yes"
        assert "The old key is lost" in words(begun)


@pytest.mark.usefixtures("another_key")
def test_only_an_administrator_changes_the_key(cast: Cast) -> None:
    with pytest.raises(Refused, match="administrator"):
        begin_rekey(actor=cast.gail, is_old_lost=True)
    refused = terminal(cast.gail, "deconfliction", "rekey", "--old-key-lost")
    assert refused.exit_code == 1
    assert "administrator" in refused.output
    with pytest.raises(Refused, match="stopped"):
        asked(cast.gail, phone=[PHONE], matter="B")


def test_the_first_check_keeps_a_mark_of_the_key_and_not_the_key(cast: Cast, settings: Any) -> None:
    with elevated("to see in a test what is kept"):
        assert not MatchKeyMark.objects.exists()
    asked(cast.olive, phone=[PHONE], matter="A")
    with elevated("to see in a test what is kept"):
        assert MatchKeyMark.objects.get().current == newest().mark
    assert settings.MATCH_KEYS[0].hex() not in newest().mark
    assert settings.MATCH_KEYS[0].hex() not in repr(newest())
    assert not MatchKeyMark.objects.exists(), "nobody reads it"


def test_a_new_secret_key_ends_sessions_and_hits_are_still_found(cast: Cast, settings: Any) -> None:
    asked(cast.olive, phone=[PHONE], matter="A")
    signed_in = browser(cast.gail)
    assert signed_in.get("/deconfliction/").status_code == 200
    settings.SECRET_KEY = ANOTHER_SECRET_KEY
    assert signed_in.get("/deconfliction/").url.startswith("/sign-in/")  # type: ignore[attr-defined]
    assert asked(cast.gail, phone=[PHONE], matter="B").hit_count == 1
    assert Client().get("/readyz").status_code == 200


def test_a_restored_database_beside_another_key_is_refused(committed: Cast) -> None:
    asked(committed.olive, phone=[PHONE], matter="A")
    around = environment(connection.settings_dict["NAME"])
    for changes, code in (
        ({"BROADHURST_SECRET_KEY": ANOTHER_SECRET_KEY}, 0),
        ({"BROADHURST_MATCH_KEY": ANOTHER.hex()}, 1),
    ):
        done = subprocess.run(  # noqa: S603
            [*PROGRAM, "check"], env=os.environ | around | changes, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        assert (STOPPED in done.stderr) == bool(code)


def test_the_key_is_made_once_in_a_file_of_its_owner_alone(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as together:
        made = [*together.map(kept_secrets.match_keys, [tmp_path] * 8)]
    assert all(keys == made[0] for keys in made)
    [[key]] = made[:1]
    assert len(key) == 32
    file = tmp_path / "match-key"
    assert (file.read_text(), stat.S_IMODE(file.stat().st_mode)) == (key.hex(), 0o600)
    assert [*tmp_path.iterdir()] == [file]
    assert kept_secrets.secret_key(tmp_path) == kept_secrets.secret_key(tmp_path)


def test_what_another_key_sealed_is_refused_in_words(settings: Any) -> None:
    sealed = seal(b"a credential of an agreement")
    assert unseal(sealed) == b"a credential of an agreement"
    settings.SECRET_KEY = ANOTHER_SECRET_KEY
    with pytest.raises(Refused, match="make it again with the other instance"):
        unseal(sealed)


def test_a_process_with_the_old_key_stops_once_another_is_adopted(cast: Cast) -> None:
    """It has used its connection before, and would otherwise go on and find nothing."""
    asked(cast.olive, phone=[PHONE], matter="A")
    with elevated("to adopt another key in a test"):
        MatchKeyMark.objects.update(current="of-another-key")
    with pytest.raises(Refused, match="stopped"):
        asked(cast.gail, phone=[PHONE], matter="B")
    with elevated("to adopt the key again in a test"):
        MatchKeyMark.objects.update(current=newest().mark)
    assert asked(cast.gail, phone=[PHONE], matter="B").hit_count == 1

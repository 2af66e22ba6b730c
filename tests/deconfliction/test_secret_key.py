"""With a wrong secret key nothing is checked and no site is served."""

import os
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection

from broadhurst.capabilities.deconfliction.commands.adopt_secret_key import adopt_secret_key
from broadhurst.capabilities.deconfliction.models import Check, SecretMark
from broadhurst.capabilities.deconfliction.targets import secrets
from broadhurst.capabilities.federation.exchange.sealing import seal, unseal
from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.config.cli import main
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.at_once import while_it_waits
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import PHONE, left_unchecked
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.served import PROGRAM, environment

STOPPED = "Checks are stopped because this site has the wrong secret key"
WAY_FORWARD = "deconfliction key-again --new-secret-key"


@pytest.fixture
def another_key(cast: Cast, settings: Any) -> Iterator[None]:
    """Enter a number for Olive, then restore the database with another secret key."""
    asked(cast.olive, phone=[PHONE], matter="A")
    settings.SECRET_KEY = "another-key-of-another-folder-0123456789-abcdefghijklmnop"
    forget()
    yield
    forget()


def forget() -> None:
    secrets.secret.cache_clear()
    secrets.row_secret.cache_clear()


@pytest.fixture
def _unserved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a site that would be served stop at once."""
    monkeypatch.setattr("broadhurst.config.operate.Site.serve", lambda _site: None)


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
def test_all_is_keyed_again_with_a_new_key_when_that_is_meant(cast: Cast) -> None:
    refused = terminal(cast.system, "deconfliction", "key-again")
    assert refused.exit_code == 1
    assert STOPPED in refused.output
    with pytest.raises(Refused, match="stopped"):
        asked(cast.gail, phone=[PHONE], matter="B")
    done = terminal(cast.system, "deconfliction", "key-again", "--new-secret-key")
    assert done.output == "1 entry was keyed again by the rules of this version.\n"
    assert asked(cast.gail, phone=[PHONE], matter="B").hit_count == 1
    with as_actor(cast.system):
        assert Event.objects.get(verb="secret_key.adopted").detail["count"] == "1"


@pytest.mark.usefixtures("another_key")
def test_only_an_administrator_adopts_a_new_key(cast: Cast) -> None:
    with pytest.raises(Refused, match="administrator"):
        adopt_secret_key(actor=cast.gail)
    refused = terminal(cast.gail, "deconfliction", "key-again", "--new-secret-key")
    assert refused.exit_code == 1
    assert "administrator" in refused.output
    with pytest.raises(Refused, match="stopped"):
        asked(cast.gail, phone=[PHONE], matter="B")


def test_the_first_check_keeps_a_mark_of_the_key_and_not_the_key(cast: Cast, settings: Any) -> None:
    with elevated("to see in a test what is kept"):
        assert not SecretMark.objects.exists()
    asked(cast.olive, phone=[PHONE], matter="A")
    with elevated("to see in a test what is kept"):
        assert SecretMark.objects.get().mark == secrets.secret_mark()
    assert settings.SECRET_KEY not in secrets.secret_mark()
    assert not SecretMark.objects.exists(), "nobody reads it"


def test_a_restored_database_beside_another_key_is_refused(committed: Cast) -> None:
    asked(committed.olive, phone=[PHONE], matter="A")
    around = environment(connection.settings_dict["NAME"])
    for key, code in ((None, 0), ("another-key-of-another-folder-0123456789-abcdefghijkl", 1)):
        changes = {"BROADHURST_SECRET_KEY": key} if key else {}
        done = subprocess.run(  # noqa: S603
            [*PROGRAM, "check"], env=os.environ | around | changes, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        assert (STOPPED in done.stderr) == bool(code)


def test_what_another_key_sealed_is_refused_in_words(settings: Any) -> None:
    sealed = seal(b"a credential of an agreement")
    assert unseal(sealed) == b"a credential of an agreement"
    settings.SECRET_KEY = "another-key-of-another-folder-0123456789-abcdefghijklmnop"
    with pytest.raises(Refused, match="make it again with the other instance"):
        unseal(sealed)


def test_a_process_with_the_old_key_stops_once_another_is_adopted(cast: Cast) -> None:
    """It has used its connection before, and would otherwise go on and find nothing."""
    asked(cast.olive, phone=[PHONE], matter="A")
    with elevated("to adopt another key in a test"):
        SecretMark.objects.update(mark="of-another-key")
    with pytest.raises(Refused, match="stopped"):
        asked(cast.gail, phone=[PHONE], matter="B")
    with elevated("to adopt the key again in a test"):
        SecretMark.objects.update(mark=secrets.secret_mark())
    assert asked(cast.gail, phone=[PHONE], matter="B").hit_count == 1


def test_a_new_key_is_adopted_after_the_checks_under_way(committed: Cast) -> None:
    asked(committed.olive, phone=[PHONE], matter="A")
    checked, count = while_it_waits(
        lambda: asked(committed.gail, phone=[PHONE], matter="B"),
        lambda: adopt_secret_key(actor=committed.system),
    )
    assert checked.hit_count == 1
    assert count == 2, "the entry of that check is keyed again too"

"""After a version with other key rules, older entries are found again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection, connections, transaction
from django.db.migrations.recorder import MigrationRecorder

from broadhurst.capabilities.deconfliction.commands.expire import expire
from broadhurst.capabilities.deconfliction.commands.rekey_entries import rekey_entries
from broadhurst.capabilities.deconfliction.commands.renew_entry import renew_entry
from broadhurst.capabilities.deconfliction.commands.stop_value import stop_value
from broadhurst.capabilities.deconfliction.matching import rekeying
from broadhurst.capabilities.deconfliction.models import Entry, Key
from broadhurst.capabilities.deconfliction.rules.checking import ENTRY_LIFE_DAYS
from broadhurst.capabilities.deconfliction.targets.match_keys import MatchKey
from broadhurst.config.cli import main
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit import models as audit
from broadhurst.foundation.workflow import Refused
from broadhurst_linkage.encoding.version import VERSION
from broadhurst_linkage.hashing import key_secret
from tests.at_once import PATIENCE, at_once, while_it_waits
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import PHONE
from tests.doors import terminal
from tests.people import Cast

KNOWN = {"person": ["Barnabie Crickmere"], "born": "1988-03-27", "phone": [], "matter": "A"}
MEANT = {"person": ["Barnaby Crickmere"], "born": "1988", "phone": [], "matter": "B"}
EXPIRY = NOW + timedelta(days=ENTRY_LIFE_DAYS)
DONE = "Entries brought up to date: {}. All entries follow the matching rules of this version.\n"
EARLIER = key_secret(b"on what an earlier version keyed")
WHY = "to make in a test what an earlier version left"


@contextmanager
def an_earlier_version() -> Iterator[None]:
    """Enter targets with the keys and version of older rules."""
    before = everything()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(MatchKey, "row_secret", property(lambda _key: EARLIER))
        yield
    with elevated(WHY):
        Entry.objects.exclude(pk__in=before).update(version=VERSION - 1)


def everything() -> dict[int, int]:
    """Return each entry with the version of the rules for its keys."""
    with elevated("to prove in a test how all are keyed"):
        return dict(Entry.objects.values_list("pk", "version"))


def entered_before(actor: Actor, **what: Any) -> None:
    with an_earlier_version():
        asked(actor, **what)


def test_what_an_earlier_version_keyed_is_found_again(cast: Cast) -> None:
    entered_before(cast.olive, **KNOWN)
    assert asked(cast.gail, **MEANT).hit_count == 0
    assert rekeying.left(by_rules_alone=True) == 1
    assert rekey_entries(actor=cast.system).count == 1
    assert rekeying.left(by_rules_alone=True) == 0
    assert asked(cast.gail, **MEANT).hit_count == 1
    with as_actor(cast.olive):
        assert Entry.objects.get().submitted["person"] == KNOWN["person"], "as it was written"


def test_its_rows_and_keys_are_those_of_an_entry_of_today(cast: Cast) -> None:
    entered_before(cast.olive, **KNOWN)
    rekey_entries(actor=cast.system)
    asked(cast.rita, **KNOWN)
    with elevated("to prove in a test how two are keyed"):
        again, today = Entry.objects.order_by("pk")
        assert again.feature_vectors == today.feature_vectors
        keys = [
            set(Key.objects.filter(entry=one).values_list("hash", "kind")) for one in (again, today)
        ]
        own = {key for key, _ in keys[1] - keys[0]}
    assert len(own) == 1, "but for the key by which each unit finds its own"
    asked(cast.olive, **KNOWN)
    assert len(everything()) == 2, "and it is renewed, not entered anew"


def test_all_are_keyed_page_by_page_and_none_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rekeying, "ENTRIES_AT_ONCE", 2)
    for number in range(3):
        entered_before(cast.olive, person=[f"Ada Crickmere{'abc'[number]}"], phone=[], matter="A")
    asked(cast.rita, person=["Bertram Windle"], phone=[], matter="A")
    first = rekey_entries(actor=cast.system)
    assert (first.count, sorted(everything().values())) == (2, [VERSION - 1, *[VERSION] * 3])
    done = terminal(cast.system, "deconfliction", "rekey")
    assert done.stdout == DONE.format(1)
    assert set(everything().values()) == {VERSION}
    done = terminal(cast.system, "deconfliction", "rekey")
    assert done.stdout == DONE.format(0)


def test_what_is_stopped_by_now_is_keyed_by_nothing(cast: Cast) -> None:
    entered_before(cast.olive, phone=[PHONE], matter="A")
    stop_value(
        actor=cast.dot, kind="phone", value=PHONE, form="+447700900123", reason="Of a custody suite"
    )
    assert rekey_entries(actor=cast.system).count == 1
    assert rekeying.left(by_rules_alone=True) == 0, "so that nobody keys it again and again"


def test_what_has_expired_is_left(cast: Cast) -> None:
    entered_before(cast.olive, **KNOWN)
    with clock.set_to(EXPIRY):
        assert rekey_entries(actor=cast.system).count == 0
        assert rekeying.left(by_rules_alone=True) == 0


def test_only_the_system_or_an_administrator_keys_again(cast: Cast) -> None:
    entered_before(cast.olive, **KNOWN)
    for who in (cast.gail, cast.olive, cast.dot):
        with pytest.raises(Refused, match="administrator"):
            rekey_entries(actor=who)
    refused = terminal(cast.gail, "deconfliction", "rekey")
    assert (refused.exit_code, rekeying.left(by_rules_alone=True)) == (1, 1)
    rekey_entries(actor=cast.system)
    with as_actor(cast.system):
        event = audit.Event.objects.get(verb="entries.keyed_again")
        assert event.detail == {"count": "1", "past_the_wall": rekeying.TO_REKEY}


@pytest.fixture
def _unserved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a site that would be served stop at once."""
    monkeypatch.setattr("broadhurst.config.operate.Server.serve", lambda _server: None)
    # The test's own transaction goes on.
    monkeypatch.setattr("broadhurst.config.operate.connections.close_all", lambda: None)


BEFORE_A_DEPLOYMENT = (["check"], ["serve", "--port", "0", "--no-work"])


@pytest.mark.usefixtures("_unserved")
@pytest.mark.parametrize("words", BEFORE_A_DEPLOYMENT)
def test_a_deployment_is_told_of_what_is_not_keyed_yet(cast: Cast, words: list[str]) -> None:
    assert CliRunner().invoke(main, words).exit_code == 0
    entered_before(cast.olive, **KNOWN)
    told = CliRunner().invoke(main, words)
    assert told.exit_code == 1
    assert "1 entry was keyed by an earlier version" in told.output
    assert "deconfliction rekey --as broadhurst" in told.output


@pytest.mark.usefixtures("_unserved")
@pytest.mark.parametrize("words", BEFORE_A_DEPLOYMENT)
def test_a_deployment_without_all_of_its_tables_is_told_to_make_them(
    cast: Cast, words: list[str]
) -> None:
    last = MigrationRecorder.Migration.objects.filter(app="deconfliction").latest("id")
    last.delete()  # as if the last migration has not been applied yet
    told = CliRunner().invoke(main, words)
    assert (told.exit_code, "broadhurst migrate" in told.output) == (1, True)


def while_held(work: Callable[[], Any], other: Callable[[], Any]) -> list[Any]:
    """Do the other act while the first has not committed: it must not wait."""
    worked, passed = Event(), Event()

    def hold() -> bool:
        with transaction.atomic():
            work()
            worked.set()
            return passed.wait(PATIENCE)

    def do() -> Any:
        assert worked.wait(PATIENCE)
        outcome = other()
        passed.set()
        return outcome

    return at_once(hold, do)


def test_what_somebody_changes_at_this_moment_is_left_and_said(committed: Cast) -> None:
    entered_before(committed.olive, **KNOWN)
    with as_actor(committed.olive):
        entry = Entry.objects.get()
    held, done = while_held(
        lambda: renew_entry(actor=committed.olive, entry=entry),
        lambda: terminal(committed.system, "deconfliction", "rekey"),
    )
    assert (held, done.exit_code) == (True, 1)
    assert "Left, because someone is working on them: 1. Run it again." in done.output
    assert rekey_entries(actor=committed.system).count == 1


def test_who_is_met_at_this_moment_is_keyed_again(committed: Cast) -> None:
    entered_before(committed.olive, phone=[PHONE], matter="A")
    held, done = while_held(
        lambda: asked(committed.gail, phone=[PHONE], matter="B"),
        lambda: rekey_entries(actor=committed.system),
    )
    assert (held, done.count) == (True, 1), "a hit on it changes nothing of it"


def test_what_expires_while_it_is_keyed_again_goes_with_all_its_keys(committed: Cast) -> None:
    entered_before(committed.olive, **KNOWN)

    def key() -> int:
        with clock.set_to(EXPIRY - timedelta(seconds=1)):
            return rekey_entries(actor=committed.system).count

    def end() -> int:
        with clock.set_to(EXPIRY):
            return expire(actor=committed.system)

    assert while_it_waits(key, end) == [1, 1]
    with elevated("to prove in a test that nothing is left"):
        assert (Entry.objects.count(), Key.objects.count()) == (0, 0)


def test_whether_any_is_left_is_read_from_an_index_of_those_that_are(committed: Cast) -> None:
    """`serve` checks this before it starts.

    It used to read the whole table of ten million entries.
    """
    with elevated(WHY):
        Entry.objects.bulk_create(
            Entry(
                ref=f"TGT-{number}", unit=committed.gail.unit, kind="phone", title=PHONE,
                version=VERSION, registered_at=NOW, expires_at=EXPIRY,
            )
            for number in range(2_000)
        )  # fmt: skip
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE deconfliction_entry")
    with elevated("to see in a test how they are found"):
        plan = rekeying._outdated(None).explain()
    assert "using entry_keyed_before" in plan, plan


def test_the_index_is_of_the_version_of_today(cast: Cast) -> None:
    """A new VERSION needs a migration that rebuilds the index.

    Otherwise the whole table is read.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_indexdef('entry_keyed_before'::regclass)")
        assert cursor.fetchone()[0].endswith(f"WHERE (NOT (version = {VERSION}))")

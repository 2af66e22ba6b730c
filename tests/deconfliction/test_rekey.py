"""The match key is changed while the site runs, and no check misses a match meanwhile."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, connections, models

from broadhurst.capabilities.bulk_checks.commands import run as bulk_run
from broadhurst.capabilities.deconfliction.cli import rekey as terminal_rekey
from broadhurst.capabilities.deconfliction.commands.adopt_match_key import adopt_match_key
from broadhurst.capabilities.deconfliction.commands.begin_rekey import begin_rekey
from broadhurst.capabilities.deconfliction.commands.check import check
from broadhurst.capabilities.deconfliction.commands.end_rekey import end_rekey
from broadhurst.capabilities.deconfliction.commands.move_entries import move_entries
from broadhurst.capabilities.deconfliction.commands.rekey_entries import rekey_entries
from broadhurst.capabilities.deconfliction.commands.rekey_hits import rekey_hits
from broadhurst.capabilities.deconfliction.matching import match_key, rekeying
from broadhurst.capabilities.deconfliction.matching.candidates import wait_for_checks
from broadhurst.capabilities.deconfliction.models import (
    Entry,
    HitSide,
    Key,
    MatchKeyMark,
    OverMatching,
)
from broadhurst.capabilities.deconfliction.queries.hits import shared_of
from broadhurst.capabilities.deconfliction.rules.match_keys import (
    BOTH_KEYS,
    NO_OLD_KEY,
    OTHER_KEY,
    UNDER_WAY,
)
from broadhurst.capabilities.deconfliction.targets.naming import keys_of
from broadhurst.capabilities.register.commands.change_owner import change_owner
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.workflow import Refused
from tests.at_once import PATIENCE, while_it_waits
from tests.bulk_checks.tables import rows, run, started
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.deconfliction.rekeying import NEW, OLD, POINTS, points
from tests.deconfliction.targets import PHONE, with_phone
from tests.doors import terminal
from tests.people import Cast
from tests.server_process import environment

NEVER = 10**6
WHY = "to prove in a test how all are keyed"
PERSON = {"person": ["Barnabie Crickmere"], "born": "1988-03-27", "phone": []}
ALIKE = {"person": ["Barnaby Crickmere"], "born": "1988", "phone": []}


@pytest.fixture(autouse=True)
def _old_key(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with the old match key, and key one entry at a time."""
    settings.MATCH_KEYS = [OLD]
    monkeypatch.setattr(rekeying, "ENTRIES_AT_ONCE", 1)
    monkeypatch.setattr(terminal_rekey, "PAUSE_SECONDS", 0.05)


def phone(number: int) -> str:
    return f"07700 9{number:05}"


def found(actor: Actor, *numbers: int) -> int:
    """Check some phone numbers together; return how many of them were hits."""
    return asked(actor, phone=[phone(number) for number in numbers], matter="B").hit_count


def a_run(killed_in: int) -> list[str]:
    return [sys.executable, "-m", "tests.deconfliction.rekeying", str(killed_in)]


def around() -> dict[str, str]:
    keys = {"BROADHURST_MATCH_KEY": NEW.hex(), "BROADHURST_MATCH_KEY_OLD": OLD.hex()}
    return environment(connection.settings_dict["NAME"]) | keys


def generations() -> list[int]:
    with elevated(WHY):
        return [*Entry.objects.order_by("pk").values_list("key_generation", flat=True)]


def marks() -> tuple[str, str, str]:
    with elevated(WHY):
        return MatchKeyMark.objects.values_list("current", "next", "old").get()


def test_a_unit_finds_what_another_entered_at_every_point(cast: Cast, settings: Any) -> None:
    """What was entered with the old key, or at any point before, is found at each later point."""
    for number in range(len(POINTS)):
        asked(cast.olive, phone=[phone(number)], matter="A")
    asked(cast.olive, **PERSON, matter="A")
    entered: list[int] = []
    reached = []
    for place, point in enumerate(points(cast, settings)):
        reached.append(point)
        assert found(cast.gail, place) == 1, f"{point}: entered with the old key"
        assert asked(cast.gail, **ALIKE, matter=f"C{place}").hit_count, f"{point}: by its rows"
        entered.append(100 + place)
        asked(cast.olive, phone=[phone(entered[-1])], matter="A")
        for number in entered:
            assert found(cast.rita, number) == 1, f"{point}: {number} was entered meanwhile"
    assert tuple(reached) == POINTS
    assert {*generations()} == {2}


def test_a_unit_keeps_one_entry_of_a_target_through_a_change(cast: Cast, settings: Any) -> None:
    asked(cast.olive, phone=[phone(1)], matter="A")
    for _point in points(cast, settings):
        for number in (1, 2):
            asked(cast.olive, phone=[phone(number)], matter="A")
    with as_actor(cast.olive):
        assert sorted(entry.title for entry in Entry.objects.all()) == [phone(1), phone(2)]


def test_two_units_are_told_once_through_a_change(cast: Cast, settings: Any) -> None:
    asked(cast.olive, phone=[phone(2)], matter="A")
    for _point in points(cast, settings):
        for actor in (cast.olive, cast.gail):
            assert asked(actor, phone=[phone(1)], matter="A").hit_count == (
                0 if actor == cast.olive and _point == "before" else 1
            )
    with as_actor(cast.gail):
        assert HitSide.objects.count() == 1


def test_hits_name_what_is_shared_at_every_point(cast: Cast, settings: Any) -> None:
    both = [phone(1), phone(2)]
    asked(cast.olive, phone=both, matter="A")
    for place, point in enumerate(points(cast, settings)):
        asked(cast.olive, phone=[phone(200 + place)], matter="A")
        asked(cast.gail, phone=[*both, phone(200 + place)], matter=f"B{place}")
        with as_actor(cast.gail):
            for side in HitSide.objects.select_related("entry"):
                assert shared_of(side), point
    with elevated(WHY):
        for side in HitSide.objects.select_related("entry"):
            assert side.entry
            assert {*side.shared} <= keys_of(side.entry.submitted), "only new keys are left"


def test_only_an_administrator_takes_a_step(cast: Cast) -> None:
    asked(cast.olive, phone=[phone(1)], matter="A")
    for step in (begin_rekey, rekey_entries, adopt_match_key, rekey_hits, end_rekey):
        for actor in (cast.gail, cast.dot):
            with pytest.raises(Refused, match="administrator"):
                step(actor=actor)


def test_desks_are_not_told_of_a_value_again(cast: Cast, settings: Any) -> None:
    asked(cast.olive, phone=[phone(1)], matter="A")
    asked(cast.olive, phone=[phone(2)], matter="A")
    with elevated(WHY):
        old = Key.objects.filter(is_exact=True).order_by("entry").values_list("hash", flat=True)[0]
        OverMatching.objects.create(hash=old, kind="phone", told_at=NOW)
    assert [*points(cast, settings)]
    with elevated(WHY):
        new = OverMatching.objects.get()
        assert (new.hash != old, new.told_at) == (True, NOW)
        assert Key.objects.filter(hash=new.hash, is_exact=True).count() == 1


def test_an_entry_that_moves_meanwhile_is_renewed_by_its_new_unit(
    cast: Cast, settings: Any
) -> None:
    with clock.set_to(NOW - timedelta(days=1)):
        ocg = cast.ocg()
        with_phone(cast.gail, ocg, PHONE)
    asked(cast.olive, phone=[phone(2)], matter="A")
    for point in points(cast, settings):
        if point == "between batches":
            change_owner(actor=cast.gail, ocg=ocg, to=cast.rita.unit, because="a full transfer")
            assert move_entries(actor=cast.rita, ocg=ocg, to=cast.rita.unit) == 1
    with as_actor(cast.rita):
        check(actor=cast.rita, ocg=ocg)
        assert Entry.objects.filter(ocg_ref=ocg.ref).count() == 1


def test_a_bulk_check_that_runs_through_a_change_misses_nobody(
    committed: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rows are entered with the old key, and looked for once only the new one is used."""
    asked(committed.olive, phone=[phone(1)], matter="A")
    bulk = started(committed.gail, f"Phone\n{phone(1)}\n{phone(2)}\n{phone(3)}\n")

    def changed() -> None:
        for point in points(committed, settings):
            if point == "ended":
                asked(committed.olive, phone=[phone(2)], matter="A")
        wait_for_checks()

    monkeypatch.setattr(bulk_run, "wait_for_checks", changed)
    run(bulk)
    assert [row.answer for row in rows(committed.gail, bulk)] == ["hit", "hit", "no_hit"]


def test_only_a_process_with_both_keys_checks_while_the_key_changes(
    cast: Cast, settings: Any
) -> None:
    asked(cast.olive, phone=[phone(1)], matter="A")
    asked(cast.olive, phone=[phone(2)], matter="A")
    refused_with = {
        "before": (None, OTHER_KEY), "ended": (OTHER_KEY, None), "after": (OTHER_KEY, None),
    }  # fmt: skip
    for point in points(cast, settings):
        before = settings.MATCH_KEYS
        of_old, of_new = refused_with.get(point, (BOTH_KEYS, BOTH_KEYS))
        for keys, words in ([OLD], of_old), ([NEW], of_new), ([NEW, OLD], None), ([OLD, NEW], None):
            settings.MATCH_KEYS = keys
            assert match_key.objections() == ([words] if words else []), (point, keys)
            if words:
                with pytest.raises(Refused, match="Checks are stopped"):
                    found(cast.gail, 1)
            else:
                assert found(cast.gail, 1) == 1, (point, keys)
        settings.MATCH_KEYS = before


def test_a_change_needs_the_old_key_and_one_is_made_at_a_time(cast: Cast, settings: Any) -> None:
    asked(cast.olive, phone=[phone(1)], matter="A")
    settings.MATCH_KEYS = [NEW]
    with pytest.raises(Refused, match="BROADHURST_MATCH_KEY_OLD") as refused:
        begin_rekey(actor=cast.system)
    assert refused.value.objections == [NO_OLD_KEY]
    settings.MATCH_KEYS = [NEW, OLD]
    begin_rekey(actor=cast.system)
    begin_rekey(actor=cast.system)  # as a second worker does at the same moment
    settings.MATCH_KEYS = [b"a third match key, of 32 letters", OLD]
    for begin in (begin_rekey, adopt_match_key):
        with pytest.raises(Refused):
            begin(actor=cast.system)
    assert terminal(cast.system, "deconfliction", "rekey").output == f"Error: {UNDER_WAY}\n"
    settings.MATCH_KEYS = [NEW, OLD]
    with pytest.raises(Refused, match="Not all entries"):
        adopt_match_key(actor=cast.system)
    settings.MATCH_KEYS = [NEW]
    assert terminal(cast.system, "deconfliction", "rekey").output == f"Error: {NO_OLD_KEY}\n"


def test_the_command_says_how_far_it_is_and_when_the_old_key_can_go(
    cast: Cast, settings: Any
) -> None:
    for number in range(3):
        asked(cast.olive, phone=[phone(number)], matter="A")
    settings.MATCH_KEYS = [NEW, OLD]
    done = terminal(cast.system, "deconfliction", "rekey")
    assert done.exit_code == 0, done.output
    assert done.stderr.splitlines() == [
        f"{number} of 3 entries are up to date." for number in (1, 2, 3)
    ]
    assert done.stdout == (
        "Entries brought up to date: 3. All entries use the new match key. "
        "The old key is not needed any more: remove BROADHURST_MATCH_KEY_OLD and restart.\n"
    )
    again = terminal(cast.system, "deconfliction", "rekey")
    assert again.stdout == (
        "Entries brought up to date: 0. All entries follow the matching rules of this version.\n"
    )
    assert marks()[1:] == ("", "")


def test_entries_are_keyed_while_units_check_and_two_workers_do_it(
    committed: Cast, settings: Any
) -> None:
    """Two processes key entries, and two units check until both have ended."""
    many = 24
    for number in range(many):
        asked(committed.olive, phone=[phone(number)], matter="A")
    settings.MATCH_KEYS = [NEW, OLD]
    workers = [
        subprocess.Popen(a_run(NEVER), env=around(), stdout=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(2)
    ]

    def missed(actor: Actor) -> list[int]:
        missed = []
        for number in count():
            with clock.set_to(NOW + timedelta(hours=number)):  # an officer's checks are limited
                if not found(actor, number % many):
                    missed.append(number)
            if number >= many and all(worker.poll() is not None for worker in workers):
                break
        connections.close_all()
        return missed

    with ThreadPoolExecutor(2) as together:
        assert [*together.map(missed, (committed.gail, committed.rita))] == [[], []]
    said = [worker.communicate()[0] for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0]
    assert all("All entries use the new match key" in words for words in said), said
    assert {*generations()} == {2}
    assert marks()[1:] == ("", "")
    settings.MATCH_KEYS = [NEW]
    with clock.set_to(NOW + timedelta(days=100)):
        assert all(found(committed.gail, number) for number in range(many))


@pytest.mark.parametrize("killed", [(1,), (2,), (1, 1, 2)])
def test_a_run_that_is_killed_goes_on_where_it_was(
    committed: Cast, settings: Any, killed: tuple[int, ...]
) -> None:
    for number in range(5):
        asked(committed.olive, phone=[phone(number)], matter="A")
    settings.MATCH_KEYS = [NEW, OLD]
    for batch in killed:
        died = subprocess.run(a_run(batch), env=around(), timeout=4 * PATIENCE, check=False)  # noqa: S603
        assert died.returncode == -signal.SIGKILL
        assert found(committed.gail, 0) == 1
    kept = sum(batch - 1 for batch in killed)
    assert generations()[:5] == [2] * kept + [1] * (5 - kept), "what it committed stays"
    done = terminal(committed.system, "deconfliction", "rekey")
    assert f"Entries brought up to date: {5 - kept}." in done.stdout
    settings.MATCH_KEYS = [NEW]
    assert all(found(committed.rita, number) for number in range(5))


def test_a_change_begins_after_the_checks_under_way(committed: Cast, settings: Any) -> None:
    asked(committed.olive, phone=[phone(1)], matter="A")
    settings.MATCH_KEYS = [NEW, OLD]
    made, _ = while_it_waits(
        lambda: asked(committed.gail, phone=[phone(1)], matter="B"),
        lambda: begin_rekey(actor=committed.system),
    )
    assert made.hit_count == 1
    assert rekeying.left() == 2, "the entry of that check is keyed too"


def test_a_check_under_way_when_the_new_key_is_adopted_is_found(
    committed: Cast, settings: Any
) -> None:
    asked(committed.olive, phone=[phone(1)], matter="A")
    settings.MATCH_KEYS = [NEW, OLD]
    begin_rekey(actor=committed.system)
    rekey_entries(actor=committed.system)
    while_it_waits(
        lambda: asked(committed.gail, phone=[phone(2)], matter="B"),
        lambda: adopt_match_key(actor=committed.system),
    )
    assert marks()[1] == ""
    assert found(committed.rita, 2) == 1


def test_every_column_of_keys_is_known_to_a_change() -> None:
    """A new column of numbers must be keyed again too, or be listed with what it holds."""
    rekeyed = {
        "Entry.key_hashes",
        "Entry.identifier_hashes",
        "HitSide.shared",
        "Key.hash",
        "OverMatching.hash",
    }
    no_keys = {"Check.hits": "ids of hits", "CommonName.word": "a name as it is in a row"}
    columns = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("deconfliction").get_models()
        for field in model._meta.concrete_fields
        if isinstance(getattr(field, "base_field", field), models.BigIntegerField)
        and not isinstance(field, models.AutoField | models.ForeignKey)
        and (isinstance(field, ArrayField) or not field.is_relation)
    }
    assert columns == rekeyed | no_keys.keys()

"""The database allows no keys without an entry, and no entry without its keys."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction

from broadhurst.capabilities.bulk_checks.matching.bulk_candidates import SHARED_IDENTIFIERS
from broadhurst.capabilities.deconfliction.matching import entry_lifecycle
from broadhurst.capabilities.deconfliction.matching.sql import DELETE_EXPIRED
from broadhurst.capabilities.deconfliction.models import Entry, Key
from broadhurst.capabilities.deconfliction.targets.target import EXACT
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.doors.references import new_reference
from tests.at_once import refusals, while_it_waits
from tests.conftest import NOW
from tests.people import Cast

WHY = "a test of what the database guards"


def entry(actor: Actor, *hashes: int) -> Entry:
    """Store an entry that names key hashes whose keys are not written yet."""
    with elevated(WHY):
        return Entry.objects.create(
            ref=new_reference("TGT", 10), unit=actor.unit, kind="phone", title="07700 900123",
            registered_at=NOW, expires_at=NOW + timedelta(days=700), key_hashes=[*hashes],
        )  # fmt: skip


def with_keys(one: Entry, *hashes: int) -> Entry:
    with elevated(WHY):
        Key.objects.bulk_create(
            Key(hash=number, entry=one, kind=EXACT, is_exact=True) for number in hashes
        )
    return one


def gone(one: Entry) -> None:
    """Delete the entry as it is, without its keys."""
    with elevated(WHY):
        assert Entry.objects.filter(pk=one.pk)._raw_delete("default") == 1


def expired(one: Entry) -> Entry:
    with elevated(WHY):
        Entry.objects.filter(pk=one.pk).update(expires_at=NOW)
    return one


def test_no_key_is_written_without_its_entry(cast: Cast) -> None:
    there = entry(cast.gail, 7)
    keys = [Key(hash=7, entry_id=one, kind=1, is_exact=False) for one in (there.pk, there.pk + 999)]
    with (
        pytest.raises(IntegrityError, match="a key whose entry is not there"),
        transaction.atomic(),
        elevated(WHY),
    ):
        Key.objects.bulk_create(keys)
    with elevated(WHY):
        assert not Key.objects.exists(), "none of those written together"
        Key.objects.bulk_create(keys[:1])
        assert Key.objects.count() == 1


def test_no_key_is_written_that_its_entry_does_not_name(cast: Cast) -> None:
    """Such a key would outlive its entry, and the target would always be found."""
    one = entry(cast.gail, 7)
    with (
        pytest.raises(IntegrityError, match="or does not name it"),
        transaction.atomic(),
    ):
        with_keys(one, 7, 8)


def test_no_entry_goes_before_its_keys(cast: Cast) -> None:
    one, other = with_keys(expired(entry(cast.gail, 7, 8)), 7, 8), expired(entry(cast.gail))
    with pytest.raises(IntegrityError, match="This entry has keys"), transaction.atomic():
        gone(one)
    gone(other)
    entry_lifecycle.expire()
    with elevated(WHY):
        assert not Entry.objects.exists()
        assert not Key.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE deconfliction_key SET entry_id = entry_id + 1",
        "UPDATE deconfliction_entry SET id = id + 100000",
    ],
)
def test_the_number_of_an_entry_stays_even_for_the_owner_of_the_tables(
    committed: Cast, change: str
) -> None:
    with_keys(entry(committed.gail, 7), 7)
    with (
        pytest.raises(IntegrityError, match="The number of an entry stays"),
        connections["owner"].cursor() as owner,
    ):
        owner.execute(change)


def test_an_entry_names_its_keys_for_as_long_as_it_stands_even_for_the_owner_of_the_tables(
    committed: Cast,
) -> None:
    with_keys(entry(committed.gail, 7), 7)
    with connections["owner"].cursor() as owner:
        owner.execute("UPDATE deconfliction_entry SET key_hashes = key_hashes || 8::bigint")
        with pytest.raises(IntegrityError, match="An entry names its keys"):
            owner.execute("UPDATE deconfliction_entry SET key_hashes = '{8, 9}'")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("{7}", "An entry names its keys"),
        ("{7, 8, 9}", "entry_names_identifiers_by_keys"),
    ],
)
def test_what_it_names_itself_is_among_its_keys_and_stays(
    committed: Cast, change: str, said: str
) -> None:
    """Bulk checks look up identifiers by these hashes, so a lost hash is a lost hit."""
    entry(committed.gail, 7, 8)
    with connections["owner"].cursor() as owner:
        owner.execute("UPDATE deconfliction_entry SET identifier_hashes = '{7, 8}'")
        with pytest.raises(IntegrityError, match=said):
            owner.execute("UPDATE deconfliction_entry SET identifier_hashes = %s", [change])


def test_an_entry_that_goes_at_this_moment_gets_no_key(committed: Cast) -> None:
    one = expired(entry(committed.gail, 7))
    outcomes = while_it_waits(lambda: gone(one), lambda: with_keys(one, 7))
    assert refusals(outcomes) == [str(outcomes[1])]
    assert "a key whose entry is not there" in str(outcomes[1])


def test_an_entry_that_gets_a_key_at_this_moment_does_not_go(committed: Cast) -> None:
    one = expired(entry(committed.gail, 7))
    outcomes = while_it_waits(lambda: with_keys(one, 7), lambda: gone(one))
    assert "This entry has keys" in str(outcomes[1])
    with elevated(WHY):
        assert Key.objects.get().entry_id == one.pk


def planned(statement: str, given: dict[str, object]) -> str:
    with elevated(WHY), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {statement}", given)
        return "\n".join(line for (line,) in cursor.fetchall())


def test_the_keys_of_an_entry_are_found_by_their_hashes(cast: Cast) -> None:
    """There is no index of keys by entry, because each check would have to write it."""
    found = planned(SHARED_IDENTIFIERS, {"bulk": 1, "unit": 1, "now": clock.now(), "cap": 500})
    deleted = planned(DELETE_EXPIRED.replace("%s", "%(ids)s"), {"ids": [1]})
    assert all("deconfliction_key_pkey" in plan for plan in (found, deleted))
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'deconfliction_key'")
        assert cursor.fetchall() == [("deconfliction_key_pkey",)]

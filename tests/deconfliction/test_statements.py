"""What a check at the API asks of the database: few statements, and the same ones hit or none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.deconfliction.models import SecretMark
from broadhurst.capabilities.deconfliction.targets import secret_mark
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import PHONE
from tests.doors import Machine
from tests.people import Cast

# Within a test's own transaction. The request: a savepoint, the token, who asks. The command: a
# savepoint, the officer's lock and count, the secret key's lock and mark, the keys' locks, own
# entry, numbers, the look, the entry and its keys, the check, its event, what is deferred. Three
# times the wall is told and told back.
AT_MOST = 26
# Of a hit also: the entry that was met, hits that stand, numbers, whom to ring, the hit with its
# reasons and sides, the system's actor and what both sides are told, and what the answer names.
AT_MOST_OF_A_HIT = AT_MOST + 10


@pytest.fixture(autouse=True)
def the_key_is_known(cast: Cast) -> None:
    """The first check of all writes the mark of the secret key; this is not it."""
    with elevated("to know the secret key in a test"):
        SecretMark.objects.create(mark=secret_mark(), since=clock.now())


def statements(machine: Machine, **given: object) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert machine.post("/deconfliction/checks", **given).status_code == 201
    return [query["sql"][:30] for query in captured.captured_queries]


def test_a_check_asks_little_of_the_database(cast: Cast) -> None:
    machine = Machine(cast.gail)
    given = {"person": ["Barnaby Crickmere"], "born": "1988-03-27", "matter": "OP-TEASEL"}
    said = statements(machine, **given)
    assert len(said) <= AT_MOST, "\n".join(said)


def test_so_does_one_with_hits_however_many(cast: Cast) -> None:
    machine = Machine(cast.gail)
    numbers = [f"07700 90012{n}" for n in range(3)]
    asked(cast.olive, person=[], phone=numbers[:1], matter="A")
    said = statements(machine, phone=numbers[:1], matter="OP-TEASEL")
    assert len(said) <= AT_MOST_OF_A_HIT, "\n".join(said)
    for number in numbers[1:]:
        asked(cast.olive, person=[], phone=[number], matter="A")
        asked(cast.rita, person=[], phone=[number], matter="A")
    of_many = statements(machine, phone=numbers, matter="OP-THISTLE")
    assert len(of_many) <= len(said), "\n".join(of_many)


def test_what_is_dismissed_and_what_was_never_there_are_looked_for_alike(cast: Cast) -> None:
    """An entry that shares only loose keys costs the same statements as an empty register."""
    machine = Machine(cast.gail)
    given = {"person": ["Barnaby Crickmere"], "born": "1988-03-27", "phone": [PHONE]}
    none = statements(machine, **given, matter="A")
    asked(cast.olive, person=["Barnaby Thistlewick"], born="1988-07-09", phone=[])
    loose = statements(machine, **given, matter="B")
    assert [one.split()[0] for one in none] == [one.split()[0] for one in loose]


# The indexes of the tables that each check writes, of which another index begins with the same.
NEEDLESS = """
SELECT one.indexrelid::regclass::text
FROM pg_index one JOIN pg_index other USING (indrelid)
WHERE indrelid::regclass::text = ANY (%s) AND one.indexrelid <> other.indexrelid
  AND NOT one.indisunique AND one.indpred IS NULL AND other.indpred IS NULL
  AND (other.indkey::int[])[0:one.indnatts - 1] = one.indkey::int[]
  AND one.indclass[0] = other.indclass[0]
"""
WRITTEN = [
    "deconfliction_entry", "deconfliction_check", "deconfliction_hit", "deconfliction_hitside",
    "deconfliction_reasons", "audit_event", "audit_told",
]  # fmt: skip


def test_no_index_is_written_that_another_serves_for(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(NEEDLESS, [WRITTEN])
        assert cursor.fetchall() == []

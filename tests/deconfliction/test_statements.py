"""A check through the API needs few SQL statements, with or without a hit."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.deconfliction.models import MatchKeyMark
from broadhurst.capabilities.deconfliction.targets.match_keys import newest
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import PHONE
from tests.doors import Machine
from tests.people import Cast

# Statements within a test's own transaction. The request: a savepoint, the token, the officer. The
# command: a savepoint, the officer's lock and counts, the match key's lock and mark, the locks on
# keys, the own entry, references, the candidates, the entry and its keys, the check, its audit
# event, deferred constraints. Three times the row-level security settings are set and restored.
AT_MOST = 26
# A hit adds: the matched entry, existing hits, references, duty contacts, the hit with its reasons
# and sides, the system's actor, the notifications of both sides, and the hits in the answer.
AT_MOST_OF_A_HIT = AT_MOST + 10


@pytest.fixture(autouse=True)
def the_key_is_known(cast: Cast) -> None:
    """Write the mark of the match key, which only the first check does."""
    with elevated("to know the match key in a test"):
        MatchKeyMark.objects.create(current=newest().mark, since=clock.now())


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
    """An entry that shares only loose keys costs no more than an empty register."""
    machine = Machine(cast.gail)
    given = {"person": ["Barnaby Crickmere"], "born": "1988-03-27", "phone": [PHONE]}
    none = statements(machine, **given, matter="A")
    asked(cast.olive, person=["Barnaby Thistlewick"], born="1988-07-09", phone=[])
    loose = statements(machine, **given, matter="B")
    assert [one.split()[0] for one in none] == [one.split()[0] for one in loose]


# Indexes of the tables that each check writes, which are a prefix of another index.
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
    "deconfliction_reasons", "audit_event", "audit_notification",
]  # fmt: skip


def test_no_index_is_written_that_another_serves_for(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(NEEDLESS, [WRITTEN])
        assert cursor.fetchall() == []

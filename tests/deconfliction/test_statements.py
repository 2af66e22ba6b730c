"""What a check at the API asks of the database: few statements, and the same ones hit or none."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import PHONE
from tests.doors import Machine
from tests.people import Cast

# Within a test's own transaction. The request: a savepoint, the token, who asks. The command: a
# savepoint, the officer's lock and count, the stop-list, the keys' locks, own entry and its keys,
# the look; the check, its event, and what is deferred. Thrice the wall is told and told back.
AT_MOST = 23


def statements(machine: Machine, **given: object) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert machine.post("/deconfliction/checks", **given).status_code == 201
    return [query["sql"][:30] for query in captured.captured_queries]


def test_a_check_asks_little_of_the_database(cast: Cast) -> None:
    machine = Machine(cast.gail)
    given = {"person": ["Barnaby Crickmere"], "born": "1988-03-27", "matter": "OP-TEASEL"}
    said = statements(machine, **given)
    assert len(said) <= AT_MOST, "\n".join(said)


def test_what_is_dismissed_and_what_was_never_there_are_looked_for_alike(cast: Cast) -> None:
    """An entry that shares only loose keys costs the same statements as an empty register."""
    machine = Machine(cast.gail)
    given = {"person": ["Barnaby Crickmere"], "born": "1988-03-27", "phone": [PHONE]}
    none = statements(machine, **given, matter="A")
    asked(cast.olive, person=["Barnaby Thistlewick"], born="1988-07-09", phone=[])
    loose = statements(machine, **given, matter="B")
    assert [one.split()[0] for one in none] == [one.split()[0] for one in loose]

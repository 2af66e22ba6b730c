"""Row-level security settings are sent only when needed, and restored however a block ends."""

from contextlib import suppress

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.establishment.commands.issue_token import issue_token
from broadhurst.foundation import clock
from broadhurst.foundation.access.acting import actor_of_token
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import (
    SETTINGS,
    RlsSettings,
    as_actor,
    as_actor_until_commit,
    elevated,
)
from broadhurst.foundation.database.prepared import pipelined, send
from broadhurst.foundation.doors.tokens import digest
from tests.doors import Machine
from tests.people import Cast

WHY = "to see in a test what is told"


def told() -> tuple[str, str]:
    """Return PostgreSQL's current principals and reason to see past the wall."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT current_setting('{SETTINGS[0]}'), current_setting('{SETTINGS[2]}')")
        principals, why = cursor.fetchone()
    return principals, why


def broken() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")


def test_the_same_again_is_not_told_again(cast: Cast) -> None:
    with as_actor(cast.gail), CaptureQueriesContext(connection) as asked:
        with as_actor(cast.gail), as_actor(cast.gail):
            pass
        assert len(asked) == 0
    with elevated(WHY), CaptureQueriesContext(connection) as asked:
        with elevated(WHY):
            pass
        assert len(asked) == 0


def test_what_was_told_before_is_asked_as_the_block_begins(cast: Cast) -> None:
    """The settings are read when the block starts, not when the context manager is made."""
    with elevated("another reason"):
        made = elevated(WHY)
    with as_actor(cast.gail):
        before = told()
        with made:
            assert told() == ("{}", WHY)
        assert told() == before


def test_made_before_the_transaction_it_is_put_back_within_it(committed: Cast) -> None:
    made = elevated(WHY)
    with transaction.atomic():
        with made:
            assert told() == ("{}", WHY)
        assert told() == ("", "")


def test_within_another_block_the_other_is_put_back(cast: Cast) -> None:
    with as_actor(cast.gail):
        gails = told()
        with elevated(WHY):
            assert told() == ("{}", WHY)
            with as_actor(cast.olive):
                assert told() not in (gails, ("{}", WHY))
            assert told() == ("{}", WHY)
        assert told() == gails
        assert gails[1] == ""
    assert told() == ("", "")


def test_it_is_put_back_when_a_block_fails_in_words(cast: Cast) -> None:
    with as_actor(cast.gail):
        gails = told()
        with pytest.raises(ValueError, match="in words"), elevated(WHY):
            raise ValueError("in words")
        assert told() == gails


def test_it_is_put_back_when_the_database_fails_and_nothing_is_read_before(cast: Cast) -> None:
    with as_actor(cast.gail):
        gails = told()
        with pytest.raises(DatabaseError), transaction.atomic(), elevated(WHY):
            broken()
        assert told() == gails
        with elevated(WHY):
            with pytest.raises(DatabaseError), transaction.atomic(), as_actor(cast.olive):
                broken()
            assert told() == ("{}", WHY)
        assert told() == gails


def past_a_failure() -> None:
    """Go on after a failed statement, as a careless command would."""
    with transaction.atomic():
        with suppress(DatabaseError), elevated(WHY):
            broken()
        told()


def test_after_a_failure_nothing_is_read_past_the_wall(cast: Cast) -> None:
    with as_actor(cast.gail):
        gails = told()
        with pytest.raises(DatabaseError, match="aborted"):
            past_a_failure()
        assert told() == gails


def test_the_next_request_on_the_same_connection_begins_as_nobody(committed: Cast) -> None:
    """Nothing is restored at the end of a request, because PostgreSQL forgets the settings."""
    machine = Machine(committed.gail)
    with CaptureQueriesContext(connection) as asked:
        assert machine.get("/me").status_code == 200
    assert len([one for one in asked.captured_queries if "set_config" in one["sql"]]) == 1
    kept_open = connection.connection
    with transaction.atomic():
        assert told() == ("", "")
        with as_actor(None):
            assert told() == ("{}", "")
    assert connection.connection is kept_open


def of_token(actor: Actor) -> tuple[Actor, RlsSettings]:
    """Return the actor and settings that a request with the actor's token gets."""
    secret = issue_token(actor=actor, label="a test", days=1).secret
    found = actor_of_token(digest(secret), clock.now(), clock.today())
    assert found
    return found


def test_whoever_is_found_by_a_token_is_told_by_the_same_statement(cast: Cast) -> None:
    with as_actor(cast.gail):
        gails = told()
    with as_actor(cast.olive), transaction.atomic():
        olives = told()
        actor, said = of_token(cast.gail)
        assert (actor, told()) == (cast.gail, gails)
        with CaptureQueriesContext(connection) as asked, as_actor_until_commit(actor, said):
            assert len(asked) == 0
            assert told() == gails
        assert told() == olives


def test_whoever_is_another_than_was_told_is_told(cast: Cast) -> None:
    _, said = of_token(cast.gail)
    with as_actor_until_commit(cast.olive, said):
        olives = told()
    with as_actor(cast.olive):
        assert told() == olives


def test_a_token_that_is_none_tells_nothing(cast: Cast) -> None:
    with as_actor(cast.gail):
        gails = told()
        assert actor_of_token(digest("bhst_none"), clock.now(), clock.today()) is None
        assert told() == gails


def test_it_is_put_back_though_statements_are_sent_together(cast: Cast) -> None:
    with as_actor(cast.gail):
        gails = told()
        with pipelined(), elevated(WHY):
            within = send("SELECT current_setting(%s)", [SETTINGS[2]])
        assert within.row() == (WHY,)
        assert told() == gails


def test_it_is_put_back_when_one_of_those_sent_together_fails(cast: Cast) -> None:
    with as_actor(cast.gail):
        gails = told()
        with pytest.raises(DatabaseError), transaction.atomic(), pipelined(), elevated(WHY):
            send("SELECT 1 / 0")
        assert told() == gails
        with pytest.raises(DatabaseError), transaction.atomic():  # noqa: PT012, SIM117
            with elevated(WHY), pipelined():
                failed = send("SELECT 1 / 0")
                send("SELECT 1")
                failed.rows()
        assert told() == gails

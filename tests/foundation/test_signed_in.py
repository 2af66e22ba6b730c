"""What being signed in costs, and that each way to end it is noticed by the next request."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.establishment.commands.issue_token import issue_token
from broadhurst.foundation import clock
from broadhurst.foundation.access import acting
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer, Posting, Session
from broadhurst.foundation.database.opening import ConnectionLost, opening
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.doors import authentication
from broadhurst.foundation.doors.tokens import digest
from tests.doors import Machine, browser
from tests.establishment.admins import make_admins
from tests.people import PEOPLE, Cast
from tests.round_trips import counted

EMPTY = "/privacy/"  # shows no record, and is open to anyone


def round_trips(client: Client, path: str) -> int:
    """Return the round trips of a page, once statements are prepared and caches are warm."""
    with counted() as proxy:
        assert client.get(path).status_code == 200
        before = proxy.count
        assert client.get(path).status_code == 200
        return proxy.count - before


def test_an_empty_page_takes_three_round_trips(committed: Cast) -> None:
    """BEGIN; session, officer, posting, wall and the layout's counts; COMMIT."""
    for actor in (committed.gail, committed.connie):
        assert round_trips(browser(actor), EMPTY) == 3
    assert round_trips(browser(None), EMPTY) == 3
    assert round_trips(Machine(committed.gail).client, "/api/v1/me") == 3


def test_an_empty_page_takes_two_statements(cast: Cast) -> None:
    gail = browser(cast.gail)
    with CaptureQueriesContext(connection) as asked:
        gail.get(EMPTY)
    statements = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"]][:-1]
    # The last one restores the settings of the test, whose transaction goes on.
    assert [("agencies_session" in one, "audit_notification" in one) for one in statements] == [
        (True, False), (False, True),
    ]  # fmt: skip


@pytest.mark.parametrize("name", [*PEOPLE, "ada", "ivy", "system"])
def test_the_first_statement_sets_what_the_actor_may_see(cast: Cast, name: str) -> None:
    actor: Actor = getattr(make_admins(cast) if name in ("ada", "ivy") else cast, name)
    client = browser(actor)
    expected = "{" + ",".join(map(str, actor.principals)) + "}"
    key = client.cookies["sessionid"].value
    with transaction.atomic():
        found = acting.signed_in(acting.ask_session(key, clock.now(), clock.today()))
        assert found
        assert (found.officer, found.posting) == (actor.officer, actor.posting)
        assert found.settings == (expected, clock.now().isoformat(), "")
    secret = issue_token(actor=actor, label="a test", days=1).secret
    by_token = acting.actor_of_token(digest(secret), clock.now(), clock.today())
    assert by_token == (actor, found.settings)


def end_posting(cast: Cast) -> None:
    Posting.objects.filter(pk=cast.gail.posting.pk).update(until_on=clock.today())


def delay_posting(cast: Cast) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    Posting.objects.filter(pk=cast.gail.posting.pk).update(from_on=tomorrow)


def give_posting_away(cast: Cast) -> None:
    Posting.objects.filter(pk=cast.gail.posting.pk).update(officer=cast.len.officer)


def close_account(cast: Cast) -> None:
    Officer.objects.filter(pk=cast.gail.officer.pk).update(is_active=False)


def make_password_temporary(cast: Cast) -> None:
    Officer.objects.filter(pk=cast.gail.officer.pk).update(
        password_is_temporary=True, password_expires_at=clock.now()
    )


def change_password(cast: Cast) -> None:
    officer = Officer.objects.get(pk=cast.gail.officer.pk)
    officer.set_password("another made-up password")
    officer.save()


def end_session(cast: Cast) -> None:
    Session.objects.filter(officer=cast.gail.officer).delete()


def expire_session(cast: Cast) -> None:
    sessions = Session.objects.filter(officer=cast.gail.officer)
    sessions.update(expire_date=clock.now() - timedelta(days=9))


def name_another_officer(cast: Cast) -> None:
    """The columns are only a copy: the signed data decides."""
    Session.objects.filter(officer=cast.gail.officer).update(
        officer=cast.olive.officer, posting=cast.olive.posting
    )


def spoil_signature(cast: Cast) -> None:
    session = Session.objects.get(officer=cast.gail.officer)
    Session.objects.filter(pk=session.pk).update(session_data=f"{session.session_data}x")


@pytest.mark.parametrize(
    ("change", "to"),
    [
        (end_posting, "/postings/"),
        (delay_posting, "/postings/"),
        (give_posting_away, "/postings/"),
        (close_account, "/sign-in/?next=/ocgs/"),
        (make_password_temporary, "/account/password/"),
        (change_password, "/sign-in/?next=/ocgs/"),
        (end_session, "/sign-in/?next=/ocgs/"),
        (expire_session, "/sign-in/?next=/ocgs/"),
        (name_another_officer, "/postings/"),
        (spoil_signature, "/sign-in/?next=/ocgs/"),
    ],
)
def test_a_change_is_noticed_by_the_next_request(
    cast: Cast, change: Callable[[Cast], None], to: str
) -> None:
    ocg = cast.ocg()
    gail = browser(cast.gail)
    assert gail.get(f"/ocgs/{ocg.ref}/").status_code == 200
    change(cast)
    answer = gail.get("/ocgs/")
    assert (answer.status_code, answer.headers.get("Location")) == (302, to)
    assert gail.get(f"/ocgs/{ocg.ref}/").status_code == 302


def test_a_session_that_is_not_verified_sees_as_nobody(cast: Cast) -> None:
    gail = browser(cast.gail)
    change_password(cast)
    with CaptureQueriesContext(connection) as asked:
        gail.get("/sign-in/")
    settings = [one["sql"] for one in asked if "set_config" in one["sql"]]
    assert len(settings) > 1
    assert not Session.objects.filter(officer=cast.gail.officer).exists()


def test_a_request_saves_its_session_only_when_it_changed(cast: Cast) -> None:
    gail = browser(cast.gail)
    with CaptureQueriesContext(connection) as asked:
        gail.get("/ocgs/")
    assert not [one for one in asked if "UPDATE" in one["sql"]]


def test_a_closed_connection_is_replaced_and_the_request_answered(committed: Cast) -> None:
    gail = browser(committed.gail)
    assert gail.get(EMPTY).status_code == 200
    before = connection.connection
    terminate(before.info.backend_pid)
    assert gail.get(EMPTY).status_code == 200
    assert connection.connection is not before


def test_a_connection_that_is_lost_at_once_again_is_an_error(
    committed: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = []

    @contextmanager
    def failing() -> Iterator[None]:
        lost.append(1)
        raise ConnectionLost
        yield

    monkeypatch.setattr(authentication, "opening", failing)
    with pytest.raises(ConnectionLost):
        browser(committed.gail).get(EMPTY)
    assert len(lost) == 2


def test_another_error_of_the_first_statement_is_raised_as_it_is(committed: Cast) -> None:
    with pytest.raises(Exception, match="division by zero"), transaction.atomic(), opening():
        send("SELECT 1 / 0")


def terminate(pid: int) -> None:
    """End a connection's server process, as when the server restarts."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    finally:
        other.close()

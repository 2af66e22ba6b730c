"""Accept a request: accept."""

from datetime import UTC, date, datetime

import pytest

from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.queries.shown import waiting_for
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.queries import unread_count
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.liaison.story import asked
from tests.people import Cast


def test_the_asked_lead_accepts_and_completes_it_by_the_day_it_is_needed(cast: Cast) -> None:
    request = asked(cast, needed_on=date(2021, 3, 8))
    with as_actor(cast.gail):
        before = unread_count()
    done = accept(actor=cast.len, lead_request=request)
    assert (done.stage, done.answered_by, done.answered_at) == ("accepted", cast.len.officer, NOW)
    with as_actor(cast.gail):
        assert unread_count() == before + 1
    with as_actor(cast.len):
        (waiting,) = waiting_for(cast.len)
    assert (waiting.what, waiting.due_on) == ("Complete request", date(2021, 3, 8))


def test_nobody_answers_their_own_or_twice_or_from_outside(cast: Cast) -> None:
    request = asked(cast)
    for stranger in (cast.gail, cast.cora):
        with pytest.raises(Refused, match="Only the lead who is asked"):
            accept(actor=stranger, lead_request=request)
    accept(actor=cast.len, lead_request=request)
    with pytest.raises(Refused, match="This request is accepted"):
        accept(actor=cast.len, lead_request=request)


def test_who_is_named_to_the_role_answers(cast: Cast) -> None:
    request = asked(cast)
    name_lead(
        actor=cast.gail, ocg=request.ocg, role="lro", officer=cast.ned.officer, because="leave"
    )
    with pytest.raises(Refused, match="Only the lead who is asked"):
        accept(actor=cast.len, lead_request=request)
    with as_actor(cast.ned):
        assert "Answer request" in [one.what for one in waiting_for(cast.ned)]
    assert accept(actor=cast.ned, lead_request=request).answered_by == cast.ned.officer


def test_the_form_is_shown_only_to_the_lead_who_can_send_it_now(cast: Cast) -> None:
    request = asked(cast)
    address = f"/requests/{request.ref}/accept/"
    asker = browser(cast.gail).get(address)
    assert asker.status_code == 403
    assert "Only the lead who is asked can do this." in asker.content.decode()
    assert browser(cast.len).get(address).status_code == 200
    accept(actor=cast.len, lead_request=request)
    late = browser(cast.len).get(address)
    assert late.status_code == 403
    assert "This request is accepted, so you cannot do this now." in late.content.decode()


def test_page_api_and_terminal(cast: Cast) -> None:
    ocg = cast.ocg()
    one, two, three = (asked(cast, ocg) for _ in range(3))
    page = browser(cast.len)
    assert "lock-up" in page.get(f"/requests/{one.ref}/accept/").content.decode()
    assert page.post(f"/requests/{one.ref}/accept/").status_code == 302
    assert page.post(f"/requests/{one.ref}/accept/").status_code == 409
    answer = Machine(cast.len).post(f"/requests/{two.ref}/accept")
    assert answer.json()["stage"] == "accepted"
    done = terminal(cast.len, "liaison", "accept", three.ref)
    assert done.exit_code == 0, done.output
    assert datetime.fromisoformat(answer.json()["answered_at"]) == datetime(
        2021, 3, 1, 9, 0, tzinfo=UTC
    )


def test_olive_may_not_see_it_and_nobody_signs_in(cast: Cast) -> None:
    path = f"/requests/{asked(cast).ref}/accept"
    assert browser(cast.olive).get(f"{path}/").status_code == 404
    assert Machine(cast.olive).post(path).status_code == 404
    done = terminal(cast.olive, "liaison", "accept", path.split("/")[2])
    assert "not exist" in done.output
    assert browser(None).get(f"{path}/").status_code == 302
    assert Machine(None).post(path).status_code == 401

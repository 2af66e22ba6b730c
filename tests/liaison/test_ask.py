"""Ask the other lead: ask."""

from datetime import UTC, date, datetime

import pytest

from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.models import Event as Planned
from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.liaison.queries.requests import open_requests
from broadhurst.capabilities.liaison.queries.shown import on_ocg, waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.liaison.story import asked
from tests.people import Cast


def test_the_sio_asks_the_lro_with_a_clock(cast: Cast) -> None:
    ocg = cast.ocg()
    request = asked(cast, ocg)
    assert (request.asked_of, request.asked_role) == (cast.len.officer, "lro")
    assert request.answer_due_at == datetime(2021, 3, 3, 23, 59, 59, tzinfo=UTC)
    with as_actor(cast.len):
        (waiting,) = waiting_for(cast.len)
        assert (waiting.what, waiting.due_on) == ("Answer request", date(2021, 3, 3))
        assert words(Event.objects.get(verb="request.asked")) == (
            f"Gail Fernsby asked Len Oakapple, LRO of {ocg.ref}: execute a warrant ({request.ref})."
        )
        assert list(open_requests(ocg)) == [request]
    with as_actor(cast.gail):
        assert waiting_for(cast.gail) == []


def test_the_lro_asks_the_sio_and_urgent_is_four_hours(cast: Cast) -> None:
    request = ask(
        actor=cast.len, ocg=cast.ocg(), kind="other", what="Attend the hub.", is_urgent=True
    )
    assert request.asked_of == cast.gail.officer
    assert request.answer_due_at == datetime(2021, 3, 1, 13, 0, tzinfo=UTC)


def test_what_is_urgent_is_overdue_by_the_hour(cast: Cast) -> None:
    request = ask(
        actor=cast.len, ocg=cast.ocg(), kind="other", what="Attend the hub.", is_urgent=True
    )
    with clock.set_to(datetime(2021, 3, 1, 13, 30, tzinfo=UTC)):
        for where in (f"/requests/{request.ref}/", f"/ocgs/{request.ocg.ref}/liaison/", "/"):
            assert "overdue since 1:00pm" in browser(cast.gail).get(where).content.decode(), where


def test_in_summer_the_day_ends_an_hour_earlier(cast: Cast) -> None:
    with clock.set_to(datetime(2021, 7, 2, 9, 0, tzinfo=UTC)):  # a Friday
        assert asked(cast).answer_due_at == datetime(2021, 7, 6, 22, 59, 59, tzinfo=UTC)


def test_only_the_leads_of_this_ocg_and_all_objections_at_once(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        ask(
            actor=cast.cora, ocg=cast.ocg(), kind="other", what="TOP SECRET",
            needed_on=date(2021, 2, 28),
        )  # fmt: skip
    assert len(refused.value.objections) == 3
    assert refused.value.objections[0] == "Only the SIO or the LRO can do this."


def test_the_page_asks_and_shows_the_latest_check_with_its_age(cast: Cast) -> None:
    ocg = cast.ocg()
    page, address = browser(cast.gail), f"/ocgs/{ocg.ref}/ask/"
    assert "never been checked" in page.get(address).content.decode()
    answers = {"kind": "execute_warrant", "what": "", "needed_on": "2021-03-08"}
    wrong = page.post(address, answers)
    assert wrong.status_code == 422
    assert "Enter what you ask for" in wrong.content.decode()
    assert page.post(address, answers | {"what": "Search a lock-up."}).status_code == 302
    with as_actor(cast.gail):
        request = Request.objects.get()
        receipt = Check.objects.get(ocg=ocg, occasion="warrant").ref
    with clock.set_to(datetime(2021, 3, 3, 9, 0, tzinfo=UTC)):
        later = browser(cast.len)
        for where in (f"/requests/{request.ref}/", f"/requests/{request.ref}/accept/"):
            shown = " ".join(later.get(where).content.decode().split())
            assert receipt in shown
            assert "Result on that day: Nothing was checked." in shown
        assert "due today" in later.get(f"/ocgs/{ocg.ref}/liaison/").content.decode()


def test_only_a_warrant_shows_the_check_on_its_page(cast: Cast) -> None:
    request = asked(cast, kind="safeguarding_referral")
    shown = browser(cast.len).get(f"/requests/{request.ref}/").content.decode()
    assert "deconfliction" not in shown.split("<main")[1].lower()


def test_the_api_and_the_terminal_do_the_same(cast: Cast) -> None:
    ocg = cast.ocg()
    machine = Machine(cast.gail)
    answer = machine.post(f"/ocgs/{ocg.ref}/ask", kind="local_partners", what="Bring in housing.")
    assert answer.status_code == 201
    assert machine.get(f"/requests/{answer.json()['ref']}").json()["asked_of"] == "len-oakapple"
    done = terminal(
        cast.len, "liaison", "ask", ocg.ref, "--kind", "other", "--what", "Ring me.", "--is-urgent"
    )
    assert done.exit_code == 0, done.output
    assert len(machine.get(f"/ocgs/{ocg.ref}/requests").json()["items"]) == 2
    listed = terminal(cast.gail, "liaison", "list", ocg.ref).output
    assert "answer by 1 March 2021 at 1:00pm" in listed


def test_those_who_only_see_are_told_what_stands_here(cast: Cast) -> None:
    ocg = cast.ocg()
    shown = browser(cast.cora).get(f"/ocgs/{ocg.ref}/liaison/").content.decode()
    assert "Requests between the SIO and the LRO appear here" in shown
    assert "Ask the other lead" not in shown
    with as_actor(cast.cora):
        assert on_ocg(ocg, cast.cora)["leads_here"] is False


def test_olive_may_not_see_it_and_nobody_signs_in(cast: Cast) -> None:
    request = asked(cast)
    for path in (f"/ocgs/{request.ocg.ref}/ask", f"/requests/{request.ref}"):
        assert browser(cast.olive).get(f"{path}/").status_code == 404
        assert browser(None).get(f"{path}/").headers["Location"].startswith("/sign-in/")
    assert Machine(cast.olive).get(f"/requests/{request.ref}").status_code == 404
    assert Machine(cast.olive).post(f"/ocgs/{request.ocg.ref}/ask").status_code == 404
    assert terminal(cast.olive, "liaison", "list", request.ocg.ref).output == ""
    assert Machine(None).get(f"/requests/{request.ref}").status_code == 401
    with as_actor(cast.olive):
        assert not Request.objects.exists()


WHERE = {
    "point": "53.4794, -2.2453",
    "starts_at": "2021-03-08T05:00",
    "ends_at": "2021-03-08T08:00",
}


def test_a_warrant_checks_the_targets_and_plans_the_event_it_describes(cast: Cast) -> None:
    ocg = cast.ocg()
    given = {"kind": "execute_warrant", "what": "Search the unit by the canal."}
    answer = Machine(cast.gail).post(f"/ocgs/{ocg.ref}/ask", **given, **WHERE)
    assert answer.status_code == 201, answer.content
    with as_actor(cast.gail):
        assert Check.objects.filter(ocg=ocg, occasion="warrant").count() == 1
        event = Planned.objects.get()
        assert (event.kind, event.ocg_ref, event.unit) == ("warrant", ocg.ref, cast.gail.unit)
        assert Check.objects.filter(occasion="event", matter=event.ref).count() == 1
    address = f"/requests/{answer.json()['ref']}/"
    shown = browser(cast.len).get(address).content.decode()
    for told in ("SJ 8381 9810", "53.4794, -2.2453", "8 March 2021 at 5", f"/events/{event.ref}/"):
        assert told in shown, told
    accepting = browser(cast.len).get(f"{address}accept/").content.decode()
    assert "SJ 8381 9810" in accepting, "whoever accepts reads where and when"
    calendar = browser(cast.len).get("/deconfliction/events/?month=2021-03").content.decode()
    assert event.ref in calendar
    assert Machine(cast.len).get(address.rstrip("/")).json()["starts_at"].startswith("2021-03-08")


def test_a_warrant_without_a_place_plans_nothing_yet(cast: Cast) -> None:
    ocg = cast.ocg()
    asked(cast, ocg)
    with as_actor(cast.gail):
        assert Check.objects.filter(ocg=ocg, occasion="warrant").exists()
        assert not Planned.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "other"}, "Only a request to execute a warrant"),
        ({"ends_at": ""}, "Enter the place, start and end of the warrant"),
    ],
)
def test_half_an_event_is_refused_in_words(cast: Cast, changes: dict[str, str], words: str) -> None:
    ocg = cast.ocg()
    given = {"kind": "execute_warrant", "what": "Search the unit by the canal."}
    answer = Machine(cast.gail).post(f"/ocgs/{ocg.ref}/ask", **(given | WHERE | changes))
    assert answer.status_code == 409, answer.content
    assert words in answer.json()["detail"]
    with as_actor(cast.gail):
        assert not Request.objects.exists()

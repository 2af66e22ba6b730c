"""Withdrawing a referral made in error."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.safeguarding.commands.acknowledge import acknowledge
from broadhurst.capabilities.safeguarding.commands.decide import decide
from broadhurst.capabilities.safeguarding.commands.withdraw import withdraw
from broadhurst.capabilities.safeguarding.figures import referrals_made
from broadhurst.capabilities.safeguarding.queries.referrals import open_referrals
from broadhurst.capabilities.safeguarding.queries.shown import waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.notices.queries import unread_count
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.safeguarding.story import referral

WRONG = "Sent for the wrong person."


def test_it_closes_the_teams_task_and_tells_them_why(cast: Cast) -> None:
    ocg = cast.ocg()
    sent = referral(cast, ocg)
    done = withdraw(actor=cast.gail, referral=sent, because=WRONG)
    assert (done.stage, done.withdrawn_because) == ("withdrawn", WRONG)
    with as_actor(cast.sid):
        assert waiting_for(cast.sid) == []
        assert unread_count() == 1
        event = Event.objects.get(verb="referral.withdrawn")
        assert words(event) == (
            f"Gail Fernsby withdrew referral {sent.ref}, which was sent. No answer is needed. "
            f"Reason: {WRONG}"
        )
    with as_actor(cast.len):
        assert waiting_for(cast.len) == []
        assert not open_referrals(ocg).exists()
        assert referrals_made(SEEN, None, clock.today()).value == 0
    assert WRONG in browser(cast.sid).get(f"/referrals/{sent.ref}/").content.decode()


def test_the_person_is_to_be_referred_again_with_time_to_do_it(cast: Cast) -> None:
    ocg = cast.ocg()
    sent = referral(cast, ocg)
    page, at = browser(cast.gail), f"/ocgs/{ocg.ref}/safeguarding/"
    assert "Not referred" not in page.get(at).content.decode()
    with clock.set_to(NOW + timedelta(days=12)):
        withdraw(actor=cast.gail, referral=sent, because=WRONG)
        shown = page.get(at).content.decode()
        assert "Not referred" in shown
        assert f"/ocgs/{ocg.ref}/refer/?person={sent.person.ref}" in shown
        with as_actor(cast.gail):
            (task,) = (one for one in waiting_for(cast.gail) if "Make a" in one.what)
        assert task.due == clock.today() + timedelta(days=1)


def test_the_right_one_can_be_sent_afterwards(cast: Cast) -> None:
    ocg = cast.ocg()
    sent = referral(cast, ocg)
    withdraw(actor=cast.gail, referral=sent, because=WRONG)
    again = referral(cast, ocg, person=sent.person)
    assert again.stage == "sent"


def test_one_that_was_acknowledged_needs_the_reason_too_and_tells_both(cast: Cast) -> None:
    sent = acknowledge(actor=cast.sid, referral=referral(cast, cast.ocg()))
    with pytest.raises(Refused, match="Enter a reason"):
        withdraw(actor=cast.gail, referral=sent, because=" ")
    with pytest.raises(Refused, match="Leave out the person’s name"):
        withdraw(actor=cast.gail, referral=sent, because="Tilly was not there.")
    withdraw(actor=cast.gail, referral=sent, because=WRONG)
    for who in (cast.sid, cast.len):
        with as_actor(who):
            assert Event.objects.filter(verb="referral.withdrawn").exists()
            assert unread_count() >= 1


def test_the_team_cannot_withdraw_and_a_decision_is_final(cast: Cast) -> None:
    sent = acknowledge(actor=cast.sid, referral=referral(cast, cast.ocg()))
    with pytest.raises(Refused, match="Only the holder"):
        withdraw(actor=cast.sid, referral=sent, because=WRONG)
    decide(actor=cast.sid, referral=sent, decision="taken_on")
    with pytest.raises(Refused, match="close the referral instead"):
        withdraw(actor=cast.gail, referral=sent, because=WRONG)


def test_page_api_and_terminal(cast: Cast) -> None:
    one, two, three = (referral(cast, cast.ocg(name=name)) for name in ("One", "Two", "Three"))
    page, address = browser(cast.gail), f"/referrals/{one.ref}/withdraw/"
    assert address in page.get(f"/referrals/{one.ref}/").content.decode()
    assert address not in browser(cast.sid).get(f"/referrals/{one.ref}/").content.decode()
    assert page.post(address, {"because": ""}).status_code == 422
    named = page.post(address, {"because": "Tilly is the wrong one."})
    assert named.status_code == 409
    assert 'aria-invalid="true"' in named.content.decode()
    assert 'href="#id_because"' in named.content.decode()
    assert page.post(address, {"because": WRONG}).status_code == 302
    machine = Machine(cast.gail)
    refused = machine.post(f"/referrals/{two.ref}/withdraw", because="Marchbank")
    assert refused.json()["errors"][0]["field"] == "because"
    answer = machine.post(f"/referrals/{two.ref}/withdraw", because=WRONG)
    assert answer.json()["stage"] == "withdrawn"
    words_of = ["safeguarding", "withdraw", three.ref, "--because"]
    assert "--because: " in terminal(cast.gail, *words_of, "Marchbank").output
    assert terminal(cast.gail, *words_of, WRONG).exit_code == 0


def test_olive_may_not_see_it_and_nobody_signs_in(cast: Cast) -> None:
    address = f"/referrals/{referral(cast, cast.ocg()).ref}/withdraw"
    assert browser(cast.olive).get(f"{address}/").status_code == 404
    assert Machine(cast.olive).post(address, because=WRONG).status_code == 404
    assert browser(None).get(f"{address}/").status_code == 302
    assert Machine(None).post(address).status_code == 401

"""Closing a referral."""

import pytest

from broadhurst.capabilities.safeguarding.commands.acknowledge import acknowledge
from broadhurst.capabilities.safeguarding.commands.close import close
from broadhurst.capabilities.safeguarding.commands.decide import decide
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.referrals import open_referrals
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.safeguarding.story import referral


def decided(cast: Cast) -> Referral:
    sent = acknowledge(actor=cast.sid, referral=referral(cast, cast.ocg()))
    return decide(actor=cast.sid, referral=sent, decision="taken_on")


def test_the_holder_closes_it_with_its_outcome(cast: Cast) -> None:
    done = close(actor=cast.len, referral=decided(cast), outcome="supported")
    assert (done.stage, done.outcome) == ("closed", "supported")
    with as_actor(cast.len):
        assert not open_referrals(done.ocg).exists()


def test_closing_needs_a_decision_and_is_not_the_teams(cast: Cast) -> None:
    ocg = cast.ocg()
    with pytest.raises(Refused, match="Record a chase instead"):
        close(actor=cast.len, referral=referral(cast, ocg), outcome="supported")
    with pytest.raises(Refused, match="Only the holder"):
        close(actor=cast.sid, referral=decided(cast), outcome="supported")


def test_page_api_and_terminal(cast: Cast) -> None:
    one, two, three = decided(cast), decided(cast), decided(cast)
    page, address = browser(cast.gail), f"/referrals/{one.ref}/close/"
    assert page.get(address).status_code == 200
    assert "Select an outcome" in page.post(address).content.decode()
    assert page.post(address, {"outcome": "risk_ended"}).status_code == 302
    assert "The risk has ended" in page.get(f"/referrals/{one.ref}/").content.decode()
    answer = Machine(cast.len).post(f"/referrals/{two.ref}/close", outcome="declined")
    assert answer.json()["stage"] == "closed"
    done = terminal(cast.len, "safeguarding", "close", three.ref, "--outcome", "elsewhere")
    assert done.exit_code == 0, done.output


def test_olive_may_not_see_it_and_nobody_signs_in(cast: Cast) -> None:
    address = f"/referrals/{decided(cast).ref}/close"
    assert browser(cast.olive).get(f"{address}/").status_code == 404
    assert Machine(cast.olive).post(address, outcome="supported").status_code == 404
    assert browser(None).get(f"{address}/").status_code == 302
    assert Machine(None).post(address).status_code == 401

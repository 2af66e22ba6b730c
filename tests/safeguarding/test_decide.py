"""Recording the receiving team's decision."""

import pytest

from broadhurst.capabilities.safeguarding.commands.acknowledge import acknowledge
from broadhurst.capabilities.safeguarding.commands.decide import decide
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.shown import waiting_for
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.safeguarding.story import referral


def acknowledged(cast: Cast, **changes: str) -> Referral:
    ocg = cast.ocg(name=changes.pop("name", "Copper Heron"))
    return acknowledge(actor=cast.sid, referral=referral(cast, ocg, **changes))


def test_the_team_decides_and_the_holder_may_close(cast: Cast) -> None:
    done = decide(actor=cast.sid, referral=acknowledged(cast), decision="taken_on")
    assert (done.stage, done.next_chase_on) == ("decided", None)
    with as_actor(cast.len):
        assert [one.what for one in waiting_for(cast.len)] == ["Close the referral"]
    with as_actor(cast.sid):
        assert waiting_for(cast.sid) == []


def test_only_the_receiving_team_and_only_once_acknowledged(cast: Cast) -> None:
    sent = referral(cast, cast.ocg())
    with pytest.raises(Refused) as refused:
        decide(actor=cast.len, referral=sent, decision="reasonable_grounds")
    assert len(refused.value.objections) == 3


def test_page_api_and_terminal(cast: Cast) -> None:
    one, two, three = (acknowledged(cast, name=name) for name in ("One", "Two", "Three"))
    page, address = browser(cast.sid), f"/referrals/{one.ref}/decide/"
    asked = page.get(address).content.decode()
    assert "Taken on" in asked
    assert "Reasonable grounds" not in asked
    assert page.post(address, {"decision": "reasonable_grounds"}).status_code == 422
    assert page.post(address, {"decision": "redirected"}).status_code == 302
    answer = Machine(cast.sid).post(f"/referrals/{two.ref}/decide", decision="taken_on")
    assert answer.json()["decision"] == "taken_on"
    done = terminal(cast.sid, "safeguarding", "decide", three.ref, "--decision", "taken_on")
    assert done.exit_code == 0, done.output


def test_olive_may_not_see_it_and_nobody_signs_in(cast: Cast) -> None:
    address = f"/referrals/{acknowledged(cast).ref}/decide"
    assert browser(cast.olive).get(f"{address}/").status_code == 404
    assert Machine(cast.olive).post(address, decision="taken_on").status_code == 404
    assert browser(None).get(f"{address}/").status_code == 302
    assert Machine(None).post(address).status_code == 401

"""Withdrawing a request."""

import pytest

from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.commands.withdraw import withdraw
from broadhurst.capabilities.liaison.queries import waiting_for
from broadhurst.foundation.access.wall import seen_as
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.liaison.story import asked
from tests.people import Cast


def test_who_asked_withdraws_it_also_once_accepted(cast: Cast) -> None:
    request = accept(actor=cast.len, lead_request=asked(cast))
    assert withdraw(actor=cast.gail, lead_request=request).stage == "withdrawn"
    with seen_as(cast.len):
        assert waiting_for(cast.len) == []


def test_the_asked_lead_cannot_and_not_twice(cast: Cast) -> None:
    request = asked(cast)
    with pytest.raises(Refused, match="Only the lead who asked"):
        withdraw(actor=cast.len, lead_request=request)
    withdraw(actor=cast.gail, lead_request=request)
    with pytest.raises(Refused, match="is withdrawn"):
        withdraw(actor=cast.gail, lead_request=request)


def test_page_api_and_terminal(cast: Cast) -> None:
    ocg = cast.ocg()
    one, two, three = (asked(cast, ocg) for _ in range(3))
    page = browser(cast.gail)
    assert page.get(f"/requests/{one.ref}/withdraw/").status_code == 200
    assert page.post(f"/requests/{one.ref}/withdraw/").status_code == 302
    answer = Machine(cast.gail).post(f"/requests/{two.ref}/withdraw")
    assert answer.json()["stage"] == "withdrawn"
    done = terminal(cast.gail, "liaison", "withdraw", three.ref)
    assert done.exit_code == 0, done.output


def test_olive_may_not_see_it_and_nobody_signs_in(cast: Cast) -> None:
    path = f"/requests/{asked(cast).ref}/withdraw"
    assert browser(cast.olive).get(f"{path}/").status_code == 404
    assert Machine(cast.olive).post(path).status_code == 404
    assert browser(None).get(f"{path}/").status_code == 302
    assert Machine(None).post(path).status_code == 401

"""Accept an action: accept_action."""

import pytest

from broadhurst.capabilities.plans.commands.accept_action import accept_action
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import a_plan, for_council


def test_who_asked_and_their_unit_are_told(cast: Cast) -> None:
    action = accept_action(actor=cast.connie, action=for_council(cast, a_plan(cast)))
    assert (action.stage, action.accepted_at is not None) == ("accepted", True)
    with as_actor(cast.gail):
        assert notices_of(cast.gail).filter(event__verb="action.accepted").exists()


def test_nobody_accepts_for_another_unit(cast: Cast) -> None:
    action = for_council(cast, a_plan(cast))
    with pytest.raises(Refused, match="Only the accountable unit"):
        accept_action(actor=cast.gail, action=action)


def test_it_is_accepted_once(cast: Cast) -> None:
    action = for_council(cast, a_plan(cast))
    accept_action(actor=cast.connie, action=action)
    with pytest.raises(Refused, match="is accepted"):
        accept_action(actor=cast.connie, action=action)


def test_who_is_asked_reads_until_when_they_can_accept(cast: Cast) -> None:
    action = for_council(cast, a_plan(cast))
    address = f"/actions/{action.ref}"
    assert Machine(cast.connie).get(address).json()["accept_by"] == "2021-03-08"
    page = browser(cast.connie)
    assert "8 March 2021" in page.get(f"{address}/").content.decode()
    accept_action(actor=cast.connie, action=action)
    assert Machine(cast.connie).get(address).json()["accept_by"] is None
    assert "Accept by" not in page.get(f"{address}/").content.decode()


def test_page_api_and_terminal_do_the_same(cast: Cast) -> None:
    plan = a_plan(cast)
    one, two, three = (for_council(cast, plan) for _ in range(3))
    page = browser(cast.connie)
    assert "Accept action" in page.get(f"/actions/{one.ref}/").content.decode()
    assert "licensing holds" in page.get(f"/actions/{one.ref}/accept-action/").content.decode()
    assert page.post(f"/actions/{one.ref}/accept-action/").status_code == 302
    assert page.post(f"/actions/{one.ref}/accept-action/").status_code == 409
    answer = Machine(cast.connie).post(f"/actions/{two.ref}/accept-action")
    assert (answer.status_code, answer.json()["stage"]) == (200, "accepted")
    assert terminal(cast.connie, "plans", "accept-action", three.ref).exit_code == 0
    listed = terminal(cast.connie, "plans", "actions").output
    assert all(action.ref in listed for action in (one, two, three))


def test_olive_finds_nothing_and_nobody_signs_in(cast: Cast) -> None:
    action = for_council(cast, a_plan(cast))
    assert browser(cast.olive).post(f"/actions/{action.ref}/accept-action/").status_code == 404
    assert Machine(cast.olive).post(f"/actions/{action.ref}/accept-action").status_code == 404
    assert terminal(cast.olive, "plans", "accept-action", action.ref).exit_code == 1
    assert Machine(None).post(f"/actions/{action.ref}/accept-action").status_code == 401

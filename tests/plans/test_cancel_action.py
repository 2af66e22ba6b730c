"""Cancel an action: cancel_action."""

import pytest

from broadhurst.capabilities.plans.commands.cancel_action import cancel_action
from broadhurst.capabilities.plans.models import Action
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import a_plan, for_council

WHY = "Copper Heron left the premises."


def test_the_unit_is_told_that_it_is_cancelled_but_not_why(cast: Cast) -> None:
    action = cancel_action(actor=cast.len, action=for_council(cast, a_plan(cast)), reason=WHY)
    with as_actor(cast.connie):
        assert not Action.objects.exists()
        event = notices_of(cast.connie).filter(event__verb="action.cancelled").get().event
        assert "cancelled the Bolton community safety action" in words(event)
        assert "Copper Heron" not in f"{words(event)} {event.detail}"
    page = browser(cast.gail).get(f"/actions/{action.ref}/").content.decode()
    assert WHY in page


def test_the_unit_that_answers_for_it_cannot(cast: Cast) -> None:
    action = for_council(cast, a_plan(cast))
    assert browser(cast.connie).get(f"/actions/{action.ref}/cancel-action/").status_code == 404
    assert Machine(cast.connie).post(f"/actions/{action.ref}/cancel-action").status_code == 404
    assert terminal(cast.connie, "plans", "cancel-action", action.ref).exit_code == 1
    with pytest.raises(Refused, match="Only the owning unit"):
        cancel_action(actor=cast.connie, action=action, reason="No.")


def test_it_is_cancelled_once(cast: Cast) -> None:
    action = for_council(cast, a_plan(cast))
    cancel_action(actor=cast.len, action=action, reason=WHY)
    with pytest.raises(Refused, match="is cancelled"):
        cancel_action(actor=cast.len, action=action, reason=WHY)


def test_page_api_and_terminal_do_the_same(cast: Cast) -> None:
    plan = a_plan(cast)
    one, two, three = (for_council(cast, plan) for _ in range(3))
    page, address = browser(cast.gail), f"/actions/{one.ref}/cancel-action/"
    assert "Reason" in page.get(address).content.decode()
    assert page.post(address, {"reason": ""}).status_code == 422
    assert page.post(address, {"reason": WHY}).status_code == 302
    answer = Machine(cast.len).post(f"/actions/{two.ref}/cancel-action", reason=WHY)
    assert (answer.status_code, answer.json()["stage"]) == (200, "cancelled")
    assert terminal(cast.cora, "plans", "cancel-action", three.ref, "--reason", WHY).exit_code == 0


def test_olive_finds_nothing(cast: Cast) -> None:
    action = for_council(cast, a_plan(cast))
    assert browser(cast.olive).get(f"/actions/{action.ref}/cancel-action/").status_code == 404
    assert Machine(cast.olive).post(f"/actions/{action.ref}/cancel-action").status_code == 404
    assert terminal(cast.olive, "plans", "cancel-action", action.ref).exit_code == 1

"""Actions that wait for other actions of their plan."""

import pytest
from django.db import IntegrityError

from broadhurst.capabilities.plans.commands.add_dependency import add_dependency
from broadhurst.capabilities.plans.commands.remove_dependency import remove_dependency
from broadhurst.capabilities.plans.models import Dependency
from broadhurst.capabilities.plans.queries.dependencies import dependencies
from broadhurst.capabilities.plans.rules.dependencies import waits_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.doors import browser
from tests.people import Cast
from tests.plans.test_shown import at
from tests.plans.written import a_plan, an_action, for_council


def test_no_action_waits_for_itself_even_through_others(cast: Cast) -> None:
    plan = a_plan(cast)
    one, two, three = (an_action(cast, plan, title=f"Step {n}") for n in range(3))
    add_dependency(actor=cast.len, action=two, after=one)
    add_dependency(actor=cast.len, action=three, after=two)
    for action, after, said in (
        (one, one, "wait for itself"),
        (one, three, "waits for this action"),
        (two, one, "already"),
    ):
        with pytest.raises(Refused, match=said):
            add_dependency(actor=cast.len, action=action, after=after)
    remove_dependency(actor=cast.gail, action=three, after=two, because="They can run together.")
    add_dependency(actor=cast.len, action=one, after=three)
    with as_actor(cast.len):
        assert dependencies(plan.ocg).count() == 2
        assert Dependency.objects.count() == 3


def test_two_who_close_a_circle_at_once_do_not(committed: Cast) -> None:
    plan = a_plan(committed)
    one, two = (an_action(committed, plan, title=f"Step {n}") for n in range(2))
    outcomes = at_once(
        lambda: add_dependency(actor=committed.len, action=one, after=two),
        lambda: add_dependency(actor=committed.gail, action=two, after=one),
    )
    assert len(refusals(outcomes)) == 1


def test_the_database_keeps_an_action_from_waiting_for_itself(cast: Cast) -> None:
    plan = a_plan(cast)
    one, two = (an_action(cast, plan, title=f"Step {n}") for n in range(2))
    add_dependency(actor=cast.len, action=two, after=one)
    with (
        as_actor(cast.len),
        pytest.raises(IntegrityError, match="action_waits_for_another"),
    ):
        Dependency.objects.update(after=two)


@pytest.mark.parametrize("pairs", [{(1, 2), (2, 3)}, {(1, 3)}, {(1, 2), (2, 1), (2, 3)}])
def test_an_action_waits_for_those_that_its_own_wait_for(pairs: set[tuple[int, int]]) -> None:
    assert waits_for(1, 3, pairs)
    assert not waits_for(3, 1, pairs)


def test_an_action_says_that_the_one_before_it_is_late(cast: Cast) -> None:
    ocg = cast.ocg()
    plan = a_plan(cast, ocg)
    first = an_action(cast, plan, title="Get the list")
    then = for_council(cast, plan)
    add_dependency(actor=cast.len, action=then, after=first)
    with clock.set_to(at(2021, 3, 25)):
        page = browser(cast.gail).get(f"/ocgs/{ocg.ref}/plan/").content.decode()
        assert "Waits for “Get the list”, which is late." in page
        hers = browser(cast.connie).get(f"/actions/{then.ref}/").content.decode()
        assert "Get the list" not in hers

"""A plan as a board and as a timeline, and the actions of a unit."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.plans.commands.accept_action import accept_action
from broadhurst.capabilities.plans.commands.add_dependency import add_dependency
from broadhurst.capabilities.plans.commands.block_action import block_action
from broadhurst.capabilities.plans.commands.complete_action import complete_action
from broadhurst.capabilities.plans.commands.return_action import return_action
from broadhurst.capabilities.plans.lists import due_between
from broadhurst.capabilities.plans.models import Action
from broadhurst.capabilities.plans.queries.pictures import board, timeline
from broadhurst.foundation.access.wall import as_actor
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import DUE, a_plan, an_action, an_objective, for_council


def test_each_action_is_in_the_column_of_its_status(cast: Cast) -> None:
    plan = a_plan(cast)
    goal = an_objective(cast, plan)
    one, two = (an_action(cast, plan, objective=goal, title=f"Step {n}") for n in range(2))
    accept_action(actor=cast.gail, action=one)
    block_action(actor=cast.gail, action=one, text="No warrant yet.")
    with as_actor(cast.len):
        columns = {column.stage: [row.pk for row in column.actions] for column in board(plan)}
        chart = timeline(plan)
    assert columns[Action.Stage.BLOCKED] == [one.pk]
    assert columns[Action.Stage.PROPOSED] == [two.pk]
    assert [row.label for row in chart.timeline] == ["Step 0, blocked", "Step 1, proposed"]
    assert [row.href for row in chart.timeline] == [f"/actions/{row.ref}/" for row in (one, two)]


def test_board_and_timeline_have_a_table_of_the_same_actions(cast: Cast) -> None:
    plan = a_plan(cast)
    page = browser(cast.gail)
    assert "No actions yet" in page.get(f"/plans/{plan.ref}/board/").content.decode()
    assert "No actions yet" in page.get(f"/plans/{plan.ref}/timeline/").content.decode()
    an_action(cast, plan)
    for view in ("board", "timeline"):
        shown = page.get(f"/plans/{plan.ref}/{view}/").content.decode()
        assert shown.count("Search the lock-ups") >= 2, view
        assert "<table" in shown
        assert browser(cast.olive).get(f"/plans/{plan.ref}/{view}/").status_code == 404
        assert browser(cast.connie).get(f"/plans/{plan.ref}/{view}/").status_code == 404


@pytest.mark.parametrize("address", ["/plans/{}/", "/plans/{}/board/", "/plans/{}/timeline/"])
def test_a_view_asks_the_database_as_often_for_many_actions_as_for_two(
    cast: Cast, address: str
) -> None:
    plan = a_plan(cast)
    goal = an_objective(cast, plan)
    page = browser(cast.gail)

    def asked() -> int:
        """Add two actions, the second after the first, and count the queries of the view."""
        one, two = (an_action(cast, plan, objective=goal) for _ in range(2))
        add_dependency(actor=cast.len, action=two, after=one)
        page.get(address.format(plan.ref))
        with CaptureQueriesContext(connection) as captured:
            assert page.get(address.format(plan.ref)).status_code == 200
        return len(captured)

    before = asked()
    asked()
    assert asked() == before


def test_a_returned_action_is_no_longer_due_in_the_months_of_its_unit(cast: Cast) -> None:
    action = for_council(cast, a_plan(cast))
    with as_actor(cast.connie):
        assert list(due_between(cast.connie, DUE, DUE)) == [action]
    return_action(actor=cast.connie, action=action, text="Licensing does this.")
    with as_actor(cast.connie):
        assert not due_between(cast.connie, DUE, DUE).exists()


def test_a_unit_sees_its_actions_of_all_plans_with_the_month_they_are_due(cast: Cast) -> None:
    one, two = for_council(cast, a_plan(cast)), for_council(cast, a_plan(cast), title="Visit again")
    an_action(cast, a_plan(cast))
    accept_action(actor=cast.connie, action=one)
    complete_action(actor=cast.connie, action=one, outcome="Done.")
    page, machine = browser(cast.connie), Machine(cast.connie)
    shown = page.get("/unit-actions/").content.decode()
    assert "Visit again" in shown
    assert "March 2021" in shown
    assert one.title in page.get("/unit-actions/?tab=done").content.decode()
    refs = {row["ref"] for row in machine.get("/unit-actions?tab=all").json()["items"]}
    assert refs == {one.ref, two.ref}
    assert two.ref in terminal(cast.connie, "plans", "unit-actions").output
    assert Machine(cast.olive).get("/unit-actions").json()["items"] == []

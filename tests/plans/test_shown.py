"""Plans on the OCG's page, on the home page and in the figures."""

from datetime import UTC, date, datetime

from broadhurst.capabilities.plans.commands.accept_action import accept_action
from broadhurst.capabilities.plans.commands.complete_action import complete_action
from broadhurst.capabilities.plans.commands.review import review
from broadhurst.capabilities.plans.figures import (
    plan_reviews_overdue,
    plans_reviewed_in_time,
    prevent_actions_on_time,
    pursue_actions_on_time,
)
from broadhurst.capabilities.plans.queries.shown import on_ocg, waiting_for
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.figure import SEEN
from tests.doors import browser
from tests.people import Cast
from tests.plans.written import DUE, a_plan, an_action, an_agreed_plan, an_objective, for_council


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, tzinfo=UTC)


def waits(actor: Actor) -> list[tuple[str, date | None]]:
    with as_actor(actor):
        return [(one.what, one.due_on) for one in waiting_for(actor)]


def test_the_page_says_what_to_do_before_there_is_a_plan(cast: Cast) -> None:
    ocg = cast.ocg()
    assert "Draft a 4P plan" in browser(cast.gail).get(f"/ocgs/{ocg.ref}/plan/").content.decode()
    with as_actor(cast.gail):
        assert on_ocg(ocg, cast.gail)["plan"] is None


def test_the_page_shows_each_p_with_its_actions_and_clocks(cast: Cast) -> None:
    ocg = cast.ocg()
    plan = a_plan(cast, ocg)
    for_council(cast, plan, objective=an_objective(cast, plan, "prevent"))
    page = browser(cast.gail).get(f"/ocgs/{ocg.ref}/plan/").content.decode()
    for words in ("Pursue", "Prevent", "Protect", "Prepare", "Inspect three premises",
                  "due in 21 days", "Agree this version", "can only see this action"):  # fmt: skip
        assert words in page, words


def test_what_a_partner_did_stands_in_the_ocgs_timeline(cast: Cast) -> None:
    ocg = cast.ocg()
    action = for_council(cast, a_plan(cast, ocg))
    accept_action(actor=cast.connie, action=action)
    timeline = browser(cast.gail).get(f"/ocgs/{ocg.ref}/timeline/").content.decode()
    assert f"Connie Pewter accepted the action “{action.title}”" in timeline


def test_those_who_only_read_get_no_buttons(cast: Cast) -> None:
    ocg = cast.ocg()
    an_agreed_plan(cast, ocg)
    page = browser(cast.mo).get(f"/ocgs/{ocg.ref}/plan/").content.decode()
    assert "Add an action" not in page
    assert "Search the lock-ups" in page


def test_what_waits_for_a_unit_has_a_clock_to_accept_and_then_its_due_date(cast: Cast) -> None:
    action = for_council(cast, a_plan(cast))
    assert waits(cast.connie) == [("Accept action:", date(2021, 3, 8))]
    accept_action(actor=cast.connie, action=action)
    assert waits(cast.connie) == [("Complete action:", DUE)]
    complete_action(actor=cast.connie, action=action, outcome="Done.")
    assert waits(cast.connie) == []


def test_what_waits_for_those_who_lead(cast: Cast) -> None:
    ocg = cast.ocg()
    a_plan(cast, ocg)
    assert ("Agree the 4P plan for", None) in waits(cast.gail)
    assert ("Agree the 4P plan for", None) not in waits(cast.len)
    an_agreed_plan(cast)
    assert ("Review the 4P plan for", date(2021, 3, 29)) not in waits(cast.len)
    with clock.set_to(at(2021, 3, 15)):
        assert ("Review the 4P plan for", date(2021, 3, 29)) in waits(cast.len)
        assert waits(cast.cora) == waits(cast.olive) == []


def test_reviews_overdue_are_counted_as_of_any_day(cast: Cast) -> None:
    plan = an_agreed_plan(cast)
    with clock.set_to(at(2021, 4, 10)):
        review(actor=cast.len, plan=plan, findings="Late, but done.")
    with clock.set_to(at(2021, 5, 1)), as_actor(cast.gail):
        counts = [
            plan_reviews_overdue(SEEN, None, day).value
            for day in (date(2021, 3, 29), date(2021, 3, 30), date(2021, 4, 11))
        ]
        in_time = [
            plans_reviewed_in_time(SEEN, None, day).in_words
            for day in (date(2021, 3, 29), date(2021, 3, 30), date(2021, 4, 11))
        ]
    assert counts == [0, 1, 0]
    assert in_time == ["1 of 1 plan", "none of 1 plan", "1 of 1 plan"]


def test_actions_on_time_are_counted_by_p_with_the_records_behind_them(cast: Cast) -> None:
    plan = a_plan(cast)
    objective = an_objective(cast, plan)
    early, late = (an_action(cast, plan, objective=objective) for _ in range(2))
    for action, when in ((early, at(2021, 3, 22)), (late, at(2021, 3, 23))):
        with clock.set_to(when):
            accept_action(actor=cast.gail, action=action)
            complete_action(actor=cast.gail, action=action, outcome="Done.")
    with clock.set_to(at(2021, 5, 1)), as_actor(cast.gail):
        figure = pursue_actions_on_time(SEEN, date(2021, 3, 1), date(2021, 3, 31))
        assert figure.in_words == "1 of 2 actions"
        texts = {record.ref: record.text for record in figure.records}
        assert texts == {early.ref: early.title, late.ref: f"{late.title}: not on time"}
        assert prevent_actions_on_time(SEEN, None, date(2021, 3, 31)).value == 0
        assert pursue_actions_on_time(SEEN, date(2021, 4, 1), date(2021, 4, 30)).value == 0
    with clock.set_to(at(2021, 5, 1)), as_actor(cast.olive):
        assert pursue_actions_on_time(SEEN, None, date(2021, 3, 31)).value == 0

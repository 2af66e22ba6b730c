"""Agree a plan: agree."""

from datetime import date

import pytest
from django.db import IntegrityError

from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.plans.commands.agree import agree
from broadhurst.capabilities.plans.models import Plan
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import a_plan, an_action, an_agreed_plan, an_objective


def test_the_first_review_is_due_by_the_cadence_and_the_unit_is_told(cast: Cast) -> None:
    plan = an_agreed_plan(cast)
    assert plan.first_review_on == date(2021, 3, 29)
    with as_actor(cast.len):
        assert notices_of(cast.len).filter(event__verb="plan.agreed").exists()


def test_an_empty_plan_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        agree(actor=cast.gail, plan=a_plan(cast))
    assert len(refused.value.objections) == 2


def test_a_plan_that_forgets_an_exploited_person_is_refused(cast: Cast) -> None:
    ocg = cast.ocg()
    add_member(
        actor=cast.gail, ocg=ocg, name="Tansy Underhill", category="victim", part="peripheral",
        is_exploited=True,
    )  # fmt: skip
    plan = a_plan(cast, ocg)
    an_action(cast, plan)
    with pytest.raises(Refused, match="under Protect"):
        agree(actor=cast.gail, plan=plan)
    an_objective(cast, plan, "protect")
    assert agree(actor=cast.gail, plan=plan).stage == "agreed"


def test_the_drafter_cannot_agree_it_and_the_page_says_who_can(cast: Cast) -> None:
    ocg = cast.ocg()
    plan = a_plan(cast, ocg)
    an_action(cast, plan)
    with pytest.raises(Refused, match="You drafted this version"):
        agree(actor=cast.len, plan=plan)
    page = browser(cast.len).get(f"/ocgs/{ocg.ref}/plan/").content.decode()
    assert "Gail Fernsby (SIO), another officer of Challenger Bolton" in page
    assert f"/plans/{plan.ref}/agree/" not in page
    assert f"/plans/{plan.ref}/agree/" in (
        browser(cast.gail).get(f"/ocgs/{ocg.ref}/plan/").content.decode()
    )


def test_the_database_refuses_the_drafter_too(cast: Cast) -> None:
    plan = an_agreed_plan(cast)
    with (
        as_actor(cast.len),
        pytest.raises(IntegrityError, match="drafter_does_not_agree_plan"),
    ):
        Plan.objects.filter(pk=plan.pk).update(agreed_by=plan.drafted_by)


def test_page_api_and_terminal_do_the_same(cast: Cast) -> None:
    one, two, three = a_plan(cast), a_plan(cast), a_plan(cast)
    page = browser(cast.gail)
    assert page.post(f"/plans/{one.ref}/agree/").status_code == 409
    for plan in (one, two, three):
        an_action(cast, plan)
    assert "Search the lock-ups" in page.get(f"/plans/{one.ref}/agree/").content.decode()
    assert page.post(f"/plans/{one.ref}/agree/").status_code == 302
    answer = Machine(cast.gail).post(f"/plans/{two.ref}/agree")
    assert (answer.status_code, answer.json()["stage"]) == (200, "agreed")
    assert terminal(cast.cora, "plans", "agree", three.ref).exit_code == 0


def test_olive_finds_nothing(cast: Cast) -> None:
    plan = a_plan(cast)
    assert browser(cast.olive).post(f"/plans/{plan.ref}/agree/").status_code == 404
    assert Machine(cast.olive).post(f"/plans/{plan.ref}/agree").status_code == 404
    assert terminal(cast.olive, "plans", "agree", plan.ref).exit_code == 1

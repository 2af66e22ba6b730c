"""Review a plan: review."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.plans.commands.review import review
from broadhurst.capabilities.plans.models import Review
from broadhurst.capabilities.plans.queries.versions import plans
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import a_plan, an_agreed_plan

FOUND = "Two actions are late; ask the council again."


def test_without_a_date_the_next_is_as_late_as_the_tier_allows(cast: Cast) -> None:
    looked = review(actor=cast.len, plan=an_agreed_plan(cast), findings=FOUND)
    assert looked.next_review_on == date(2021, 3, 29)


def test_a_sooner_date_stands_and_shows_on_the_plan(cast: Cast) -> None:
    ocg = cast.ocg()
    soon = date(2021, 3, 9)
    review(actor=cast.len, plan=an_agreed_plan(cast, ocg), findings=FOUND, next_review_on=soon)
    with as_actor(cast.gail):
        assert plans().get(ocg=ocg).review_due_on == soon


def test_too_late_a_date_and_a_draft_are_refused_at_once(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        review(actor=cast.len, plan=a_plan(cast), findings=FOUND, next_review_on=date(2021, 9, 1))
    assert len(refused.value.objections) == 2


def test_a_review_is_never_changed(cast: Cast) -> None:
    looked = review(actor=cast.len, plan=an_agreed_plan(cast), findings=FOUND)
    with as_actor(cast.gail), pytest.raises(DatabaseError, match="permission denied"):  # noqa: SIM117
        with transaction.atomic():
            Review.objects.filter(pk=looked.pk).update(findings="x")


def test_page_api_and_terminal_do_the_same(cast: Cast) -> None:
    plan = an_agreed_plan(cast)
    page, address = browser(cast.gail), f"/plans/{plan.ref}/review/"
    assert "Findings" in page.get(address).content.decode()
    late = page.post(address, {"findings": FOUND, "next_review_on": "2021-12-01"})
    assert late.status_code == 409
    assert "no later than 29 March 2021" in late.content.decode()
    assert page.post(address, {"findings": FOUND}).status_code == 302
    answer = Machine(cast.len).post(f"/plans/{plan.ref}/review", findings=FOUND)
    assert (answer.status_code, answer.json()["next_review_on"]) == (201, "2021-03-29")
    assert terminal(cast.cora, "plans", "review", plan.ref, "--findings", FOUND).exit_code == 0
    assert len(Machine(cast.len).get(f"/plans/{plan.ref}").json()["reviews"]) == 3


def test_olive_finds_nothing(cast: Cast) -> None:
    plan = an_agreed_plan(cast)
    assert browser(cast.olive).get(f"/plans/{plan.ref}/review/").status_code == 404
    assert Machine(cast.olive).post(f"/plans/{plan.ref}/review").status_code == 404
    assert terminal(cast.olive, "plans", "review", plan.ref).exit_code == 1

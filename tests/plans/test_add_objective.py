"""Add an objective: add_objective."""

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.plans.commands.add_objective import add_objective
from broadhurst.capabilities.plans.models import Objective
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import a_plan, an_agreed_plan, an_objective


def test_it_stands_under_one_p(cast: Cast) -> None:
    assert an_objective(cast, a_plan(cast), "prevent").p == "prevent"


def test_an_agreed_version_takes_no_objective(cast: Cast) -> None:
    with pytest.raises(Refused, match="Draft a new version"):
        add_objective(actor=cast.len, plan=an_agreed_plan(cast), p="protect", text="Late")


def test_it_is_never_changed(cast: Cast) -> None:
    objective = an_objective(cast, a_plan(cast))
    with as_actor(cast.gail), pytest.raises(DatabaseError, match="permission denied"):  # noqa: SIM117
        with transaction.atomic():
            Objective.objects.filter(pk=objective.pk).update(text="x")


def test_page_api_and_terminal_do_the_same(cast: Cast) -> None:
    plan = a_plan(cast)
    page, address = browser(cast.gail), f"/plans/{plan.ref}/add-objective/"
    assert "Prevent" in page.get(address).content.decode()
    assert page.post(address, {"p": "praise", "text": "Cut it"}).status_code == 422
    assert page.post(address, {"p": "pursue", "text": "Cut it"}).status_code == 302
    answer = Machine(cast.len).post(
        f"/plans/{plan.ref}/add-objective", p="prepare", text="Be ready"
    )
    assert (answer.status_code, answer.json()["p"]) == (201, "prepare")
    words = ["--p", "protect", "--text", "Keep them safe"]
    assert terminal(cast.cora, "plans", "add-objective", plan.ref, *words).exit_code == 0
    with as_actor(cast.gail):
        assert set(Objective.objects.values_list("p", flat=True)) == {
            "pursue",
            "prepare",
            "protect",
        }


def test_olive_finds_nothing(cast: Cast) -> None:
    plan = a_plan(cast)
    assert browser(cast.olive).get(f"/plans/{plan.ref}/add-objective/").status_code == 404
    assert Machine(cast.olive).post(f"/plans/{plan.ref}/add-objective").status_code == 404
    assert terminal(cast.olive, "plans", "add-objective", plan.ref).exit_code == 1

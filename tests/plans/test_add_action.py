"""Add an action: add_action."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.plans.commands.add_action import add_action
from broadhurst.capabilities.plans.models import Action, Background
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event, Notification
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import BRIEF, UNDER, a_plan, an_action, an_objective, for_council


def test_one_unit_answers_for_it_and_is_told(cast: Cast) -> None:
    action = for_council(cast, a_plan(cast))
    assert (action.accountable_unit, action.asking_unit) == (cast.connie.unit, cast.gail.unit)
    with as_actor(cast.connie):
        assert Notification.objects.get().event.verb == "action.added"
        assert not notices_of(cast.connie).exists()  # it is a task


def test_sharing_with_another_agency_is_logged_as_a_disclosure(cast: Cast) -> None:
    shared = for_council(cast, a_plan(cast))
    own = an_action(cast, a_plan(cast))
    with as_actor(cast.gail):
        kinds = dict(Event.objects.filter(verb="action.added").values_list("subject", "kind"))
    assert kinds == {shared.ref: "disclosure", own.ref: "alteration"}


def test_its_dossier_hangs_below_the_ocgs_and_lets_in_that_unit_alone(cast: Cast) -> None:
    ocg = cast.ocg()
    action = for_council(cast, a_plan(cast, ocg))
    with as_actor(cast.gail):
        grant = Grant.objects.get(dossier=action.dossier)
        assert action.dossier.parent == ocg.dossier
        assert (grant.unit, grant.why, grant.because) == (cast.connie.unit, "partner", action.ref)


def test_the_owners_own_unit_needs_no_grant_of_its_own(cast: Cast) -> None:
    action = an_action(cast, a_plan(cast))
    with as_actor(cast.gail):
        assert not Grant.objects.filter(dossier=action.dossier).exists()


def test_another_team_of_the_body_reads_the_description_and_not_the_ocg(cast: Cast) -> None:
    plan = a_plan(cast)
    action = an_action(cast, plan, accountable_unit=cast.sid.unit)
    page = browser(cast.sid)
    assert "Behind the wall" in page.get(f"/actions/{action.ref}/").content.decode()
    assert page.get(f"/plans/{plan.ref}/").status_code == 404


def test_another_agency_does_not_read_the_description(cast: Cast) -> None:
    action = for_council(cast, a_plan(cast))
    with as_actor(cast.connie):
        assert not Background.objects.filter(action=action.pk).exists()
    with as_actor(cast.gail):
        assert Background.objects.filter(action=action.pk).exists()


def test_every_objection_comes_at_once(cast: Cast) -> None:
    plan = a_plan(cast)
    with pytest.raises(Refused) as refused:
        for_council(
            cast, plan, brief="", shared_under="", title="About Copper Heron",
            description="TOP SECRET", due_on=date(2021, 2, 1),
        )  # fmt: skip
    assert len(refused.value.objections) == 5


def test_only_those_who_write_the_plan_add_to_it(cast: Cast) -> None:
    plan = a_plan(cast)
    with pytest.raises(Refused, match="Only the owning unit"):
        add_action(
            actor=cast.mo, plan=plan, objective=an_objective(cast, plan), title="x",
            description="x", accountable_unit=cast.mo.unit, due_on=date(2021, 4, 1),
        )  # fmt: skip


def test_the_database_holds_that_its_p_is_its_objectives(cast: Cast) -> None:
    action = an_action(cast, a_plan(cast))
    with as_actor(cast.gail), pytest.raises(IntegrityError, match="action_under_one_p"):  # noqa: SIM117
        with transaction.atomic():
            Action.objects.filter(pk=action.pk).update(p="prepare")


def test_page_api_and_terminal_do_the_same(cast: Cast) -> None:
    plan = a_plan(cast)
    objective = an_objective(cast, plan, "protect")
    answers = {
        "objective": objective.ref, "title": "Inspect", "description": "Look.", "brief": BRIEF,
        "accountable_unit": cast.connie.unit.key, "due_on": "2021-04-01", "shared_under": UNDER,
    }  # fmt: skip
    page, address = browser(cast.gail), f"/plans/{plan.ref}/add-action/"
    assert "Bolton community safety" in page.get(address).content.decode()
    refused = page.post(address, answers | {"brief": ""})
    assert refused.status_code == 409
    assert "Enter a brief" in refused.content.decode()
    wrong = page.post(address, answers | {"due_on": "31 2 2021"})
    assert wrong.status_code == 422
    assert BRIEF in wrong.content.decode()
    assert page.post(address, answers).status_code == 302
    answer = Machine(cast.gail).post(f"/plans/{plan.ref}/add-action", **answers)
    assert (answer.status_code, answer.json()["accountable_unit"]) == (201, "c-bolton")
    words = [f"--{key.replace('_', '-')}={value}" for key, value in answers.items()]
    done = terminal(cast.gail, "plans", "add-action", plan.ref, *words)
    assert done.exit_code == 0, done.output
    with as_actor(cast.gail):
        assert Action.objects.filter(p="protect", due_on=date(2021, 4, 1)).count() == 3


def test_one_action_after_the_other_under_the_same_objective(cast: Cast) -> None:
    plan = a_plan(cast)
    objective = an_objective(cast, plan, "protect")
    answers = {
        "objective": objective.ref, "title": "Inspect", "description": "Look.",
        "accountable_unit": cast.gail.unit.key, "due_on": "2021-04-01",
    }  # fmt: skip
    page, address = browser(cast.gail), f"/plans/{plan.ref}/add-action/"
    assert "Save and add another" in page.get(address).content.decode()
    done = page.post(address, answers | {"and_then": "another"})
    assert done.headers["Location"] == f"{address}?another=1&objective={objective.ref}"
    again = page.get(done.headers["Location"]).content.decode()
    assert f'value="{objective.ref}" selected' in again


def test_a_board_is_never_asked_to_act(cast: Cast) -> None:
    plan = a_plan(cast)
    page = browser(cast.gail).get(f"/plans/{plan.ref}/add-action/").content.decode()
    assert "Level 2 tasking" not in page


def test_olive_finds_nothing(cast: Cast) -> None:
    plan = a_plan(cast)
    assert browser(cast.olive).get(f"/plans/{plan.ref}/add-action/").status_code == 404
    assert Machine(cast.olive).post(f"/plans/{plan.ref}/add-action").status_code == 404
    assert terminal(cast.olive, "plans", "add-action", plan.ref).exit_code == 1

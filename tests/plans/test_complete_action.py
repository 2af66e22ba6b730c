"""Complete an action: complete_action."""

import pytest

from broadhurst.capabilities.plans.commands.accept_action import accept_action
from broadhurst.capabilities.plans.commands.complete_action import complete_action
from broadhurst.capabilities.plans.models import Action
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import BRIEF, a_plan, an_action, for_council

CAME = "All three were visited; one licence is under review."


def accepted(cast: Cast) -> Action:
    return accept_action(actor=cast.connie, action=for_council(cast, a_plan(cast)))


def test_the_outcome_is_kept_the_unit_that_asked_is_told_and_the_unit_may_only_read_it(
    cast: Cast,
) -> None:
    action = complete_action(actor=cast.connie, action=accepted(cast), outcome=CAME)
    with as_actor(cast.gail):
        kept = Action.objects.get(pk=action.pk)
        assert (kept.stage, kept.outcome) == ("complete", CAME)
        assert Grant.objects.get(dossier=action.dossier, why="partner").until_at == kept.closed_at
        assert notices_of(cast.gail).filter(event__verb="action.completed").exists()
    with as_actor(cast.connie):
        assert Grant.objects.get(until_at=None).level == "see"
        assert Action.objects.get() == action


def test_a_unit_that_owns_the_plan_sees_what_it_did(cast: Cast) -> None:
    action = accept_action(actor=cast.gail, action=an_action(cast, a_plan(cast)))
    page = browser(cast.len)
    answer = page.post(f"/actions/{action.ref}/complete-action/", {"outcome": CAME})
    assert answer.headers["Location"] == f"/actions/{action.ref}/"
    assert CAME in page.get(f"/actions/{action.ref}/").content.decode()


def test_it_is_accepted_first_and_by_the_unit_that_answers_for_it(cast: Cast) -> None:
    action = for_council(cast, a_plan(cast))
    with pytest.raises(Refused) as refused:
        complete_action(actor=cast.gail, action=action, outcome=CAME)
    assert len(refused.value.objections) == 2


def test_the_page_leads_to_the_record_of_what_was_done(cast: Cast) -> None:
    action = accepted(cast)
    page, address = browser(cast.connie), f"/actions/{action.ref}/complete-action/"
    assert "you cannot change it" in page.get(address).content.decode()
    assert page.post(address, {"outcome": ""}).status_code == 422
    answer = page.post(address, {"outcome": CAME}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/actions/{action.ref}/"
    assert f"{action.ref} is done" in answer.content.decode()
    record = page.get(f"/actions/{action.ref}/").content.decode()
    assert CAME in record
    assert BRIEF in record
    assert "complete-action" not in record
    assert page.post(address, {"outcome": CAME}).status_code == 409


def test_the_form_is_shown_only_to_those_who_can_send_it_now(cast: Cast) -> None:
    action = accepted(cast)
    address = f"/actions/{action.ref}/complete-action/"
    owner = browser(cast.len).get(address)
    assert owner.status_code == 403
    assert "Only the accountable unit can do this." in owner.content.decode()
    assert f'<span class="govuk-caption-l">{action.title}' in owner.content.decode()
    assert f'href="/actions/{action.ref}/">Go back' in owner.content.decode()
    assert browser(cast.connie).get(address).status_code == 200
    complete_action(actor=cast.connie, action=action, outcome=CAME)
    late = browser(cast.connie).get(address)
    assert late.status_code == 403
    assert "This action is complete, so you cannot do this now." in late.content.decode()


def test_the_api_and_the_terminal_do_the_same(cast: Cast) -> None:
    one, two = accepted(cast), accepted(cast)
    machine = Machine(cast.connie)
    answer = machine.post(f"/actions/{one.ref}/complete-action", outcome=CAME)
    assert (answer.status_code, answer.json()["stage"]) == (200, "complete")
    assert machine.get(f"/actions/{one.ref}").json()["outcome"] == CAME
    done = terminal(cast.connie, "plans", "complete-action", two.ref, "--outcome", CAME)
    assert done.exit_code == 0, done.output
    assert machine.get("/actions").json()["items"] == []


def test_olive_finds_nothing(cast: Cast) -> None:
    action = accepted(cast)
    assert browser(cast.olive).get(f"/actions/{action.ref}/complete-action/").status_code == 404
    assert Machine(cast.olive).post(f"/actions/{action.ref}/complete-action").status_code == 404
    assert terminal(cast.olive, "plans", "complete-action", action.ref).exit_code == 1

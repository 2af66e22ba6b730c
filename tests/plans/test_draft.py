"""Draft a 4P plan: draft."""

import pytest

from broadhurst.capabilities.plans.commands.agree import agree
from broadhurst.capabilities.plans.commands.draft import draft
from broadhurst.capabilities.plans.models import Plan
from broadhurst.capabilities.plans.queries.versions import actions_of, live_plan, objectives_of
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.queries import notices_of
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import a_plan, an_action, an_agreed_plan


def test_the_first_version_belongs_to_the_owner_and_the_leads_are_told(cast: Cast) -> None:
    plan = a_plan(cast)
    assert (plan.version, plan.stage, plan.owner_unit) == (1, "draft", cast.gail.unit)
    with as_actor(cast.gail):
        assert notices_of(cast.gail).filter(event__verb="plan.drafted").exists()


def test_the_next_version_replaces_the_agreed_one_and_nothing_of_it_is_lost(cast: Cast) -> None:
    ocg = cast.ocg()
    first = an_agreed_plan(cast, ocg)
    second = draft(actor=cast.gail, ocg=ocg, aim="Finish it.")
    with as_actor(cast.gail):
        first = Plan.objects.get(pk=first.pk)
        assert (first.stage, second.version) == ("superseded", 2)
        assert first.superseded_at == second.drafted_at
        assert live_plan(ocg) == second
        assert list(objectives_of(second)) == list(objectives_of(first))
        assert list(actions_of(second)) == list(actions_of(first)) != []


def test_an_earlier_version_is_kept_without_what_came_later(cast: Cast) -> None:
    ocg = cast.ocg()
    first = an_agreed_plan(cast, ocg)
    second = draft(actor=cast.gail, ocg=ocg, aim="Finish it.")
    late = an_action(cast, second)
    agree(actor=cast.len, plan=second)
    with as_actor(cast.gail):
        first = Plan.objects.get(pk=first.pk)
        assert late not in actions_of(first)
        assert late in actions_of(second)
    page = browser(cast.gail).get(f"/plans/{first.ref}/").content.decode()
    assert "Replaced" in page


@pytest.mark.parametrize("who", ["olive", "connie", "rita", "mo"])
def test_those_who_neither_own_nor_lead_nor_coordinate_are_refused_or_see_nothing(
    cast: Cast, who: str
) -> None:
    ocg = cast.ocg()
    actor = getattr(cast, who)
    if who == "mo":
        with pytest.raises(Refused, match="Only the owning unit"):
            draft(actor=actor, ocg=ocg, aim="Stop it.")
    else:
        assert browser(actor).get(f"/ocgs/{ocg.ref}/draft/").status_code == 404


def test_the_coordinator_may(cast: Cast) -> None:
    assert draft(actor=cast.cora, ocg=cast.ocg(), aim="Stop it.").version == 1


def test_a_second_draft_is_refused_and_the_page_says_why(cast: Cast) -> None:
    ocg = cast.ocg()
    a_plan(cast, ocg)
    answer = browser(cast.gail).post(f"/ocgs/{ocg.ref}/draft/", {"aim": "Another aim."})
    assert answer.status_code == 409
    assert "Agree it before you draft" in answer.content.decode()
    assert "Another aim." in answer.content.decode()


def test_page_api_and_terminal_do_the_same(cast: Cast) -> None:
    one, two, three = cast.ocg(), cast.ocg(), cast.ocg()
    page = browser(cast.gail)
    assert "Aim" in page.get(f"/ocgs/{one.ref}/draft/").content.decode()
    assert page.post(f"/ocgs/{one.ref}/draft/", {"aim": ""}).status_code == 422
    assert page.post(f"/ocgs/{one.ref}/draft/", {"aim": "Stop it."}).status_code == 302
    assert Machine(cast.gail).post(f"/ocgs/{two.ref}/draft", aim="Stop it.").status_code == 201
    done = terminal(cast.gail, "plans", "draft", three.ref, "--aim", "Stop it.")
    assert done.exit_code == 0, done.output
    with as_actor(cast.gail):
        aims = Plan.objects.filter(ocg__in=(one, two, three)).values_list("aim", flat=True)
        assert list(aims) == ["Stop it."] * 3
    listed = Machine(cast.gail).get(f"/ocgs/{one.ref}/plans").json()["items"]
    assert [item["version"] for item in listed] == [1]


def test_nobody_is_asked_to_sign_in(cast: Cast) -> None:
    ocg = cast.ocg()
    asked = browser(None).get(f"/ocgs/{ocg.ref}/draft/")
    assert asked.headers["Location"].startswith("/sign-in/")
    assert Machine(None).post(f"/ocgs/{ocg.ref}/draft").status_code == 401

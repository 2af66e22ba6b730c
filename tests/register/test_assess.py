"""Assessing an OCG."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from broadhurst.capabilities.plans.commands.agree import agree
from broadhurst.capabilities.register.commands.assess import assess
from broadhurst.capabilities.register.commands.moderate import moderate
from broadhurst.capabilities.register.models import Assessment
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.plans.written import a_plan, an_action
from tests.tasking.stage import set_the_stage

SCORES = {
    "physical_harm": 3, "victim_vulnerability": 4, "community": 2, "reach": 1, "capability": 2,
    "intent": None,
}  # fmt: skip
ANSWERS = {key: "unknown" if n is None else str(n) for key, n in SCORES.items()}


def test_unknown_is_left_out_of_the_sum_and_counted_apart(cast: Cast) -> None:
    one = assess(actor=cast.gail, ocg=cast.ocg(), scores=SCORES, rationale="Seen weekly.")
    known = 5 * 3 + 5 * 4 + 3 * 2 + 2 * 1 + 4 * 2
    assert (one.score, one.unknowns) == (round(100 * known / (4 * (5 + 5 + 3 + 2 + 4))), 1)


def test_a_refusal_names_every_objection(cast: Cast) -> None:
    ocg = cast.ocg()
    with pytest.raises(Refused) as refused:
        assess(actor=cast.gail, ocg=ocg, scores={"reach": 9}, rationale="SECRET")
    assert len(refused.value.objections) == 7


def test_an_assessment_is_never_changed_by_the_application(cast: Cast) -> None:
    one = assess(actor=cast.gail, ocg=cast.ocg(), scores=SCORES, rationale="Seen weekly.")
    with as_actor(cast.gail), pytest.raises(DatabaseError, match="permission denied"):  # noqa: SIM117
        with transaction.atomic():
            Assessment.objects.filter(pk=one.pk).update(score=1)


def test_the_page_asks_and_keeps_what_was_typed(cast: Cast) -> None:
    ocg = cast.ocg()
    page = browser(cast.gail)
    address = f"/ocgs/{ocg.ref}/assess/"
    assert "Physical harm" in page.get(address).content.decode()
    wrong = page.post(address, ANSWERS | {"reach": "77", "rationale": "Seen weekly."})
    assert wrong.status_code == 422
    assert "Seen weekly." in wrong.content.decode()
    assert page.post(address, ANSWERS | {"rationale": "Seen weekly."}).status_code == 302
    with as_actor(cast.gail):
        assert Assessment.objects.get().unknowns == 1


def test_the_api_and_the_terminal_do_the_same(cast: Cast) -> None:
    ocg = cast.ocg()
    answer = Machine(cast.gail).post(f"/ocgs/{ocg.ref}/assess", **ANSWERS, rationale="Seen weekly.")
    assert answer.status_code == 201
    assert answer.json()["unknowns"] == 1
    more = [f"--answer={key}={n}" for key, n in ANSWERS.items()]
    other = cast.ocg()
    done = terminal(
        cast.gail, "register", "assess", other.ref, *more, "--rationale", "Seen weekly."
    )
    assert done.exit_code == 0, done.output
    with as_actor(cast.gail):
        assert Assessment.objects.count() == 2


def test_the_api_names_what_does_not_fit(cast: Cast) -> None:
    ocg = cast.ocg()
    answer = Machine(cast.gail).post(f"/ocgs/{ocg.ref}/assess", rationale="x", colour="red")
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert {error["field"] for error in answer.json()["errors"]} == {"colour"}


def test_olive_may_not_see_it_so_it_is_not_found_and_that_is_kept(cast: Cast) -> None:
    ocg = cast.ocg()
    assert browser(cast.olive).get(f"/ocgs/{ocg.ref}/assess/").status_code == 404
    assert Machine(cast.olive).post(f"/ocgs/{ocg.ref}/assess").status_code == 404
    assert terminal(cast.olive, "register", "assess", ocg.ref).exit_code == 1
    with as_actor(cast.olive):
        assert Event.objects.filter(verb="access.not_found").count() == 3


def test_nobody_is_asked_to_sign_in(cast: Cast) -> None:
    ocg = cast.ocg()
    asked = browser(None).get(f"/ocgs/{ocg.ref}/assess/")
    assert asked.headers["Location"].startswith("/sign-in/")
    assert Machine(None).post(f"/ocgs/{ocg.ref}/assess").status_code == 401


def test_while_it_is_with_a_moderator_nothing_says_assess(cast: Cast) -> None:
    """The button, the task and the empty state used to ask for a second assessment."""
    ocg = cast.ocg()
    href, page = f"/ocgs/{ocg.ref}/assess/", browser(cast.gail)
    assert href in page.get(f"/ocgs/{ocg.ref}/").content.decode()
    assert href in page.get("/").content.decode()
    assess(actor=cast.gail, ocg=ocg, scores=SCORES, rationale="Seen weekly.")
    for path in (f"/ocgs/{ocg.ref}/", f"/ocgs/{ocg.ref}/tasking/", "/"):
        assert href not in page.get(path).content.decode(), path
    assert "With a moderator" in page.get("/ocgs/").content.decode()
    with pytest.raises(Refused, match="sent an assessment of this OCG to a moderator"):
        assess(actor=cast.len, ocg=ocg, scores=SCORES, rationale="Seen weekly.")


def test_confidence_is_kept_for_each_score_that_is_known(cast: Cast) -> None:
    ocg = cast.ocg()
    answers = {key: "unknown" if n is None else str(n) for key, n in SCORES.items()}
    answers |= {"physical_harm_confidence": "low", "intent_confidence": "high"}
    made = Machine(cast.gail).post(f"/ocgs/{ocg.ref}/assess", **answers, rationale="Two calls.")
    assert made.json()["confidence"] == {"physical_harm": "low"}
    moderator = browser(cast.mo).get(f"/assessments/{made.json()['ref']}/moderate/")
    assert "(low confidence)" in moderator.content.decode()


def test_an_assessment_past_its_review_carries_no_plan_and_no_bid(cast: Cast) -> None:
    ocg = cast.ocg()
    one = assess(actor=cast.gail, ocg=ocg, scores=SCORES, rationale="Seen weekly.")
    moderate(actor=cast.mo, assessment=one, outcome="accepted")
    stage = set_the_stage(cast)
    plan = a_plan(cast, ocg)
    an_action(cast, plan)
    with clock.set_to(NOW + timedelta(days=100)):
        with pytest.raises(Refused, match="was due for review on"):
            agree(actor=cast.gail, plan=plan)
        with pytest.raises(Refused, match="is past its review"):
            stage.bid(ocg)

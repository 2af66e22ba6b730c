"""Moderating an assessment."""

import pytest

from broadhurst.capabilities.register.commands.assess import assess
from broadhurst.capabilities.register.commands.moderate import moderate
from broadhurst.capabilities.register.models import Assessment, Ocg
from broadhurst.capabilities.register.queries.assessing import current_assessment
from broadhurst.capabilities.register.queries.waiting import waiting_for
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal, why_not_shown
from tests.people import Cast
from tests.register.test_assess import SCORES


def scored(cast: Cast, ocg: Ocg) -> Assessment:
    return assess(actor=cast.gail, ocg=ocg, scores=SCORES, rationale="Seen weekly.")


def test_the_band_and_tier_are_used_only_once_it_is_accepted(cast: Cast) -> None:
    ocg = cast.ocg()
    one = scored(cast, ocg)
    with as_actor(cast.gail):
        assert current_assessment(ocg) is None
    made = moderate(actor=cast.mo, assessment=one, outcome="accepted")
    assert (made.band, made.tier) == ("2", 2)
    assert made.review_due_on
    with as_actor(cast.gail):
        assert current_assessment(ocg) == one


def test_a_returned_assessment_sets_nothing_and_says_why(cast: Cast) -> None:
    ocg = cast.ocg()
    one = scored(cast, ocg)
    with pytest.raises(Refused, match="Enter why"):
        moderate(actor=cast.mo, assessment=one, outcome="returned")
    made = moderate(
        actor=cast.mo, assessment=one, outcome="returned", reason="Say what it rests on"
    )
    assert (made.band, made.tier, made.review_due_on) == ("", None, None)
    with pytest.raises(Refused, match="moderated already"):
        moderate(actor=cast.mo, assessment=one, outcome="accepted")


def test_it_waits_for_moderators_and_not_for_its_scorer(cast: Cast) -> None:
    one = scored(cast, cast.ocg())
    with as_actor(cast.mo):
        assert [w.href for w in waiting_for(cast.mo)] == [f"/assessments/{one.ref}/moderate/"]
    with as_actor(cast.gail):
        assert all("moderate" not in w.href for w in waiting_for(cast.gail))


def test_three_doors_and_those_who_must_not(cast: Cast) -> None:
    refs = [scored(cast, cast.ocg()).ref for _ in range(3)]
    page = browser(cast.mo).get(f"/assessments/{refs[0]}/moderate/").content.decode()
    assert "Not known" in page
    answer = {"outcome": "accepted"}
    assert browser(cast.mo).post(f"/assessments/{refs[0]}/moderate/", answer).status_code == 302
    assert Machine(cast.mo).post(f"/assessments/{refs[1]}/moderate", **answer).json()["tier"] == 2
    words = ["--outcome", "accepted"]
    assert terminal(cast.mo, "register", "moderate", refs[2], *words).exit_code == 0
    assert Machine(cast.gail).post(f"/assessments/{refs[2]}/moderate", **answer).status_code == 409
    assert browser(cast.olive).get(f"/assessments/{refs[0]}/moderate/").status_code == 404
    assert Machine(None).post(f"/assessments/{refs[0]}/moderate").status_code == 401


def test_the_form_is_shown_only_to_those_who_can_send_it_now(cast: Cast) -> None:
    ocg = cast.ocg()
    assert "Only the owning unit" in why_not_shown(cast.mo, f"/ocgs/{ocg.ref}/assess/")
    one = scored(cast, ocg)
    assert "has sent an assessment" in why_not_shown(cast.gail, f"/ocgs/{ocg.ref}/assess/")
    address = f"/assessments/{one.ref}/moderate/"
    assert "Only an assessment moderator can do this." in why_not_shown(cast.gail, address)
    assert browser(cast.mo).get(address).status_code == 200
    moderate(actor=cast.mo, assessment=one, outcome="accepted")
    assert "moderated already" in why_not_shown(cast.mo, address)

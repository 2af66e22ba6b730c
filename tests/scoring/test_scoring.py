"""Scoring schemes and review policies are drafted, approved by another, and explained later."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from broadhurst.capabilities.register.commands.assess import assess
from broadhurst.capabilities.register.commands.moderate import moderate
from broadhurst.capabilities.register.models import Cadence, Moderation, Ocg, Scheme
from broadhurst.capabilities.register.queries.assessing import cadence_in_force, scheme_in_force
from broadhurst.capabilities.scoring.commands.approve_cadence import approve_cadence
from broadhurst.capabilities.scoring.commands.approve_scheme import approve_scheme
from broadhurst.capabilities.scoring.commands.draft_cadence import draft_cadence
from broadhurst.capabilities.scoring.commands.draft_scheme import draft_scheme
from broadhurst.capabilities.scoring.commands.edit_scheme import edit_scheme
from broadhurst.capabilities.scoring.commands.withdraw_cadence import withdraw_cadence
from broadhurst.capabilities.scoring.commands.withdraw_scheme import withdraw_scheme
from broadhurst.capabilities.scoring.queries.effect import effect_of
from broadhurst.capabilities.scoring.queries.tier_on import tier_on
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal, why_not_shown
from tests.lifecycle.test_life import run_at_once, scored
from tests.people import Cast
from tests.register.test_assess import SCORES

TODAY = NOW.date()
FIRST_DAY = TODAY + timedelta(days=30)
DRAFT: dict[str, Any] = {
    "version": "region-2",
    "name": "Regional scheme, version 2",
    "source": "Made up for a test",
    "from_on": FIRST_DAY,
    "because": "Intent counts for too little.",
}
DAYS = {
    "assess_tier_1": 60, "assess_tier_2": 61, "assess_tier_3": 62, "plan_tier_1": 20,
    "plan_tier_2": 21, "plan_tier_3": 22, "decide_within": 3, "assess_within": 6,
}  # fmt: skip
CRITERION = {
    "key": "reach",
    "label": "Reach",
    "hint": "",
    "weight": 2,
    "scale": {"0": "A", "1": "B"},
}
ONE_BAND = [{"band": "1", "tier": 1, "from": 0}]


def drafted(cast: Cast) -> Scheme:
    return draft_scheme(actor=cast.mo, **DRAFT)


def stricter(cast: Cast) -> Scheme:
    """Draft a scheme in which everything is of tier 1."""
    scheme = drafted(cast)
    return edit_scheme(
        actor=cast.mo, scheme=scheme, from_on=FIRST_DAY, criteria=scheme.criteria, bands=ONE_BAND
    )


def objections(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return " ".join(refused.value.objections)


def test_another_officer_approves_and_it_is_in_force_from_its_first_day(cast: Cast) -> None:
    scheme = stricter(cast)
    assert "You drafted this" in objections(lambda: approve_scheme(actor=cast.mo, scheme=scheme))
    assert "Only an assessment moderator" in objections(
        lambda: approve_scheme(actor=cast.gail, scheme=scheme)
    )
    approve_scheme(actor=cast.cora, scheme=scheme)
    assert scheme_in_force(TODAY).version == "example-1"
    assert scheme_in_force(FIRST_DAY).version == "region-2"
    assert "Only a draft" in objections(
        lambda: edit_scheme(
            actor=cast.mo, scheme=scheme, from_on=FIRST_DAY, criteria=[CRITERION], bands=ONE_BAND
        )
    )
    with clock.set_to(NOW + timedelta(days=31)):
        assert "has been in force" in objections(
            lambda: withdraw_scheme(actor=cast.mo, scheme=scheme, because="Wrong.")
        )


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"criteria": []}, "at least one criterion"),
        ({"criteria": [CRITERION | {"weight": 11}]}, "a weight from 1 to 10"),
        ({"criteria": [CRITERION | {"scale": {"1": "B"}}]}, "from 0 up"),
        ({"criteria": [CRITERION, CRITERION | {"key": "b"}]}, "its own name"),
        ({"bands": []}, "at least one band"),
        ({"bands": [{"band": "1", "tier": 1, "from": 5}]}, "Enter one band that starts at 0"),
        ({"bands": [*ONE_BAND, {"band": "2", "tier": 2, "from": 50}]}, "nearer to 1"),
        ({"bands": [{"band": "1", "tier": 4, "from": 0}]}, "Tiers are 1, 2 and 3"),
        ({"from_on": TODAY}, "after today"),
    ],
)
def test_a_draft_is_checked_as_a_whole(cast: Cast, changes: dict[str, Any], says: str) -> None:
    scheme = drafted(cast)
    given = {"from_on": FIRST_DAY, "criteria": [CRITERION], "bands": ONE_BAND} | changes
    assert says in objections(lambda: edit_scheme(actor=cast.mo, scheme=scheme, **given))


def test_the_effect_is_shown_only_for_what_the_reader_may_see(cast: Cast) -> None:
    ocg = cast.ocg()
    scored(cast, ocg)
    scheme = stricter(cast)
    with as_actor(cast.cora):
        effect = effect_of(scheme)
        assert (effect.ocgs, effect.changed) == (1, 1)
        assert [(one.ref, one.was, one.now) for one in effect.changes] == [(ocg.ref, 2, 1)]
    with as_actor(cast.olive):
        assert effect_of(scheme).ocgs == 0
    page = browser(cast.cora).get(f"/schemes/{scheme.ref}/approve/").content.decode()
    assert "1 of 1" in page
    assert ocg.name in page
    theirs = browser(cast.olive).get(f"/schemes/{scheme.ref}/").content.decode()
    assert ocg.name not in theirs
    assert "No assessed OCGs" in theirs


def test_a_tier_of_a_past_day_is_explained_by_the_scheme_and_scores_of_that_day(
    cast: Cast,
) -> None:
    ocg = cast.ocg()
    scored(cast, ocg)
    approve_scheme(actor=cast.cora, scheme=stricter(cast))
    cadence = draft_cadence(actor=cast.mo, from_on=FIRST_DAY, because="Too slow.", **DAYS)
    approve_cadence(actor=cast.cora, cadence=cadence)
    with clock.set_to(NOW + timedelta(days=40)):
        one = assess(actor=cast.gail, ocg=ocg, scores=SCORES, rationale="Again.")
        moderated = moderate(actor=cast.mo, assessment=one, outcome="accepted")
    assert moderated.review_due_on == TODAY + timedelta(days=100)
    with clock.set_to(NOW + timedelta(days=50)), as_actor(cast.gail):
        before = tier_on(ocg, TODAY + timedelta(days=20))
        after = tier_on(ocg, TODAY + timedelta(days=41))
        earlier = tier_on(ocg, TODAY - timedelta(days=1))
    assert (before.tier, after.tier, earlier.tier, earlier.state) == (2, 1, None, "")
    assert before.assessment is not None
    assert before.assessment.scheme.version == "example-1"
    assert before.cadence.assess_tier_2 == 91
    assert after.cadence.assess_tier_2 == 61
    with clock.set_to(NOW + timedelta(days=50)):
        page = browser(cast.gail).get(f"/ocgs/{ocg.ref}/tier/?on=2021-03-20").content.decode()
        assert "Tier on 20 March 2021" in page
        assert "Moderated by Mo Tealeaf" in page
        said = Machine(cast.gail).get(f"/ocgs/{ocg.ref}/tier?on=2021-03-20").json()
        assert (said["tier"], said["scheme"]) == (2, "example-1")
        assert said["moderated_by"] == "mo-tealeaf"
        told = terminal(cast.gail, "scoring", "tier", ocg.ref, "--on", "2021-03-20").output
        assert "Tier 2" in told
    assert browser(cast.olive).get(f"/ocgs/{ocg.ref}/tier/").status_code == 404
    assert Machine(cast.olive).get(f"/ocgs/{ocg.ref}/tier").status_code == 404
    assert terminal(cast.olive, "scoring", "tier", ocg.ref).exit_code == 1


def test_the_day_of_a_tier_is_typed_in_boxes(cast: Cast) -> None:
    path = f"/ocgs/{cast.ocg().ref}/tier/?on_day=28&on_month=2&on_year=2021"
    assert "Tier on 28 February 2021" in browser(cast.gail).get(path).content.decode()


def test_a_review_policy_sets_the_clocks_from_its_first_day(cast: Cast) -> None:
    cadence = draft_cadence(actor=cast.cora, from_on=FIRST_DAY, because="Too slow.", **DAYS)
    assert cadence_in_force(FIRST_DAY).assess_within == 10
    approve_cadence(actor=cast.mo, cadence=cadence)
    with clock.set_to(NOW + timedelta(days=30)):
        ocg = cast.ocg()
        assert ocg.due_on == clock.add_working_days(clock.today(), 6)


def test_a_review_policy_is_withdrawn_before_its_first_day(cast: Cast) -> None:
    cadence = draft_cadence(actor=cast.cora, from_on=FIRST_DAY, because="Too slow.", **DAYS)
    approve_cadence(actor=cast.mo, cadence=cadence)
    page = browser(cast.gail).post(f"/cadences/{cadence.ref}/withdraw/", {"because": "No."})
    assert "Only an assessment moderator" in page.content.decode()
    withdraw_cadence(actor=cast.mo, cadence=cadence, because="Not agreed after all.")
    assert cadence_in_force(FIRST_DAY).ref == "CAD-EXAMPLE"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE register_scheme SET bands = '[]' WHERE ref = 'SCH-EXAMPLE'",
        "UPDATE register_cadence SET plan_tier_1 = 300 WHERE ref = 'CAD-EXAMPLE'",
        "UPDATE register_scheme SET stage = 'withdrawn', withdrawn_because = 'x'"
        " WHERE ref = 'SCH-EXAMPLE'",
    ],
)
def test_the_database_keeps_what_was_in_force(cast: Cast, change: str) -> None:
    with as_actor(cast.mo), pytest.raises(IntegrityError, match="not changed"):
        run_at_once(change, [])


def test_one_of_two_who_approve_at_once_is_refused(committed: Cast) -> None:
    scheme = drafted(committed)
    acts = [lambda: approve_scheme(actor=committed.cora, scheme=scheme)] * 2
    outcomes = at_once(*acts, at=NOW + timedelta(hours=1))
    assert len(refusals(outcomes)) == 1


def test_it_is_drafted_changed_and_withdrawn_at_each_door(cast: Cast) -> None:
    page, machine = browser(cast.mo), Machine(cast.mo)
    answers = {key: str(value) for key, value in DRAFT.items()}
    made = page.post("/scoring/draft-scheme/", answers)
    assert made.status_code == 302, made.content.decode()
    ref = made.headers["Location"].split("/")[2]
    shown = page.get(f"/schemes/{ref}/edit/").content.decode()
    assert "Physical harm" in shown
    changed = machine.post(
        f"/schemes/{ref}/edit", c6_label="", c7_label="Firearms", c7_weight="5",
        c7_scale="0 None\n1 Seen\n2 Used", bands="A, tier 1, from 50\nB, tier 3, from 0",
    ).json()  # fmt: skip
    assert [one["key"] for one in changed["criteria"]][-2:] == ["capability", "firearms"]
    assert changed["bands"][1] == {"band": "B", "tier": 3, "from": 0}
    refused = machine.post(f"/schemes/{ref}/edit", bands="A, first")
    assert refused.status_code == 422
    assert "1 of" not in page.get("/scoring/").content.decode()
    assert ref in terminal(cast.mo, "scoring", "list").output
    done = terminal(cast.cora, "scoring", "withdraw-scheme", ref, "--because", "Not needed.")
    assert "withdrawn" in done.output
    assert Machine(cast.gail).post("/schemes", **answers).status_code == 409
    assert "Draft a version" not in browser(cast.gail).get("/scoring/").content.decode()


def test_a_review_past_its_day_is_said(cast: Cast) -> None:
    ocg = cast.ocg()
    scored(cast, ocg)
    with as_actor(cast.gail):
        due = Moderation.objects.get(assessment__ocg=ocg).review_due_on
    assert due == date(2021, 5, 31)
    with clock.set_to(NOW + timedelta(days=120)), as_actor(cast.gail):
        assert tier_on(Ocg.objects.get(pk=ocg.pk), clock.today()).is_past_review
        assert Cadence.objects.count() == 1


def test_the_form_is_shown_only_to_those_who_can_send_it_now(cast: Cast) -> None:
    scheme = drafted(cast)
    address = f"/schemes/{scheme.ref}/approve/"
    assert "You drafted this version" in why_not_shown(cast.mo, address)
    assert browser(cast.cora).get(address).status_code == 200
    approve_scheme(actor=cast.cora, scheme=scheme)
    assert "This version is not a draft." in why_not_shown(cast.cora, address)

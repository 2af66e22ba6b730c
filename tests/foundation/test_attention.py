"""“Needs attention” on an OCG: every kind, who can do it, and who must not know."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.register.commands.assess import assess
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.safeguarding.commands.acknowledge import acknowledge
from broadhurst.capabilities.tasking.commands.deliver import deliver
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.notices.waiting import Waiting
from broadhurst.surfaces.dossier import attention as dossier
from tests.archiving.test_archive import archived, proposed
from tests.conftest import NOW
from tests.deconfliction.targets import a_hit
from tests.doors import Machine, browser, terminal
from tests.liaison.story import asked
from tests.people import Cast
from tests.plans.written import a_plan, an_action, an_agreed_plan, for_council
from tests.safeguarding.story import person, referral
from tests.tasking.stage import SCORES, set_the_stage
from tests.tasking.test_supply import in_place
from tests.transfers.making import assessed, opened

LATER = NOW + timedelta(days=60)


def attention(actor: Actor, ocg: Ocg) -> dict[str, dict[str, str]]:
    """Return the tasks that need attention, by their text."""
    items = Machine(actor).get(f"/ocgs/{ocg.ref}/attention").json()["items"]
    return {f"{item['what']} {item['about']}": item for item in items}


def test_a_late_action_is_offered_to_its_unit_and_named_to_others(cast: Cast) -> None:
    ocg = cast.ocg()
    plan = a_plan(cast, ocg)
    for_council(cast, plan, title="Inspect the yard")
    an_action(cast, plan)
    assert "Accept action: Search the lock-ups" not in attention(cast.len, ocg)
    with clock.set_to(LATER):
        tasks = attention(cast.len, ocg)
    own, council = (
        tasks["Accept action: Search the lock-ups"],
        tasks["Accept action: Inspect the yard"],
    )
    assert (own["href"] != "", own["who"]) == (True, "")
    assert (council["href"], council["who"]) == ("", "Bolton community safety")


def test_plan_and_assessment_due_are_the_leads(cast: Cast) -> None:
    ocg = cast.ocg()
    a_plan(cast, ocg)
    mine = attention(cast.gail, ocg)
    assert mine["Assess Copper Heron"]["href"] == f"/ocgs/{ocg.ref}/assess/"
    assert mine["Agree the 4P plan for Copper Heron"]["href"]
    seen = attention(cast.mo, ocg)
    assert seen["Assess Copper Heron"]["href"] == ""
    assert "Len Oakapple (LRO)" in seen["Assess Copper Heron"]["who"]
    other = cast.ocg()
    an_agreed_plan(cast, other)
    with clock.set_to(NOW + timedelta(days=400)):
        assert "Review the 4P plan for Copper Heron 2" in attention(cast.len, other)


def test_no_sio_is_a_task_of_the_owner(cast: Cast) -> None:
    ocg = cast.ocg()
    with as_actor(cast.gail):
        Lead.objects.filter(ocg=ocg, role="sio").update(until_at=NOW + timedelta(hours=1))
    assert attention(cast.len, ocg)["Name an SIO for Copper Heron"]["href"]


def test_an_assessment_waits_for_a_moderator_who_did_not_score_it(cast: Cast) -> None:
    stage = set_the_stage(cast)
    ocg = stage.ocg(is_assessed=False, is_checked=False)
    assess(actor=cast.gail, ocg=ocg, scores=SCORES, rationale="Seen weekly.")
    what = f"Moderate the assessment of {ocg.name}"
    assert attention(cast.mo, ocg)[what]["href"]
    assert attention(cast.gail, ocg)[what]["who"] == "A moderator of Northshire Police"
    assert f"Assess {ocg.name}" not in attention(cast.gail, ocg)


def test_sio_and_lro_who_do_not_meet(cast: Cast) -> None:
    ocg = cast.ocg()
    what = "Record a meeting of the SIO and LRO of Copper Heron"
    with clock.set_to(NOW + timedelta(days=28)):
        assert what not in attention(cast.gail, ocg)
    with clock.set_to(NOW + timedelta(days=29)):
        assert attention(cast.gail, ocg)[what]["href"] == f"/ocgs/{ocg.ref}/record-meeting/"
        assert "Gail Fernsby (SIO)" in attention(cast.cora, ocg)[what]["who"]


def test_a_referral_waits_for_its_team(cast: Cast) -> None:
    ocg = cast.ocg()
    sent = referral(cast, ocg, person=person(cast, ocg))
    [task] = [item for item in attention(cast.gail, ocg).values() if item["ref"] == sent.ref]
    assert (task["href"], task["who"]) == ("", "Complex Safeguarding Bolton")


def test_a_person_to_refer_is_offered_to_the_leads(cast: Cast) -> None:
    ocg = cast.ocg()
    person(cast, ocg)
    what = "Make a safeguarding referral for a child on Copper Heron"
    assert attention(cast.len, ocg)[what]["href"]
    assert "Gail Fernsby (SIO)" in attention(cast.mo, ocg)[what]["who"]


def test_a_late_decision_on_a_referral_is_its_teams(cast: Cast) -> None:
    ocg = cast.ocg()
    sent = referral(cast, ocg)
    acknowledge(actor=cast.sid, referral=sent)

    def tasks() -> list[str]:
        return [one["who"] for one in attention(cast.gail, ocg).values() if one["ref"] == sent.ref]

    assert tasks() == []
    with clock.set_to(NOW + timedelta(days=90)):
        sent_to = tasks()
    assert sent_to in ([], ["Complex Safeguarding Bolton"])


def test_tasks_on_a_bid_are_named_once_they_are_late(cast: Cast) -> None:
    stage = set_the_stage(cast)
    made = stage.bid()
    what = f"Triage the bid for {made.ocg.name}"
    assert what not in attention(cast.gail, made.ocg)
    assert attention(cast.tess, made.ocg)[what]["href"], "the chair can do it at once"
    with clock.set_to(LATER):
        late = attention(cast.gail, made.ocg)[what]
    assert (late["href"], late["who"]) == ("", made.board.unit.name)


def test_a_product_to_evaluate_is_offered_to_the_leads(cast: Cast) -> None:
    stage = set_the_stage(cast)
    made = in_place(stage)
    deliver(actor=cast.cass, bid=made, product="Report PRD-1.")
    what = f"Evaluate the product of the bid for {made.ocg.name}"
    assert attention(cast.len, made.ocg)[what]["href"] == f"/bids/{made.ref}/evaluate/"
    assert attention(cast.mo, made.ocg)[what]["href"] == ""


def test_a_transfer_says_whose_step_is_next(cast: Cast) -> None:
    ocg = assessed(cast)
    opened(cast, ocg)
    words = " ".join(attention(cast.gail, ocg))
    assert "handover pack" in words
    assert any("transfer" in what or "pack" in what for what in attention(cast.cora, ocg))


def test_open_hits_are_offered_to_those_who_answer(cast: Cast) -> None:
    ours, _ = a_hit(cast)
    machine = Machine(cast.gail)
    [item] = machine.get("/ocgs").json()["items"]
    items = machine.get(f"/ocgs/{item['ref']}/attention").json()["items"]
    [task] = [one for one in items if one["ref"] == ours.ref]
    assert (task["what"], task["who"]) == ("Acknowledge hit", "")
    waiting = machine.get("/waiting").json()["items"]
    [same] = [one for one in waiting if one["ref"] == ours.ref]
    assert (same["what"], same["about"], same["href"]) == (
        task["what"],
        task["about"],
        task["href"],
    )


def test_a_proposal_to_archive_is_shown_to_those_with_a_role(cast: Cast) -> None:
    ocg = cast.ocg()
    proposed(cast, ocg)
    what = "Approve or decline archiving of Copper Heron"
    assert attention(cast.cora, ocg)[what]["href"]
    assert attention(cast.len, ocg)[what]["href"] == ""
    assert what not in attention(cast.mo, ocg)


def test_no_task_is_missed_by_asking_first_which_rooms_may_have_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, ocg = set_the_stage(cast), cast.ocg()
    for_council(cast, a_plan(cast, ocg))
    referral(cast, ocg, person=person(cast, ocg))
    an_agreed_plan(cast, cast.ocg())
    stage.bid()
    deliver(actor=cast.cass, bid=in_place(stage), product="Report PRD-1.")
    opened(cast, assessed(cast))
    asked(cast, cast.ocg())

    def every_task(days: int) -> list[Waiting]:
        with clock.set_to(NOW + timedelta(days=days)):
            return [
                task
                for one in Ocg.objects.filter(state="active").order_by("pk")
                for task in dossier.attention_on(one, cast.gail, dossier.facts_of(one))
            ]

    days = (0, 7, 8, 14, 29, 60)
    with as_actor(cast.gail):
        asked_first = [every_task(day) for day in days]
        all_rooms = ", ".join("true" for _ in dossier.ROOMS)
        monkeypatch.setattr(dossier, "MAY_NEED_ATTENTION", f"SELECT {all_rooms}")
        assert asked_first == [every_task(day) for day in days]
    rooms = {"plans", "safeguarding", "liaison", "tasking", "transfers"}
    assert rooms <= {task.room for tasks in asked_first for task in tasks}


def test_the_page_sends_each_statement_once(cast: Cast) -> None:
    """A statement with other values than those sent ahead would be sent twice."""
    ocg = cast.ocg()
    an_agreed_plan(cast, ocg)
    page = browser(cast.gail)
    parts = (
        "",
        "leads/",
        "people/",
        "plan/",
        "tasking/",
        "liaison/",
        "deconfliction/",
        "handover/",
    )
    for address in (f"/ocgs/{ocg.ref}/{part}" for part in parts):
        page.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert page.get(address).status_code == 200
        sent = Counter(query["sql"] for query in queries.captured_queries)
        twice = [statement for statement, many in sent.items() if many > 1]
        assert not twice, address


def test_nothing_on_an_archived_ocg(cast: Cast) -> None:
    ocg = cast.ocg()
    archived(cast, ocg)
    with clock.set_to(LATER):
        assert attention(cast.gail, ocg) == {}


def test_the_same_at_three_doors(cast: Cast) -> None:
    ocg = cast.ocg()
    page = browser(cast.gail).get(f"/ocgs/{ocg.ref}/").content.decode()
    assert ("Needs attention" in page, "Assess Copper Heron</a>" in page) == (True, True)
    said = terminal(cast.gail, "attention", ocg.ref).output
    assert f"Assess Copper Heron ({ocg.ref})" in said
    seen = browser(cast.mo).get(f"/ocgs/{ocg.ref}/").content.decode()
    assert "can do this" in seen


@pytest.mark.parametrize("name", ["olive", "connie", "pol"])
def test_others_do_not_know(cast: Cast, name: str) -> None:
    ocg, actor = cast.ocg(), getattr(cast, name)
    assert Machine(actor).get(f"/ocgs/{ocg.ref}/attention").status_code == 404
    assert terminal(actor, "attention", ocg.ref).exit_code == 1
    assert browser(actor).get(f"/ocgs/{ocg.ref}/").status_code == 404

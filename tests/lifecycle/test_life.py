"""An OCG is reported, assessed, adopted or not, and dormant for a time."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction

from broadhurst.capabilities.archiving.commands.approve_archive import approve_archive
from broadhurst.capabilities.archiving.commands.propose_archive import propose_archive
from broadhurst.capabilities.cover.commands.name_deputy import name_deputy
from broadhurst.capabilities.lifecycle.commands.adopt import adopt
from broadhurst.capabilities.lifecycle.commands.decline_adoption import decline_adoption
from broadhurst.capabilities.lifecycle.commands.keep_dormant import keep_dormant
from broadhurst.capabilities.lifecycle.commands.make_dormant import make_dormant
from broadhurst.capabilities.lifecycle.commands.reopen import reopen
from broadhurst.capabilities.lifecycle.commands.report import report
from broadhurst.capabilities.lifecycle.commands.resume_work import resume_work
from broadhurst.capabilities.lifecycle.commands.start_assessment import start_assessment
from broadhurst.capabilities.plans.commands.draft import draft
from broadhurst.capabilities.register.commands.assess import assess
from broadhurst.capabilities.register.commands.moderate import moderate
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.figures import active_ocgs
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.register.queries.ocgs import add_columns, listed
from broadhurst.capabilities.register.queries.parts import is_overdue
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.home.queries import waiting_for
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal, why_not_shown
from tests.people import Cast
from tests.register.test_assess import SCORES
from tests.transfers.making import assessed

TODAY = NOW.date()
DORMANT = {"reason": "in_custody", "explanation": "Both principals are on remand."}
NOT_ADOPTED = {"reason": "not_soc", "explanation": "A dispute between two neighbours."}
DETAILS: dict[str, Any] = {
    "name": "Umber Dotterel",
    "threat_types": ["drugs"],
    "description": "A flat on the estate has visitors day and night.",
}


def reported(cast: Cast, **changes: Any) -> Ocg:
    return report(actor=cast.gail, **(DETAILS | {"districts": [cast.bolton]} | changes))


def under_assessment(cast: Cast) -> Ocg:
    return start_assessment(actor=cast.gail, ocg=reported(cast))


def scored(cast: Cast, ocg: Ocg) -> None:
    one = assess(actor=cast.gail, ocg=ocg, scores=SCORES, rationale="Two statements.")
    moderate(actor=cast.mo, assessment=one, outcome="accepted")


def adopted(cast: Cast) -> Ocg:
    ocg = under_assessment(cast)
    scored(cast, ocg)
    return adopt(actor=cast.cora, ocg=ocg, lro=cast.len.officer, sio=cast.gail.officer)


def dormant(cast: Cast, ocg: Ocg) -> Ocg:
    return make_dormant(actor=cast.len, ocg=ocg, review_on=TODAY + timedelta(days=60), **DORMANT)


def objections(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return " ".join(refused.value.objections)


def tasks(cast_member: Any, ocg: Ocg) -> list[str]:
    with as_actor(cast_member):
        return [one.task for one in waiting_for(cast_member) if one.ref == ocg.ref]


def test_it_goes_from_report_to_adoption(cast: Cast) -> None:
    ocg = reported(cast)
    assert (ocg.state, ocg.due_on) == ("reported", date(2021, 3, 8))
    ocg = start_assessment(actor=cast.gail, ocg=ocg)
    assert (ocg.state, ocg.due_on) == ("assessing", date(2021, 3, 15))
    assert "No moderator has accepted" in objections(
        lambda: adopt(actor=cast.cora, ocg=ocg, lro=cast.len.officer, sio=cast.gail.officer)
    )
    scored(cast, ocg)
    assert "different people" in objections(
        lambda: adopt(actor=cast.cora, ocg=ocg, lro=cast.len.officer, sio=cast.len.officer)
    )
    ocg = adopt(actor=cast.cora, ocg=ocg, lro=cast.len.officer, sio=cast.gail.officer)
    assert (ocg.state, ocg.due_on) == ("active", None)
    with as_actor(cast.gail):
        leadership = current_leadership(ocg)
        assert leadership.lro is not None
        assert leadership.lro.officer == cast.len.officer
        assert [one.state for one in ocg.stages.all()] == ["reported", "assessing", "active"]


def test_nothing_but_recording_happens_before_adoption(cast: Cast) -> None:
    ocg = under_assessment(cast)
    draft_it = lambda: draft(actor=cast.gail, ocg=ocg, aim="Stop it.")  # noqa: E731
    assert "is not adopted yet" in objections(draft_it)
    named = {"role": "lro", "officer": cast.len.officer, "because": "Early"}
    assert "not adopted yet" in objections(lambda: name_lead(actor=cast.gail, ocg=ocg, **named))
    proposal = {"reason": "duplicate", "explanation": "Twice."}
    assert "Record why it is not adopted" in objections(
        lambda: propose_archive(actor=cast.gail, ocg=ocg, **proposal)
    )


def test_it_is_not_adopted_for_a_reason_and_reopened(cast: Cast) -> None:
    ocg = under_assessment(cast)
    scored(cast, ocg)
    ocg = decline_adoption(actor=cast.cora, ocg=ocg, **NOT_ADOPTED)
    assert (ocg.state, ocg.due_on) == ("not_adopted", None)
    page = browser(cast.gail).get(f"/ocgs/{ocg.ref}/").content.decode()
    assert "A dispute between two neighbours." in page
    assert "Reopen this OCG" in page
    assert "was not adopted" in objections(
        lambda: assess(actor=cast.gail, ocg=ocg, scores=SCORES, rationale="Again.")
    )
    with clock.set_to(NOW + timedelta(days=2)):
        ocg = reopen(actor=cast.gail, ocg=ocg, because="A second statement.")
        assert ocg.state == "assessing"
        assert "No moderator has accepted" in objections(
            lambda: adopt(actor=cast.cora, ocg=ocg, lro=cast.len.officer, sio=cast.gail.officer)
        )


def test_a_dormant_ocg_waits_for_its_day_and_resumes(cast: Cast) -> None:
    ocg = adopted(cast)
    late = TODAY + timedelta(days=400)
    assert "within 26 weeks" in objections(
        lambda: make_dormant(actor=cast.len, ocg=ocg, review_on=late, **DORMANT)
    )
    ocg = dormant(cast, ocg)
    page = browser(cast.gail).get(f"/ocgs/{ocg.ref}/").content.decode()
    assert f"Review due by {day(ocg.due_on)}" in page
    assert "is dormant" in objections(lambda: draft(actor=cast.gail, ocg=ocg, aim="Stop it."))
    with clock.set_to(NOW + timedelta(days=55)):
        assert tasks(cast.len, ocg) == [f"Look again at {ocg.name}, which is dormant"]
        assert tasks(cast.gail, ocg) == tasks(cast.len, ocg)
        later = clock.today() + timedelta(days=30)
        ocg = keep_dormant(actor=cast.len, ocg=ocg, review_on=later, **DORMANT)
        assert (ocg.due_on, tasks(cast.len, ocg)) == (later, [])
    with clock.set_to(NOW + timedelta(days=70)):
        ocg = resume_work(actor=cast.gail, ocg=ocg, because="One was released.")
        assert ocg.state == "active"
        assert f"Assess {ocg.name}" in tasks(cast.len, ocg)
        scored(cast, ocg)
        assert f"Assess {ocg.name}" not in tasks(cast.len, ocg)
        ocg = dormant_again(cast, ocg)
        propose_archive(actor=cast.gail, ocg=ocg, reason="dismantled", explanation="Sentenced.")
        assert approve_archive(actor=cast.cora, ocg=ocg).state == "archived"
    with clock.set_to(NOW + timedelta(days=80)), as_actor(cast.gail):
        days = [date(2021, 2, 28), TODAY, TODAY + timedelta(days=20), TODAY + timedelta(days=79)]
        assert [active_ocgs(SEEN, None, day).value for day in days] == [0, 0, 0, 0]


def test_a_deputy_is_asked_to_look_again_too(cast: Cast) -> None:
    ocg = dormant(cast, adopted(cast))
    day = TODAY + timedelta(days=55)
    with clock.set_to(NOW + timedelta(days=50)):
        name_deputy(
            actor=cast.gail, ocg=ocg, role="sio", deputy=cast.ned.officer, from_on=day,
            until_on=day, because="On leave",
        )  # fmt: skip
        assert tasks(cast.ned, ocg) == []
    with clock.set_to(NOW + timedelta(days=55)):
        assert tasks(cast.ned, ocg) == [f"Look again at {ocg.name}, which is dormant"]
    with clock.set_to(NOW + timedelta(days=56)):
        assert tasks(cast.ned, ocg) == []


def test_nobody_has_to_meet_about_a_dormant_ocg(cast: Cast) -> None:
    ocg = adopted(cast)

    def asked() -> list[str]:
        items = Machine(cast.gail).get(f"/ocgs/{ocg.ref}/attention").json()["items"]
        return [item["what"] for item in items]

    with clock.set_to(NOW + timedelta(days=50)):
        assert "Record a meeting of" in asked()
    dormant(cast, ocg)
    with clock.set_to(NOW + timedelta(days=50)):
        assert "Record a meeting of" not in asked()


def dormant_again(cast: Cast, ocg: Ocg) -> Ocg:
    day = clock.today() + timedelta(days=60)
    return make_dormant(actor=cast.len, ocg=ocg, review_on=day, **DORMANT)


def test_figures_of_an_earlier_day_count_the_state_of_that_day(cast: Cast) -> None:
    ocg = assessed(cast)
    with clock.set_to(NOW + timedelta(days=3)):
        dormant(cast, ocg)
    with clock.set_to(NOW + timedelta(days=9)), as_actor(cast.gail):
        days = [TODAY, TODAY + timedelta(days=5)]
        assert [active_ocgs(SEEN, None, day).value for day in days] == [1, 0]


def test_each_wait_is_a_task_of_the_unit_and_is_overdue_after_its_day(cast: Cast) -> None:
    ocg = reported(cast)
    assert tasks(cast.gail, ocg) == tasks(cast.len, ocg) == [f"Decide on the report of {ocg.name}"]
    assert tasks(cast.olive, ocg) == []
    with clock.set_to(NOW + timedelta(days=8)), as_actor(cast.gail):
        assert [one.ref for one in Ocg.objects.filter(is_overdue(clock.today()))] == [ocg.ref]
        [column] = listed().filter(pk=ocg.pk)
        assert column.review_due_on == ocg.due_on
        add_columns([ocg])
        assert getattr(ocg, "review_due_on") == column.review_due_on  # noqa: B009
    ocg = start_assessment(actor=cast.gail, ocg=ocg)
    assert tasks(cast.len, ocg) == [f"Assess {ocg.name}"]


def test_registering_before_the_assessment_starts_a_clock(cast: Cast) -> None:
    ocg = cast.ocg()
    assert (ocg.state, ocg.due_on) == ("active", date(2021, 3, 15))
    page = browser(cast.gail).get(f"/ocgs/{ocg.ref}/").content.decode()
    assert "An arrest is planned for tomorrow." in page
    assert "Assessment due by 15 March 2021" in page
    with clock.set_to(NOW + timedelta(days=16)):
        listed_overdue = browser(cast.gail).get("/ocgs/?tab=overdue").content.decode()
        assert ocg.ref in listed_overdue
    scored(cast, ocg)
    with as_actor(cast.gail):
        ocg.refresh_from_db()
        assert ocg.due_on is None


def run_at_once(statement: str, values: list[object]) -> None:
    """Run a statement with its deferred checks."""
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    "step",
    [
        "UPDATE register_ocg SET state = 'archived', due_on = NULL WHERE id = %s",
        "UPDATE register_ocg SET state = 'assessing', adopted_at = NULL WHERE id = %s",
        "UPDATE register_ocg SET state = 'dormant' WHERE id = %s",
        "UPDATE register_ocg SET due_on = NULL WHERE id = %s",
        "UPDATE register_stage SET until_at = now() WHERE ocg_id = %s",
    ],
)
def test_the_database_refuses_a_step_that_the_rules_do_not_allow(cast: Cast, step: str) -> None:
    ocg = cast.ocg()
    with as_actor(cast.gail), pytest.raises(IntegrityError):
        run_at_once(step, [ocg.pk])


def test_the_scorer_does_not_moderate_in_the_database_either(cast: Cast) -> None:
    ocg = cast.ocg()
    one = assess(actor=cast.gail, ocg=ocg, scores=SCORES, rationale="Two statements.")
    insert = (
        "INSERT INTO register_moderation (dossier_id, assessment_id, outcome, band, reason,"
        " moderated_by_id, moderated_at) VALUES (%s, %s, 'returned', '', 'x', %s, now())"
    )
    with as_actor(cast.gail), pytest.raises(IntegrityError, match="scorer does not moderate"):
        run_at_once(insert, [ocg.dossier_id, one.pk, cast.gail.officer.pk])


def test_pages_api_and_terminal(cast: Cast) -> None:
    page = browser(cast.gail)
    asked = page.post("/ocgs/report/", DETAILS | {"kind": "ocg", "districts": ["bolton"]})
    assert asked.status_code == 302, asked.content.decode()
    address = asked.headers["Location"]
    ref = address.split("/")[2]
    shown = page.get(address).content.decode()
    assert "Start the assessment of this OCG" in shown
    assert "Name an SIO" not in shown
    assert page.post(f"/ocgs/{ref}/start-assessment/").status_code == 302
    life = Machine(cast.gail).get(f"/ocgs/{ref}/life").json()["items"]
    assert [one["state"] for one in life] == ["reported", "assessing"]
    said = terminal(cast.gail, "register", "life", ref).output
    assert "reported" in said
    assert "under assessment" in said
    done = Machine(cast.cora).post(f"/ocgs/{ref}/decline-adoption", **NOT_ADOPTED)
    assert (done.status_code, done.json()["state"]) == (200, "not_adopted")
    assert ref in page.get("/ocgs/?state=not_adopted").content.decode()
    for step in ("reopen", "adopt", "make-dormant", "resume-work", "keep-dormant"):
        assert browser(cast.olive).get(f"/ocgs/{ref}/{step}/").status_code == 404
    assert Machine(cast.olive).get(f"/ocgs/{ref}/life").status_code == 404
    assert terminal(cast.olive, "register", "life", ref).exit_code == 1


def test_the_form_is_shown_only_to_those_who_can_send_it_now(cast: Cast) -> None:
    ocg = reported(cast)
    address = f"/ocgs/{ocg.ref}/start-assessment/"
    assert "Only the owning unit" in why_not_shown(cast.mo, address)
    assert browser(cast.gail).get(address).status_code == 200
    assert "has been reported" in why_not_shown(cast.gail, f"/ocgs/{ocg.ref}/adopt/")
    start_assessment(actor=cast.gail, ocg=ocg)
    assert "This OCG is under assessment." in why_not_shown(cast.gail, address)
    decline_adoption(actor=cast.gail, ocg=ocg, **(NOT_ADOPTED | {"reason": "in_error"}))
    assert "entered in error" in why_not_shown(cast.gail, f"/ocgs/{ocg.ref}/reopen/")

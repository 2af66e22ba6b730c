"""LRO training, one officer as SIO and LRO, and the work of candidates."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.leads.commands.approve_exemption import approve_exemption
from broadhurst.capabilities.leads.commands.correct_training import correct_training
from broadhurst.capabilities.leads.commands.end_exemption import end_exemption
from broadhurst.capabilities.leads.commands.record_training import record_training
from broadhurst.capabilities.leads.commands.withdraw_training import withdraw_training
from broadhurst.capabilities.leads.figures import with_untrained_lro
from broadhurst.capabilities.leads.models import Training
from broadhurst.capabilities.leads.queries.workload import candidates_for
from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import Exemption, Lead, Ocg
from broadhurst.capabilities.register.rules.leading import MOST_LED
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.home.queries import by_clock
from tests.conftest import NOW
from tests.cover.test_cover import posted
from tests.doors import Machine, browser, terminal
from tests.people import Cast

TODAY = NOW.date()
COURSE = "LRO foundation course"


@pytest.fixture
def sue(cast: Cast) -> Actor:
    return posted(cast, "Sue Larkrise", cast.gail.unit, "supervisor")


def exempted(cast: Cast, ocg: Ocg, sue: Actor, days: int = 30) -> Exemption:
    return approve_exemption(
        actor=sue, ocg=ocg, officer=cast.gail.officer, until_on=TODAY + timedelta(days=days),
        because="Len is on secondment and nobody else is cleared.",
    )  # fmt: skip


def both(cast: Cast, ocg: Ocg) -> Lead:
    with clock.set_to(NOW + timedelta(hours=1)):
        return name_lead(
            actor=cast.gail, ocg=ocg, role="lro", officer=cast.gail.officer, because="Exempt"
        )


def test_one_officer_is_both_under_an_exemption_only(cast: Cast, sue: Actor) -> None:
    ocg = cast.ocg()
    with pytest.raises(Refused, match="different people"):
        both(cast, ocg)
    exemption = exempted(cast, ocg, sue)
    lead = both(cast, ocg)
    assert lead.exemption == exemption
    with pytest.raises(Refused, match="still both SIO and LRO"):
        end_exemption(actor=sue, exemption=exemption, because="Over")
    with clock.set_to(NOW + timedelta(days=1)):
        name_lead(actor=cast.gail, ocg=ocg, role="lro", officer=cast.len.officer, because="Back")
        end_exemption(actor=sue, exemption=exemption, because="Len is back")
    with clock.set_to(NOW + timedelta(days=2)), pytest.raises(Refused, match="different people"):
        name_lead(actor=cast.gail, ocg=ocg, role="lro", officer=cast.gail.officer, because="No")


def test_the_forms_are_shown_only_to_those_who_can_send_them_now(cast: Cast, sue: Actor) -> None:
    ocg = cast.ocg()
    approve = f"/ocgs/{ocg.ref}/approve-exemption/"
    assert browser(cast.gail).get(approve).status_code == 403
    assert browser(sue).get(approve).status_code == 200
    exemption = exempted(cast, ocg, sue)
    end = f"/exemptions/{exemption.ref}/end/"
    refused = browser(cast.gail).get(end)
    assert refused.status_code == 403
    assert "Only a supervisor of the owning unit can end this." in refused.content.decode()
    assert browser(sue).get(end).status_code == 200
    end_exemption(actor=sue, exemption=exemption, because="Len is back")
    late = browser(sue).get(end)
    assert late.status_code == 403
    assert "This exemption has ended already." in late.content.decode()


def test_an_expired_exemption_lets_nobody_be_both(cast: Cast, sue: Actor) -> None:
    ocg = cast.ocg()
    exemption = exempted(cast, ocg, sue, days=3)
    with clock.set_to(NOW + timedelta(days=4)):
        with pytest.raises(Refused, match="different people"):
            name_lead(
                actor=cast.gail, ocg=ocg, role="lro", officer=cast.gail.officer, because="Late"
            )
        with as_actor(cast.gail), pytest.raises(IntegrityError, match="No exemption"):  # noqa: SIM117
            with transaction.atomic():
                directly(cast, ocg, exemption)
    other = cast.ocg()
    with as_actor(cast.gail), pytest.raises(IntegrityError, match="No exemption"):  # noqa: SIM117
        with transaction.atomic():
            directly(cast, other, exemption)
    with as_actor(cast.gail), pytest.raises(IntegrityError, match="sio_is_not_lro"):  # noqa: SIM117
        with transaction.atomic():
            directly(cast, other, None)


def directly(cast: Cast, ocg: Ocg, exemption: Exemption | None) -> None:
    """Write directly to the database, as a bug would."""
    now = clock.now() + timedelta(minutes=1)
    Lead.objects.filter(ocg=ocg, role="lro").update(until_at=now)
    Lead.objects.create(
        dossier=ocg.dossier, ocg=ocg, role="lro", officer=cast.gail.officer, unit=cast.gail.unit,
        from_at=now, because="a mistake", exemption=exemption,
    )  # fmt: skip


def test_expiry_is_a_task_of_supervisor_and_officer(cast: Cast, sue: Actor) -> None:
    ocg = cast.ocg()
    exempted(cast, ocg, sue)
    both(cast, ocg)

    def tasks(actor: Actor) -> list[str]:
        with as_actor(actor):
            return [task.task for task in by_clock(actor) if task.room == "leads"]

    said = "Name another SIO or LRO for Copper Heron: the exemption of Gail Fernsby ends"
    assert tasks(sue) == []
    with clock.set_to(NOW + timedelta(days=17)):
        assert tasks(sue) == tasks(cast.gail) == [said]
        assert tasks(cast.len) == []
        name_lead(actor=cast.gail, ocg=ocg, role="lro", officer=cast.len.officer, because="Back")
        assert tasks(sue) == []


def test_who_cannot_approve(cast: Cast, sue: Actor) -> None:
    ocg = cast.ocg()
    given = {"ocg": ocg, "because": "None other", "until_on": TODAY + timedelta(days=9)}
    for who in (cast.gail, cast.cora):
        with pytest.raises(Refused, match="Only a supervisor of the owning unit"):
            approve_exemption(actor=who, officer=cast.len.officer, **given)
    with pytest.raises(Refused, match="is not the SIO or the LRO"):
        approve_exemption(actor=sue, officer=cast.mo.officer, **given)
    with pytest.raises(Refused, match="a year at most"):
        approve_exemption(
            actor=sue, officer=cast.len.officer, **(given | {"until_on": date(2025, 1, 1)})
        )
    name_lead(actor=cast.gail, ocg=ocg, role="sro", officer=sue.officer, because="Sets aims")
    with clock.set_to(NOW + timedelta(hours=1)):
        name_lead(actor=cast.gail, ocg=ocg, role="lro", officer=sue.officer, because="Moved")
        with pytest.raises(Refused, match="Another supervisor"):
            approve_exemption(actor=sue, officer=sue.officer, **given)
    with as_actor(cast.olive):
        assert not Exemption.objects.exists()


def test_training_is_recorded_corrected_and_withdrawn(cast: Cast, sue: Actor) -> None:
    row = record_training(actor=sue, officer=cast.len.officer, course=COURSE, on=TODAY)
    with pytest.raises(Refused, match="recorded for that day already"):
        record_training(actor=cast.cora, officer=cast.len.officer, course=COURSE, on=TODAY)
    with pytest.raises(Refused, match="today or in the past"):
        record_training(
            actor=sue, officer=cast.len.officer, course="B", on=TODAY + timedelta(days=1)
        )
    with pytest.raises(Refused, match="of your organisation"):
        record_training(actor=sue, officer=cast.rita.officer, course=COURSE, on=TODAY)
    with pytest.raises(Refused, match="Only a supervisor or an OCG coordinator"):
        record_training(actor=cast.gail, officer=cast.len.officer, course="C", on=TODAY)
    again = correct_training(
        actor=sue, training=row, course=COURSE, on=date(2021, 2, 1), because="Wrong day"
    )
    withdraw_training(actor=sue, training=again, because="It was Glen")
    with as_actor(sue):
        assert list(Training.objects.filter(withdrawn_at=None)) == []
    with as_actor(cast.olive):
        assert not Training.objects.exists()
    with as_actor(cast.len):
        assert Training.objects.count() == 2


def test_untrained_and_unassigned_lros_are_listed(cast: Cast, sue: Actor) -> None:
    cast.ocg()
    record_training(actor=sue, officer=cast.mo.officer, course=COURSE, on=TODAY)

    def named(tab: str) -> list[str]:
        rows = Machine(cast.gail).get(f"/lros?tab={tab}").json()["items"]
        return [row["officer"] for row in rows]

    assert named("untrained") == ["len-oakapple"]
    with clock.set_to(NOW + timedelta(minutes=1)):
        assert untrained_ocgs(cast) == 1
    assert named("unassigned") == ["mo-tealeaf"]
    record_training(actor=sue, officer=cast.len.officer, course=COURSE, on=TODAY)
    assert named("untrained") == []
    with clock.set_to(NOW + timedelta(minutes=1)):
        assert untrained_ocgs(cast) == 0
    assert named("all") == ["len-oakapple", "mo-tealeaf"]
    assert Machine(cast.olive).get("/lros?tab=all").json()["items"] == []


def untrained_ocgs(cast: Cast) -> float | int | None:
    with as_actor(cast.gail):
        figure = with_untrained_lro(SEEN, None, TODAY)
        counted = with_untrained_lro.count(SEEN, None, TODAY)
        [over_time] = with_untrained_lro.count_periods(SEEN, [(None, TODAY)])
    texts = [record.text for record in figure.records]
    assert figure.value == sum("no training on record" in text for text in texts)
    assert figure.in_words == counted.in_words == over_time.in_words
    assert figure.in_words == f"{figure.value or 'none'} of 1 OCG"
    return figure.value


def test_candidates_side_by_side(cast: Cast, sue: Actor) -> None:
    ocg = cast.ocg()
    ask(actor=cast.gail, ocg=ocg, kind="other", what="Call the school.")
    record_training(actor=sue, officer=cast.len.officer, course=COURSE, on=TODAY)
    with as_actor(cast.gail):
        found = {one.officer.username: one for one in candidates_for(ocg)}
    assert (found["len-oakapple"].led, found["len-oakapple"].requests) == (1, 1)
    assert (found["gail-fernsby"].led, found["gail-fernsby"].requests) == (1, 0)
    assert found["len-oakapple"].is_trained
    assert found["ned-ashgrove"].led == found["ned-ashgrove"].without_tier == 0
    assert found["gail-fernsby"].without_tier == 1
    assert not found.keys() & {
        "olive-thistledown",
        "mo-tealeaf",
        "tess-underbough",
        "dot-wrenfield",
    }
    page = browser(cast.gail).get(f"/ocgs/{ocg.ref}/candidates/").content.decode()
    assert "Len Oakapple" in page
    assert browser(cast.olive).get(f"/ocgs/{ocg.ref}/candidates/").status_code == 404


def test_lead_above_the_policy_is_warned_of(cast: Cast) -> None:
    ocgs = [cast.ocg() for _ in range(MOST_LED + 1)]
    given = {"role": "sro", "officer": "gail-fernsby", "because": "Aims"}
    answer = browser(cast.gail).post(f"/ocgs/{ocgs[0].ref}/name-lead/", given, follow=True)
    assert "more than the 8 of the policy" in answer.content.decode()
    with as_actor(cast.gail):
        found = {one.officer.username: one for one in candidates_for(ocgs[0])}
    assert found["gail-fernsby"].would_be_above
    assert not found["ned-ashgrove"].would_be_above


def test_candidates_ask_as_much_for_many(cast: Cast) -> None:
    ocg = cast.ocg()

    def asked() -> int:
        client = browser(cast.gail)
        client.get(f"/ocgs/{ocg.ref}/candidates/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/ocgs/{ocg.ref}/candidates/").status_code == 200
        return len(queries)

    few = asked()
    for name in ("Ann Sparrow", "Ben Sparrow", "Cat Sparrow"):
        posted(cast, name, cast.gail.unit, "investigator")
    assert asked() == few


def test_three_doors(cast: Cast, sue: Actor) -> None:
    ocg = cast.ocg()
    page = browser(sue)
    given = {"course": COURSE, "on_day": "1", "on_month": "2", "on_year": "2021"}
    assert page.post("/lros/len-oakapple/record-training/", given).status_code == 302
    assert COURSE in page.get("/lros/len-oakapple/").content.decode()
    assert COURSE not in browser(cast.olive).get("/lros/len-oakapple/").content.decode()
    [row] = Machine(sue).get("/lros/len-oakapple/training").json()["items"]
    for verb in ("correct", "withdraw"):
        address = f"/training/{row['ref']}/{verb}"
        assert Machine(cast.olive).post(address, because="x").status_code == 404
        assert browser(cast.olive).get(f"{address}/").status_code == 404
    said = terminal(sue, "leads", "correct-training", row["ref"], "--course", "B", "--because", "x")
    assert said.exit_code == 0, said.output
    answer = Machine(sue).post(
        f"/ocgs/{ocg.ref}/approve-exemption", officer="gail-fernsby", until_on="2021-03-09",
        because="Nobody else is cleared.",
    )  # fmt: skip
    assert answer.status_code == 201, answer.content
    ref = answer.json()["ref"]
    assert "can be both SIO and LRO" in page.get(f"/ocgs/{ocg.ref}/leads/").content.decode()
    assert browser(cast.olive).get(f"/exemptions/{ref}/end/").status_code == 404
    assert Machine(cast.olive).post(f"/exemptions/{ref}/end", because="x").status_code == 404
    assert Machine(cast.olive).get(f"/ocgs/{ocg.ref}/exemptions").status_code == 404
    ended = terminal(sue, "leads", "end-exemption", ref, "--because", "Found")
    assert (ended.exit_code, " ended on " in ended.output) == (0, True), ended.output
    assert "Gail Fernsby" in terminal(sue, "leads", "candidates", ocg.ref).output


def test_one_course_of_several_lros_is_recorded_with_a_result_for_each(
    cast: Cast, sue: Actor
) -> None:
    cast.ocg()
    cast.ocg(lro=cast.ned.officer)
    who, at = ["len-oakapple", "ned-ashgrove"], "/lros/record-training/"
    page, answers = browser(sue), {"course": COURSE, "on": str(TODAY)}
    listed = page.get("/lros/").content.decode()
    assert f'formaction="{at}"' in listed
    assert all(f'name="refs" value="{one}"' in listed for one in who)
    assert "Len Oakapple" in page.post(at, {"refs": who}).content.decode()
    told = page.post(at, {"refs": who, "step": "preview", **answers}).content.decode()
    assert "2 of 2 will be changed" in told
    with as_actor(sue):
        assert not Training.objects.exists(), "a preview changes nothing"
    assert "1 of 1 changed" in (
        page.post(at, {"refs": who[:1], "step": "confirm", **answers}).content.decode()
    )
    options = ["--course", COURSE, "--on", str(TODAY)]
    said = terminal(sue, "leads", "record-training-of-each", *who, *options)
    assert said.output.splitlines() == [
        "len-oakapple  This course is recorded for that day already.",
        "ned-ashgrove  done",
    ]
    assert said.exit_code == 1
    [refused] = (
        Machine(cast.gail).post("/lros/record-training", refs=who[:1], **answers).json()["items"]
    )
    only = "Only a supervisor or an OCG coordinator can record training."
    assert only in refused["objections"]
    [refused] = (
        Machine(sue)
        .post("/lros/record-training", refs=["olive-thistledown"], **answers)
        .json()["items"]
    )
    assert "of your organisation" in refused["objections"][0]
    assert "formaction" not in browser(cast.gail).get("/lros/").content.decode()
    with as_actor(sue):
        assert Training.objects.count() == 2

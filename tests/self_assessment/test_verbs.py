"""What each verb does and refuses, at page, API and terminal."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.operations.commands.open_operation import open_operation
from broadhurst.capabilities.self_assessment.commands.cite_figure import cite_figure
from broadhurst.capabilities.self_assessment.commands.correct import correct
from broadhurst.capabilities.self_assessment.commands.link_record import link_record
from broadhurst.capabilities.self_assessment.commands.share import share
from broadhurst.capabilities.self_assessment.commands.stop_sharing import stop_sharing
from broadhurst.capabilities.self_assessment.commands.withdraw import withdraw
from broadhurst.capabilities.self_assessment.commands.withdraw_evidence import withdraw_evidence
from broadhurst.capabilities.self_assessment.models import Assessment
from broadhurst.capabilities.self_assessment.queries.assessments import assessments
from broadhurst.capabilities.self_assessment.queries.side_by_side import side_by_side
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event, Notification
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.self_assessment.making import TODAY, Judged

WHY = "Both leads meet each month."
DATE = {"assessed_on": "2021-03-01"}


def fresh(who: Actor, one: Assessment) -> Any:
    with as_actor(who):
        return assessments().get(pk=one.pk)


def html(who: Actor, path: str) -> str:
    return browser(who).get(path).content.decode()


def test_the_latest_judgement_counts(made: Judged) -> None:
    first = made.assess(assessed_on=TODAY - timedelta(days=30), judgement="not_met")
    second = made.assess()
    assert not fresh(made.chas, first).is_latest
    assert fresh(made.chas, second).is_latest
    withdraw(actor=made.chas, assessment=second, because="The wrong finding.")
    assert fresh(made.chas, first).is_latest
    page = html(made.chas, f"/self-assessments/{second.ref}/")
    assert "The wrong finding." in page
    assert "govuk-button" not in page.split("<main")[1]


def test_a_finding_is_assessed_once_a_day_by_those_it_asks(made: Judged) -> None:
    made.assess()
    with pytest.raises(Refused, match="Correct that self-assessment"):
        made.assess()
    with pytest.raises(Refused, match="not addressed to your organisation"):
        made.assess(made.fern)
    with pytest.raises(Refused, match="in the past"):
        made.assess(assessed_on=TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="Only an inspectorate liaison officer"):
        made.assess(made.cast.gail, assessed_on=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="read as an inspector"):
        made.assess(made.inspector)
    made.assess(made.people.head)


def test_assess_at_page_api_and_terminal(made: Judged) -> None:
    chas, key = made.chas, made.finding.key
    page = browser(chas)
    assert "Assess your organisation" in page.get(f"/findings/{key}/assess/").content.decode()
    answers = {"judgement": "met", "why": WHY, **DATE}
    done = page.post(f"/findings/{key}/assess/", answers)
    assert done.status_code == 302, done.content.decode()
    assert WHY in page.get(done.headers["Location"]).content.decode()
    again = page.post(f"/findings/{key}/assess/", answers)
    assert again.status_code == 409
    assert "Correct that self-assessment" in again.content.decode()
    answer = Machine(chas).post(
        f"/findings/{key}/assess", judgement="partly_met", why=WHY, assessed_on="2021-02-01"
    )
    assert answer.status_code == 201, answer.content
    assert answer.json()["is_latest"] is False
    said = terminal(
        chas, "self-assessment", "assess", key, "--judgement", "not_met", "--why", WHY,
        "--assessed-on", "2021-01-05",
    )  # fmt: skip
    assert said.exit_code == 0, said.output
    assert "Not met" in said.output
    assert terminal(chas, "self-assessment", "list", "--tab", "all").output.count("SLF-") == 3
    assert terminal(chas, "self-assessment", "list").output.count("SLF-") == 1, "the latest"


def test_a_correction_keeps_what_was_said(made: Judged) -> None:
    one = made.assess()
    given = {"judgement": "met", "why": one.why, "assessed_on": TODAY}
    correct(actor=made.chas, assessment=one, because="Both districts moved on.", **given)
    page = html(made.chas, f"/self-assessments/{one.ref}/")
    assert "Both districts moved on." in page
    assert "Before: Partly met" in page
    with pytest.raises(Refused, match="You have not changed anything"):
        correct(actor=made.chas, assessment=one, because="x", **given)
    other = made.assess(assessed_on=TODAY - timedelta(days=9))
    with pytest.raises(Refused, match="Correct that"):
        correct(
            actor=made.chas, assessment=other, because="x", judgement="met", why="x",
            assessed_on=TODAY,
        )  # fmt: skip
    answer = Machine(made.chas).post(
        f"/self-assessments/{one.ref}/correct", why="We meet.", because="Shorter."
    )
    assert (answer.status_code, answer.json()["why"]) == (200, "We meet.")
    assert answer.json()["judgement"] == "met", "what is not sent stays"


def test_a_figure_is_counted_for_the_organisation_and_kept(made: Judged) -> None:
    one = made.assess()
    made.cast.ocg()
    with clock.set_to(NOW + timedelta(hours=1)):
        evidence = cite_figure(
            actor=made.chas, assessment=one, figure="active_ocgs", as_of=TODAY, note="All of them."
        )
        refused = pytest.raises(Refused, match="no records were counted")
        with refused:
            cite_figure(actor=made.chas, assessment=one, figure="answered_in_time", as_of=TODAY)
        page = html(made.chas, f"/self-assessments/{one.ref}/")
    assert evidence.figure is not None
    assert evidence.figure["in_words"] == "1 OCG"
    assert evidence.figure["records"] == []
    assert "Active OCGs: 1 OCG" in page
    assert "Northshire Police, the end of 1 March 2021" in page
    with as_actor(made.chas):
        assert Event.objects.filter(verb="figures.counted").count() == 1


def test_a_linked_record_is_named_to_those_who_see_it_alone(made: Judged) -> None:
    one, cora = made.assess(), made.cast.cora
    ocg = made.cast.ocg(name="Iron Lapwing")
    with pytest.raises(Refused, match="that you can see"):
        link_record(actor=made.chas, assessment=one, record=ocg.ref)
    operation = open_operation(
        actor=cora, name="Operation Teasel", description="A made-up operation.",
        agencies=[cora.agency], source="https://www.example.org/figures",
    )  # fmt: skip
    link_record(actor=made.chas, assessment=one, record=operation.ref.lower(), note="How we did.")
    with pytest.raises(Refused, match="already linked"):
        link_record(actor=made.chas, assessment=one, record=operation.ref)
    assert "Operation Operation Teasel" not in html(made.chas, f"/self-assessments/{one.ref}/")
    assert "Operation Teasel" in html(made.chas, f"/self-assessments/{one.ref}/")
    chief = made.people.chief  # posted in the unit that owns the register, and sees the OCG
    link_record(actor=chief, assessment=one, record=ocg.ref)
    assert "Iron Lapwing" in html(chief, f"/self-assessments/{one.ref}/")
    for reader in (made.chas, made.cast.pol):
        page = html(reader, f"/self-assessments/{one.ref}/")
        assert "A record of Northshire Police that you cannot see" in page
        answer = Machine(reader).get(f"/self-assessments/{one.ref}").content.decode()
        for text in (page, answer):
            assert ocg.ref not in text
            assert "Iron Lapwing" not in text


def test_evidence_is_withdrawn_with_a_reason_and_stays_on_the_page(made: Judged) -> None:
    one = made.assess()
    with clock.set_to(NOW + timedelta(hours=1)):
        made.cast.ocg()
        evidence = cite_figure(actor=made.chas, assessment=one, figure="active_ocgs", as_of=TODAY)
    answer = Machine(made.chas).post(
        f"/self-assessments/{one.ref}/withdraw-evidence", evidence=evidence.ref, because="Old."
    )
    assert answer.status_code == 200, answer.content
    page = html(made.chas, f"/self-assessments/{one.ref}/")
    assert "Reason: Old." in page
    with pytest.raises(Refused):
        withdraw_evidence(actor=made.chas, assessment=one, evidence=evidence, because="Again.")


def test_names_of_the_register_never_leave_in_its_words(made: Judged) -> None:
    made.cast.ocg(name="Iron Lapwing")
    for why in ("See OCG-7K3QF2 for how.", "Iron Lapwing shows it."):
        with pytest.raises(Refused):
            made.assess(why=why)
    one = made.assess()
    for do in (withdraw, stop_sharing):
        if do is stop_sharing:
            share(actor=made.chas, assessment=one)
        with pytest.raises(Refused):
            do(actor=made.chas, assessment=one, because="Iron Lapwing.")


def test_the_inspectorate_reads_what_is_shared_and_is_told(made: Judged) -> None:
    one, ines = made.assess(), made.inspector
    path = f"/self-assessments/{one.ref}/"
    assert browser(ines).get(path).status_code == 404
    assert browser(made.chas).post(f"{path}share/").status_code == 302
    assert one.why in html(ines, path)
    assert one.ref in html(ines, "/self-assessments/")
    with as_actor(ines):
        told = Notification.objects.filter(principal=ines.unit.principal).latest("pk").event
    assert told.verb == "self_assessment.shared"
    with pytest.raises(Refused, match="is shared"):
        share(actor=made.chas, assessment=one)
    stop_sharing(actor=made.chas, assessment=one, because="We correct it first.")
    assert browser(ines).get(path).status_code == 404
    with pytest.raises(Refused, match="not shared"):
        stop_sharing(actor=made.chas, assessment=one, because="x")


def test_side_by_side_has_those_that_the_reader_may_see(made: Judged) -> None:
    made.assess()
    made.assess(made.people.head, judgement="met")
    with as_actor(made.cast.pol):
        table = side_by_side(made.room.report)
    assert [agency.name for agency, _ in table.rows] == ["Northern ROCU", "Northshire Police"]
    path = f"/reports/{made.room.report.ref}/self-assessments/"
    page = html(made.cast.pol, path)
    assert "Partly met" in page
    assert "Met" in page
    assert "Not assessed yet" in page, "the second recommendation"
    assert "No self-assessments yet" in html(made.cast.olive, path)
    items = Machine(made.cast.pol).get(f"/reports/{made.room.report.ref}/self-assessments").json()
    assert [one["organisation"] for one in items["items"]] == ["rocu", "northshire"] or len(
        items["items"]
    ) == 2


def test_queries_do_not_grow_with_self_assessments(made: Judged) -> None:
    paths = ["/self-assessments/", f"/reports/{made.room.report.ref}/self-assessments/"]
    made.assess()
    numbers = []
    for n in range(2):
        reader = browser(made.chas)
        for path in paths:
            reader.get(path)
        with CaptureQueriesContext(connection) as sent:
            for path in paths:
                reader.get(path)
        numbers.append(len(sent))
        if not n:
            for days in range(1, 6):
                made.assess(assessed_on=date(2021, 2, days))
                made.assess(made.people.head, assessed_on=date(2021, 2, days))
    assert numbers[0] == numbers[1]

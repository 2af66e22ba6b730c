"""Chase a request, note progress on it, and pass it up by the clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.deconfliction.models import Duty
from broadhurst.capabilities.liaison.commands.accept import accept
from broadhurst.capabilities.liaison.commands.add_note import add_note
from broadhurst.capabilities.liaison.commands.agree_extension import agree_extension
from broadhurst.capabilities.liaison.commands.ask_extension import ask_extension
from broadhurst.capabilities.liaison.commands.chase import chase
from broadhurst.capabilities.liaison.commands.complete import complete
from broadhurst.capabilities.liaison.commands.escalate_requests import escalate_requests
from broadhurst.capabilities.liaison.commands.refuse import refuse
from broadhurst.capabilities.liaison.models import Chaser, Escalation, Note, Request
from broadhurst.capabilities.liaison.queries.shown import waiting_for
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.queries import unread_count
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.liaison.story import asked
from tests.people import Cast
from tests.register.partner import led_by_council

LATE = datetime(2021, 3, 4, 9, tzinfo=UTC)  # the day after the answer was due


def late(cast: Cast, *, sro: bool = False) -> Request:
    """Return a request without an answer, passed up a day after its deadline."""
    ocg = cast.ocg()
    if sro:
        name_lead(actor=cast.gail, ocg=ocg, role="sro", officer=cast.mo.officer, because="Rank.")
    request = asked(cast, ocg)
    with clock.set_to(LATE):
        assert escalate_requests(actor=cast.system) == 1
    return request


def test_chased_once_a_day_and_counted(cast: Cast) -> None:
    request = asked(cast)
    chase(actor=cast.gail, lead_request=request)
    with pytest.raises(Refused, match="You can chase it again tomorrow"):
        chase(actor=cast.gail, lead_request=request)
    with clock.set_to(NOW + timedelta(days=1)):
        chase(actor=cast.gail, lead_request=request)
        with as_actor(cast.len):
            event = Event.objects.filter(verb="request.chased").latest("at")
            assert words(event).endswith("It has been chased 2 times.")
            assert unread_count() >= 2
        page = browser(cast.len).get(f"/requests/{request.ref}/").content.decode()
        assert "2 times, last on 2 March 2021" in page


def test_chased_twice_at_once_it_counts_once(committed: Cast) -> None:
    request = asked(committed)
    outcomes = at_once(*[lambda: chase(actor=committed.gail, lead_request=request)] * 2)
    assert len(refusals(outcomes)) == 1
    with as_actor(committed.gail):
        assert Chaser.objects.count() == 1


def test_only_the_lead_who_asked_chases_what_is_open(cast: Cast) -> None:
    request = asked(cast)
    with pytest.raises(Refused, match="Only the lead who asked"):
        chase(actor=cast.len, lead_request=request)
    accept(actor=cast.len, lead_request=request)
    complete(actor=cast.len, lead_request=request, outcome_kind="executed", outcome="Found cash.")
    with pytest.raises(Refused, match="This request is done"):
        chase(actor=cast.gail, lead_request=request)


def test_both_leads_note_progress_and_nobody_else(cast: Cast) -> None:
    request = asked(cast)
    add_note(actor=cast.len, lead_request=request, text="The team is briefed.")
    add_note(actor=cast.gail, lead_request=request, text="The warrant is sworn.")
    with pytest.raises(Refused, match="Enter a note"):
        add_note(actor=cast.len, lead_request=request, text=" ")
    with pytest.raises(Refused, match="Only the lead who is asked, the lead who asked or the SRO"):
        add_note(actor=cast.cora, lead_request=request, text="Seen.")
    with pytest.raises(Refused, match="SECRET"):
        add_note(actor=cast.len, lead_request=request, text="TOP SECRET")
    page = browser(cast.gail).get(f"/requests/{request.ref}/").content.decode()
    assert page.index("The warrant is sworn.") < page.index("The team is briefed.")


def test_without_an_sro_the_unit_that_was_asked_has_it_and_its_superior_is_told(
    cast: Cast,
) -> None:
    with as_actor(cast.system):
        Duty.objects.create(
            unit=cast.len.unit, contact="Duty", superior=cast.tess.officer,
            superior_contact="0161", from_at=NOW, until_at=NOW + timedelta(days=9),
            set_by=cast.dot.officer, set_at=NOW,
        )  # fmt: skip
    request = late(cast)
    with as_actor(cast.len):
        assert Escalation.objects.get().to == cast.len.unit
        assert "Take up late request" in [task.what for task in waiting_for(cast.len)]
    with as_actor(cast.tess):
        (event,) = Event.objects.filter(verb="request.escalated")
        assert words(event) == (
            f"Len Oakapple did not answer request {request.ref} on {request.ocg.ref} (execute a "
            "warrant) by 3 March 2021 at 11:59pm. It is passed up to Challenger Bolton."
        )
        assert not Request.objects.exists(), "the superior is told, and sees no more than before"


def test_a_lead_has_one_task_for_a_late_request_also_in_the_unit_it_is_passed_up_to(
    cast: Cast,
) -> None:
    request = late(cast)
    with clock.set_to(LATE):
        for lead, what in ((cast.gail, "Follow up request"), (cast.len, "Answer request")):
            page = browser(lead).get("/").content.decode()
            assert page.count(f'href="/requests/{request.ref}/"') == 1, lead
            assert f"{what} for Copper Heron" in page
            assert "Take up late request" not in page
            refs = [task["ref"] for task in Machine(lead).get("/waiting").json()["items"]]
            assert refs.count(request.ref) == 1


def test_with_an_sro_it_is_their_task_until_they_note_what_they_did(cast: Cast) -> None:
    request = late(cast, sro=True)
    with clock.set_to(LATE):
        with as_actor(cast.mo):
            assert [task.what for task in waiting_for(cast.mo)] == ["Take up late request"]
        add_note(actor=cast.mo, lead_request=request, text="I called the inspector.")
        with as_actor(cast.mo):
            assert waiting_for(cast.mo) == []


def test_its_page_says_how_to_take_it_up(cast: Cast) -> None:
    request = late(cast, sro=True)
    url = f"/requests/{request.ref}/"
    with clock.set_to(LATE):
        page = browser(cast.mo).get(url).content.decode()
        assert "To take it up, add a note" in page
        assert f"{url}add-note/" in page
        accept(actor=cast.len, lead_request=request)
        assert "To take it up" not in browser(cast.mo).get(url).content.decode()


def test_a_late_request_is_for_the_lead_who_has_that_role_now(cast: Cast) -> None:
    ocg = cast.ocg()
    request = asked(cast, ocg, kind="intelligence")
    led_by_council(cast, ocg)
    with clock.set_to(LATE):
        page = browser(cast.gail).get(f"/requests/{request.ref}/").content.decode()
        assert "Len Oakapple was LRO when it was asked." in page
        listed = browser(cast.gail).get(f"/ocgs/{ocg.ref}/liaison/").content.decode()
        assert 'data-label="To">Connie Pewter, LRO</td>' in listed
        attention = Machine(cast.gail).get(f"/ocgs/{ocg.ref}/attention").json()["items"]
        assert [row["who"] for row in attention if row["ref"] == request.ref] == [
            "Connie Pewter (LRO)"
        ]


def test_a_warrant_asked_of_the_lro_before_a_partner_says_why_nobody_accepts_it(
    cast: Cast,
) -> None:
    ocg = cast.ocg()
    warrant = asked(cast, ocg, kind="execute_warrant")
    other = asked(cast, ocg, kind="intelligence")
    why = "The LRO is now from a partner organisation, which does not execute warrants"

    def read(actor: Actor, request: Request) -> str:
        return browser(actor).get(f"/requests/{request.ref}/").content.decode()

    assert why not in read(cast.gail, warrant)
    led_by_council(cast, ocg)
    assert why in read(cast.gail, warrant)
    assert why in read(cast.connie, warrant)
    assert why not in read(cast.connie, other)
    refuse(actor=cast.connie, lead_request=warrant, reason="A council executes no warrants.")
    assert why not in read(cast.gail, warrant)


def test_an_answer_ends_the_task_of_the_sro(cast: Cast) -> None:
    request = late(cast, sro=True)
    accept(actor=cast.len, lead_request=request)
    with as_actor(cast.mo):
        assert waiting_for(cast.mo) == []


def test_each_deadline_is_passed_up_once(cast: Cast) -> None:
    request = late(cast, sro=True)
    with clock.set_to(LATE):
        assert escalate_requests(actor=cast.system) == 0
        ask_extension(
            actor=cast.len, lead_request=request, until_on=date(2021, 3, 5), because="Court."
        )
        agree_extension(actor=cast.gail, lead_request=request)
        assert escalate_requests(actor=cast.system) == 0
        with as_actor(cast.mo):
            assert waiting_for(cast.mo) == [], "the clock follows what was agreed"
    with clock.set_to(datetime(2021, 3, 6, 9, tzinfo=UTC)):
        assert escalate_requests(actor=cast.system) == 1


def test_an_urgent_request_is_passed_up_after_four_hours(cast: Cast) -> None:
    asked(cast, is_urgent=True)
    with clock.set_to(NOW + timedelta(hours=3, minutes=59)):
        assert escalate_requests(actor=cast.system) == 0
    with clock.set_to(NOW + timedelta(hours=4, minutes=1)):
        assert escalate_requests(actor=cast.system) == 1


def test_only_the_system_passes_up_and_what_was_passed_up_cannot_be_changed(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only an administrator"):
        escalate_requests(actor=cast.gail)
    late(cast)
    with as_actor(cast.gail):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Escalation.objects.update(at=NOW)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Escalation.objects.all()._raw_delete("default")


def test_passed_up_twice_at_once_it_counts_once(committed: Cast) -> None:
    asked(committed)
    outcomes = at_once(*[lambda: escalate_requests(actor=committed.system)] * 2, at=LATE)
    assert sorted(outcomes) == [0, 1]


def test_what_was_passed_up_is_not_looked_at_again(cast: Cast) -> None:
    late(cast)
    with clock.set_to(LATE), CaptureQueriesContext(connection) as sent:
        escalate_requests(actor=cast.system)
    assert sum('"liaison_escalation"' in one["sql"] for one in sent) == 1


def test_at_the_api_and_the_terminal(cast: Cast) -> None:
    request = asked(cast)
    api = Machine(cast.len).post(f"/requests/{request.ref}/add-note", text="The team is briefed.")
    assert api.status_code == 201
    assert Machine(cast.gail).post(f"/requests/{request.ref}/chase").status_code == 201
    again = terminal(cast.gail, "liaison", "chase", request.ref)
    assert (again.exit_code, "again tomorrow" in again.output) == (1, True)
    note = terminal(cast.gail, "liaison", "add-note", request.ref, "--text", "Sworn today.")
    assert note.output == f"The note on {request.ref} is added.\n"
    shown = terminal(cast.len, "liaison", "history", request.ref).output
    assert [line for line in shown.splitlines() if "Sworn today." in line]
    history = Machine(cast.gail).get(f"/requests/{request.ref}/history").json()
    assert [note["officer"] for note in history["notes"]] == ["len-oakapple", "gail-fernsby"]
    assert history["chasers"] == [{"chased_on": "2021-03-01", "officer": "gail-fernsby"}]
    with clock.set_to(LATE):
        ran = terminal(cast.system, "liaison", "escalate")
    assert ran.output.strip() == "1 late request passed up."


def test_an_officer_of_another_force_finds_nothing(cast: Cast) -> None:
    request = late(cast)
    add_note(actor=cast.len, lead_request=request, text="The team is briefed.")
    for verb in ("add-note", "chase"):
        assert browser(cast.olive).post(f"/requests/{request.ref}/{verb}/").status_code == 404
    with as_actor(cast.olive):
        assert not any(model.objects.exists() for model in (Note, Chaser, Escalation))

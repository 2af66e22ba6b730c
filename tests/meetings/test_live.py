"""Live mode: one item, one form, and nothing that somebody present may not see."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.meetings.commands.add_item import add_item
from broadhurst.capabilities.meetings.commands.conclude_item import conclude_item
from broadhurst.capabilities.meetings.commands.record_attendance import record_attendance
from broadhurst.capabilities.meetings.commands.remove_item import remove_item
from broadhurst.capabilities.meetings.commands.show_item import show_item
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.commands.declare_interest import declare_interest
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.meetings.conftest import BEGINS
from tests.meetings.room import Room
from tests.tasking.stage import as_seen_by


def screen(room: Room) -> str:
    """Return the page of the first open item, as the chair sees it on the shared screen."""
    return browser(room.cast.tess).get(f"{room.agenda_path}live/", follow=True).content.decode()


def test_a_decision_is_entered_once_and_everything_follows(room: Room) -> None:
    tess = room.cast.tess
    item = room.items(tess)[0]
    assert "Sign decision" in screen(room)
    address = f"/agenda-items/{item.ref}/"
    answer = browser(tess).post(address, {"outcome": "supported", "reason": "Firearms."})
    assert answer.status_code == 302
    assert as_seen_by(tess, room.bid).stage == "decided"
    page = browser(tess).get(address).content.decode()
    assert "Supported, Surveillance, by Tess Underbough. Firearms." in page
    assert "Save note" in page
    minutes = browser(tess).get(f"{room.agenda_path}minutes/").content.decode()
    assert "Supported, Surveillance" in minutes
    assert "Open live mode" in screen(room), "nothing is left"


def test_a_chair_with_an_interest_notes_the_item_and_does_not_sign(room: Room) -> None:
    tess, bid = room.cast.tess, room.bid
    declare_interest(actor=tess, bid=bid, interest="My brother works there.")
    page = screen(room)
    assert "Sign decision" not in page
    assert "Save note" in page
    assert f"/bids/{bid.ref}/decide/" not in browser(tess).get(f"/bids/{bid.ref}/").content.decode()
    refused = browser(tess).get(f"/bids/{bid.ref}/decide/")
    assert refused.status_code == 403
    assert "You declared an interest in this bid" in refused.content.decode()
    answers = {"outcome": "declined", "reason": "Not now."}
    assert browser(tess).post(f"/bids/{bid.ref}/decide/", answers).status_code == 409


def test_an_item_is_hidden_while_somebody_present_may_not_see_it(room: Room) -> None:
    tess, connie = room.cast.tess, room.cast.connie
    record_attendance(actor=tess, agenda=room.agenda, officer=tess.officer, status="present")
    assert "Sign decision" in screen(room)
    record_attendance(actor=tess, agenda=room.agenda, officer=connie.officer, status="present")
    page = screen(room)
    assert "1 person recorded as present may not see its record" in page
    for secret in (room.bid.ref, "Copper Heron", "Surveillance", "Find where it is stored"):
        assert secret not in page
    record_attendance(actor=tess, agenda=room.agenda, officer=connie.officer, status="apologies")
    assert "Sign decision" in screen(room)


def test_a_guest_sees_no_record(room: Room) -> None:
    tess = room.cast.tess
    answer = Machine(tess).post(
        f"{room.agenda_path}record-attendance", guest="Ann Other, Anytown Council", status="present"
    )
    assert answer.status_code == 200, answer.content
    assert "1 person recorded as present" in screen(room)
    other = add_item(actor=tess, agenda=room.agenda, title="Trends")
    page = browser(tess).get(f"/agenda-items/{other.ref}/").content.decode()
    assert "Trends" in page
    with pytest.raises(Refused, match="not both"):
        record_attendance(
            actor=tess, agenda=room.agenda, officer=tess.officer, guest="Ann", status="present"
        )
    with pytest.raises(Refused, match="Choose an officer"):
        record_attendance(actor=tess, agenda=room.agenda, status="present")


def test_the_chair_shows_an_item_and_the_log_keeps_it(room: Room) -> None:
    tess, connie, item = room.cast.tess, room.cast.connie, room.items(room.cast.tess)[0]
    record_attendance(actor=tess, agenda=room.agenda, officer=connie.officer, status="present")
    with pytest.raises(Refused, match="no longer see"):
        show_item(actor=room.cast.gail, item=item, because="Mine.")
    said = terminal(tess, "meetings", "show-item", item.ref, "--because", "The council acts on it.")
    assert said.output == f"Item {item.ref} is shown to everybody present.\n"
    page = screen(room)
    assert "The council acts on it." in page
    assert "Sign decision" in page
    with as_actor(tess):
        assert Event.objects.get(verb="meeting.item_shown").kind == "disclosure"
    with as_actor(connie):
        assert browser(connie).get(f"/agenda-items/{item.ref}/").status_code == 404
    other = add_item(actor=tess, agenda=room.agenda, title="Trends")
    with pytest.raises(Refused, match="already"):
        show_item(actor=tess, item=other, because="Why not.")


def test_a_meeting_admits_an_officer_who_is_recorded_there(room: Room) -> None:
    sid = room.cast.sid
    assert browser(sid).get(f"{room.agenda_path}minutes/").status_code == 404
    record_attendance(
        actor=room.cast.tess, agenda=room.agenda, officer=sid.officer, status="present"
    )
    assert browser(sid).get(f"{room.agenda_path}minutes/").status_code == 200
    page = browser(sid).get(f"{room.agenda_path}live/", follow=True).content.decode()
    assert "Sign decision" not in page


def test_live_mode_opens_the_first_item_that_is_open(room: Room) -> None:
    tess = room.cast.tess
    trend, courts = (
        add_item(actor=tess, agenda=room.agenda, title=title) for title in ("Trends", "Courts")
    )
    assert room.bid.ref in screen(room)
    decide(actor=tess, bid=room.bid, outcome="supported", reason="Firearms.")
    assert ">Trends</h1>" in screen(room)
    conclude_item(actor=tess, item=trend, note="In March.")
    page = screen(room)
    assert ">Courts</h1>" in page
    assert "(3 of 3)" in page
    assert f"/agenda-items/{trend.ref}/" in page, "the item before"
    assert "Next item" not in page
    remove_item(actor=tess, item=courts, because="Not ready.")
    assert "Open live mode" in screen(room), "nothing is left"
    assert "(2 of 2)" in browser(tess).get(f"/agenda-items/{trend.ref}/").content.decode()


def test_live_mode_reads_one_item_of_many(room: Room) -> None:
    tess, item = room.cast.tess, room.items(room.cast.tess)[0]
    client, address = browser(tess), f"/agenda-items/{item.ref}/"

    def asked() -> list[str]:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return [query["sql"] for query in queries.captured_queries]

    few = asked()
    for number in range(5):
        add_item(actor=tess, agenda=room.agenda, title=f"Trend {number}")
    assert len(asked()) == len(few)
    assert sum('"meetings_item"."note"' in statement for statement in few) == 1


def test_live_mode_opens_once_the_meeting_has_begun(room: Room) -> None:
    tess, address = room.cast.tess, f"{room.agenda_path}live/"
    other = add_item(actor=tess, agenda=room.agenda, title="Trends")
    page = browser(tess)
    with clock.set_to(BEGINS - timedelta(minutes=1)):
        for answer in (page.get(address, follow=True), page.post(address, follow=True)):
            assert answer.redirect_chain == [(room.path, 302)]
            said = "The meeting begins on 8 March 2021 at 9:00am. Live mode opens then."
            assert said in answer.content.decode()
        item = page.get(f"/agenda-items/{other.ref}/").content.decode()
        assert "Save note" not in item
        assert "Write a note" not in item
        assert browser(room.cast.sid).get(address).status_code == 404
    assert "Sign decision" in screen(room)
    item = page.get(f"/agenda-items/{other.ref}/").content.decode()
    assert "Save note" in item
    assert "Write a note" in item

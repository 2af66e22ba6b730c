"""Actions with their owners, and minutes from first draft to agreed."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.meetings.commands.agree_minutes import agree_minutes
from broadhurst.capabilities.meetings.commands.change_action import change_action
from broadhurst.capabilities.meetings.commands.complete_action import complete_action
from broadhurst.capabilities.meetings.commands.conclude_item import conclude_item
from broadhurst.capabilities.meetings.commands.correct_minutes import correct_minutes
from broadhurst.capabilities.meetings.commands.give_action import give_action
from broadhurst.capabilities.meetings.commands.reopen_action import reopen_action
from broadhurst.capabilities.meetings.commands.take_minutes import take_minutes
from broadhurst.capabilities.meetings.commands.withdraw_action import withdraw_action
from broadhurst.capabilities.meetings.models import Item, MeetingAction
from broadhurst.capabilities.meetings.rules.invitation import invitation
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.commands.hold_meeting import hold_meeting
from broadhurst.capabilities.tasking.queries.boards import planned_meetings
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.doors.letters import Letter
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.home.queries import waiting_for
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.meetings.room import Room

DUE = (NOW + timedelta(days=40)).date()


def given(room: Room, owner: Actor, item: Item | None = None) -> MeetingAction:
    return give_action(
        actor=room.cast.tess, agenda=room.agenda, title="Ask for the licensing file",
        owner=owner.officer, due_on=DUE, item=item,
    )  # fmt: skip


def test_the_form_of_an_action_is_shown_only_to_those_who_can_send_it_now(room: Room) -> None:
    connie, tess = browser(room.cast.connie), browser(room.cast.tess)
    action = given(room, room.cast.connie)
    change = f"/meeting-actions/{action.ref}/change/"
    refused = connie.get(change)
    assert refused.status_code == 403
    assert "Only the chair or secretary of the board can do this." in refused.content.decode()
    assert tess.get(change).status_code == 200
    complete_action(actor=room.cast.connie, action=action, outcome="Sent.")
    late = tess.get(change)
    assert late.status_code == 403
    assert "This action is completed, so you cannot do this now." in late.content.decode()


def test_an_action_is_on_its_owners_home_until_it_is_done(room: Room) -> None:
    connie = room.cast.connie
    action = given(room, connie)
    with as_actor(connie):
        task = next(one for one in waiting_for(connie) if one.ref == action.ref)
    assert task.due_on == DUE
    page = browser(connie).get(f"/meeting-actions/{action.ref}/").content.decode()
    assert "Complete action" in page
    assert "Withdraw action" not in page
    said = terminal(connie, "meetings", "complete-action", action.ref, "--outcome", "Sent.")
    assert said.exit_code == 0, said.output
    with as_actor(connie):
        assert action.ref not in [one.ref for one in waiting_for(connie)]
    with pytest.raises(Refused, match="is completed"):
        complete_action(actor=connie, action=action, outcome="Again.")


def test_an_action_is_given_on_an_item_by_its_title(room: Room) -> None:
    tess, ocg = room.cast.tess, room.bid.ocg
    page = browser(tess).get(f"{room.agenda_path}give-action/").content.decode()
    assert f"Item 1, {room.bid.title}, for {ocg.name}" in page


def test_an_action_about_a_record_is_for_its_owner_and_the_board(room: Room) -> None:
    cast = room.cast
    action = given(room, cast.gail, room.items(cast.tess)[0])
    for actor, status in ((cast.gail, 200), (cast.tess, 200), (cast.connie, 404), (cast.len, 404)):
        assert browser(actor).get(f"/meeting-actions/{action.ref}/").status_code == status
    with pytest.raises(Refused, match="chair or secretary"):
        withdraw_action(actor=cast.gail, action=action, outcome="No.")
    change_action(
        actor=cast.tess, action=action, title="Ask again", owner=cast.len.officer, due_on=DUE,
        because="Gail is away.",
    )  # fmt: skip
    assert browser(cast.gail).get(f"/meeting-actions/{action.ref}/").status_code == 404
    assert browser(cast.len).get(f"/meeting-actions/{action.ref}/").status_code == 200


def test_an_action_is_withdrawn_and_opened_again_with_reasons(room: Room) -> None:
    tess = room.cast.tess
    action = given(room, room.cast.connie)
    answer = Machine(tess).post(f"/meeting-actions/{action.ref}/withdraw", outcome="Not needed.")
    assert answer.json()["stage"] == "withdrawn", answer.content
    reopen_action(actor=tess, action=action, because="It is, after all.")
    with as_actor(tess):
        assert MeetingAction.objects.get().stage == "open"
    listed = Machine(tess).get("/meeting-actions").json()["items"]
    assert [row["ref"] for row in listed] == [action.ref]
    with pytest.raises(Refused, match="today or a later day"):
        give_action(
            actor=tess, agenda=room.agenda, title="Late", owner=tess.officer,
            due_on=NOW.date(),
        )  # fmt: skip


def test_minutes_come_from_what_was_recorded_and_the_next_meeting_agrees_them(room: Room) -> None:
    cast, tess = room.cast, room.cast.tess
    item = room.items(tess)[0]
    decide(actor=tess, bid=room.bid, outcome="declined", reason="Use your own *team*.")
    conclude_item(actor=tess, item=item, note="The force has a team from May.")
    given(room, cast.connie, item)
    with pytest.raises(Refused, match="Close the meeting first"):
        agree_minutes(actor=tess, agenda=room.agenda)
    hold_meeting(actor=tess, meeting=room.meeting)
    correct_minutes(actor=tess, agenda=room.agenda, text="From June, not May.")
    with pytest.raises(Refused, match="has not begun"):
        agree_minutes(actor=tess, agenda=room.agenda)
    page = browser(tess).get(f"{room.agenda_path}minutes/").content.decode()
    for words in ("Declined, by Tess", "a team from May", "From June, not May.", "Not agreed"):
        assert words in page
    not_recorded = page[page.index("Attendance not recorded") :]
    assert cast.tess.officer.name in not_recorded[:300]
    with clock.set_to(planned_meetings(room.stage.level_2).get().at):
        answer = Machine(tess).post(f"{room.agenda_path}agree-minutes")
        assert answer.status_code == 200, answer.content
        for change in (
            lambda: correct_minutes(actor=tess, agenda=room.agenda, text="More."),
            lambda: conclude_item(actor=tess, item=item, note="Other."),
            lambda: given(room, cast.connie),
        ):
            with pytest.raises(Refused, match="agreed these minutes"):
                change()
        with as_actor(tess), pytest.raises(IntegrityError, match="agreed"), transaction.atomic():
            Item.objects.filter(pk=item.pk).update(note="Other.")


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_minutes_are_downloaded_with_the_marking(room: Room, form: str) -> None:
    tess = room.cast.tess
    decide(actor=tess, bid=room.bid, outcome="declined", reason="Use your own *team*.")
    answer = browser(tess).get(f"{room.agenda_path}minutes.{form}")
    assert answer.status_code == 200
    copy = answer.content
    assert take_minutes(actor=tess, agenda=room.agenda, form=form)[:4] == copy[:4]
    if form == "pdf":
        assert copy.startswith(b"%PDF")
        return
    with zipfile.ZipFile(io.BytesIO(copy)) as packed:
        text = packed.read("word/document.xml").decode()
        assert "Use your own *team*." in text
        assert "OFFICIAL-SENSITIVE" in packed.read("word/header1.xml").decode()
    assert browser(room.cast.gail).get(f"{room.agenda_path}minutes.docx").status_code == 404


def test_minutes_that_cannot_be_made_are_refused_at_each_door(
    room: Room, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def cannot(_letter: Letter) -> bytes:
        raise CannotRender("The character “𓀀” cannot be printed. Remove it.")

    tess, address = room.cast.tess, f"{room.agenda_path}minutes.pdf"
    monkeypatch.setitem(FORMATS, "pdf", (cannot, "application/pdf"))
    answer = browser(tess).get(address)
    assert answer.status_code == 409
    assert "cannot be printed" in answer.content.decode()
    answer = Machine(tess).client.get(f"/api/v1{address}")
    assert answer.status_code == 409
    assert "cannot be printed" in answer.json()["detail"]
    copy = tmp_path / "minutes.pdf"
    said = terminal(tess, "meetings", "take-minutes", room.meeting.ref, str(copy))
    assert said.exit_code == 1
    assert "cannot be printed" in said.output
    with as_actor(tess):
        assert not Event.objects.filter(verb="record.downloaded").exists()


def test_only_those_who_convene_are_offered_a_correction(room: Room) -> None:
    for actor, is_offered in ((room.cast.tess, True), (room.cast.connie, False)):
        page = browser(actor).get(f"{room.agenda_path}minutes/").content.decode()
        assert ("Correct the minutes" in page) == is_offered


def test_the_invitation_names_the_board_alone(room: Room) -> None:
    text = browser(room.cast.olive).get(f"{room.path}invitation.ics").content.decode()
    assert "SUMMARY:Level 2 tasking\r\n" in text
    assert f"DTSTART:{room.meeting.at:%Y%m%dT%H%M%SZ}" in text
    assert "Copper Heron" not in text


def test_a_meeting_is_in_the_calendar_of_its_members_and_attendees(room: Room) -> None:
    month = f"/deconfliction/events/?month={room.meeting.at:%Y-%m}"
    for actor, shows in ((room.cast.tess, True), (room.cast.connie, True), (room.cast.reg, False)):
        page = browser(actor).get(month).content.decode()
        assert (room.meeting.ref in page) == shows
    assert (
        "meeting  Level 2 tasking" in terminal(room.cast.tess, "deconfliction", "calendar").output
    )


def test_long_lines_of_an_invitation_are_folded() -> None:
    text = invitation("MTG-A", "Board; " + "ü" * 80, NOW, "https://example.org/", NOW)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "Board\\; " in text

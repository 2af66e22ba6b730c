"""The agenda: made from what waits, changed, and seen only as far as the wall allows."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.meetings.commands.add_item import add_item
from broadhurst.capabilities.meetings.commands.conclude_item import conclude_item
from broadhurst.capabilities.meetings.commands.edit_item import edit_item
from broadhurst.capabilities.meetings.commands.give_action import give_action
from broadhurst.capabilities.meetings.commands.move_item import move_item
from broadhurst.capabilities.meetings.commands.prepare_agenda import prepare_agenda
from broadhurst.capabilities.meetings.commands.remove_item import remove_item
from broadhurst.capabilities.meetings.commands.show_item import show_item
from broadhurst.capabilities.meetings.models import Agenda, Item
from broadhurst.capabilities.meetings.queries.agendas import agenda_of
from broadhurst.capabilities.meetings.queries.gathering import carried_to, not_yet_on
from broadhurst.capabilities.meetings.queries.waiting_count import count_waiting
from broadhurst.capabilities.tasking.commands.decide import decide
from broadhurst.capabilities.tasking.commands.hold_meeting import hold_meeting
from broadhurst.capabilities.tasking.commands.schedule import schedule
from broadhurst.capabilities.tasking.commands.triage import triage
from broadhurst.capabilities.tasking.queries.boards import planned_meetings
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.meetings.room import Room
from tests.meetings.test_meeting_page import as_read_whole, listed
from tests.tasking.test_decide_with_hits import SAME_PHONE, raise_hit, with_phone

WEEK = timedelta(days=7)


def test_only_those_who_convene_the_board_prepare_its_agenda(room: Room) -> None:
    for stranger in (room.cast.gail, room.cast.reg, room.cast.connie):
        with pytest.raises(Refused, match="Only the chair"):
            prepare_agenda(actor=stranger, meeting=room.meeting)


def test_what_waits_is_on_the_agenda_once(room: Room) -> None:
    assert [item.kind for item in room.items(room.cast.tess)] == ["bid"]
    prepare_agenda(actor=room.cast.tess, meeting=room.meeting)
    late = room.stage.bid()
    triage(actor=room.cast.tess, bid=late, meeting=room.meeting)
    page = browser(room.cast.tess).get(room.path).content.decode()
    assert "Add 1 waiting record" in page
    prepare_agenda(actor=room.cast.tess, meeting=room.meeting)
    assert [item.place for item in room.items(room.cast.tess)] == [1, 2]
    page = browser(room.cast.tess).get(room.path).content.decode()
    assert "waiting record" not in page  # a button that would add nothing is not offered


def test_each_reader_sees_the_items_whose_records_they_may_see(room: Room) -> None:
    cast = room.cast
    add_item(actor=cast.tess, agenda=room.agenda, title="Firearms trends")
    assert len(room.items(cast.tess)) == 2
    assert [item.title for item in room.items(cast.connie)] == ["Firearms trends"]
    assert room.items(cast.gail) == [], "the bidder is not at the meeting"
    with as_actor(cast.olive):
        assert agenda_of(room.meeting) is None
    page = browser(cast.connie).get(room.path).content.decode()
    assert "Firearms trends" in page
    assert room.bid.ref not in page
    page = browser(cast.olive).get(room.path).content.decode()
    assert "No agenda that you can see" in page
    assert browser(cast.olive).get(f"{room.agenda_path}minutes/").status_code == 404


def test_an_agenda_names_reviews_hits_answers_interims_and_actions(room: Room) -> None:
    """Each kind comes to the meeting by itself, as far as the chair sees it."""
    cast, stage = room.cast, room.stage
    with_phone(cast.gail, room.bid.ocg, SAME_PHONE)
    raise_hit(stage)
    give_action(
        actor=cast.tess, agenda=room.agenda, title="Write to the council", owner=cast.tess.officer,
        due_on=(NOW + 4 * WEEK).date(),
    )  # fmt: skip
    referred, kept = stage.bid(), stage.bid()
    decide(
        actor=cast.tess, bid=referred, outcome="referred_up", reason="Two forces.",
        referred_to=stage.regional,
    )  # fmt: skip
    decide(actor=cast.reg, bid=referred, outcome="declined", reason="No team.")
    hold_meeting(actor=cast.tess, meeting=room.meeting)
    following = planned_meetings(stage.level_2).get()
    decide(actor=cast.tess, bid=kept, outcome="supported", reason="Cannot wait.", is_interim=True)
    with clock.set_to(following.at + 60 * WEEK):
        with as_actor(cast.tess):
            assert count_waiting(following) == len(not_yet_on(None, following)) == 7
        agenda = prepare_agenda(actor=cast.tess, meeting=following)
        with as_actor(cast.tess):
            assert count_waiting(following) == len(not_yet_on(agenda, following)) == 0
            kinds = list(agenda.items.order_by("place").values_list("kind", flat=True))
            assert listed(following) == as_read_whole(agenda)
    assert kinds == [
        "action", "interim", "bid", "answer", "review", "review", "hits",
    ]  # fmt: skip


def test_items_are_added_moved_edited_and_removed_with_a_reason(room: Room) -> None:
    tess = room.cast.tess
    answer = Machine(tess).post(
        f"{room.agenda_path}add-item", title="Trends", papers=["PRA-7K3QF2"]
    )
    assert answer.status_code == 200, answer.content
    ref = answer.json()["ref"]
    with as_actor(tess):
        item = Item.objects.get(ref=ref)
    with pytest.raises(Refused, match="Enter references of records"):
        add_item(actor=tess, agenda=room.agenda, title="Trends", papers=["my notes"])
    said = terminal(tess, "meetings", "move-item", ref, "--place", "1")
    assert said.output == f"Item {ref} is moved.\n"
    assert room.items(tess)[0].ref == ref
    with pytest.raises(Refused, match="from 1 to 2"):
        move_item(actor=tess, item=item, place=3)
    edit_item(actor=tess, item=item, title="Firearms trends")
    with pytest.raises(Refused, match="has the title of its record"):
        edit_item(actor=tess, item=room.items(tess)[1], title="Mine")
    remove_item(actor=tess, item=item, because="Heard at the board above.")
    assert len(room.items(tess)) == 1
    with pytest.raises(Refused, match="was removed"):
        edit_item(actor=tess, item=item, title="Again")
    with pytest.raises(Refused, match="Only the chair"):
        add_item(actor=room.cast.connie, agenda=room.agenda, title="Mine")


def test_the_agenda_of_a_held_meeting_does_not_change(room: Room) -> None:
    tess = room.cast.tess
    item = add_item(actor=tess, agenda=room.agenda, title="Trends")
    page = browser(tess).get(room.path).content.decode()
    assert "Add an item" in page
    assert "move-item" in page
    hold_meeting(actor=tess, meeting=room.meeting)
    for change in (
        lambda: add_item(actor=tess, agenda=room.agenda, title="More"),
        lambda: edit_item(actor=tess, item=item, title="Firearms trends"),
        lambda: move_item(actor=tess, item=item, place=1),
        lambda: remove_item(actor=tess, item=item, because="Not heard."),
        lambda: show_item(actor=tess, item=room.items(tess)[0], because="Why not."),
    ):
        with pytest.raises(Refused, match="This meeting was held"):
            change()
    page = browser(tess).get(room.path).content.decode()
    for verb in ("Add an item", "edit-item", "move-item", "remove-item"):
        assert verb not in page
    assert "Record attendance" in page
    conclude_item(actor=tess, item=item, note="Figures in March.")
    with as_actor(tess):
        with pytest.raises(IntegrityError, match="was held"), transaction.atomic():
            Item.objects.filter(pk=item.pk).update(place=9)
        Item.objects.filter(pk=item.pk).update(note="Figures in April.")


def test_other_business_is_carried_over(room: Room) -> None:
    tess = room.cast.tess
    item = add_item(actor=tess, agenda=room.agenda, title="Trends")
    conclude_item(actor=tess, item=item, note="Figures in March.", is_carried=True)
    hold_meeting(actor=tess, meeting=room.meeting)
    following = planned_meetings(room.stage.level_2).get()
    with as_actor(tess):
        waiting = len(not_yet_on(None, following)) + len(carried_to(following))
        assert count_waiting(following) == waiting == 2
    for _ in range(2):
        agenda = prepare_agenda(actor=tess, meeting=following)
    with as_actor(tess):
        carried = agenda.items.get(kind="other")
        assert (carried.title, carried.carried_from) == ("Trends", item)
        assert agenda.items.filter(kind="bid").count() == 1, "the bid was not decided"


def test_an_item_is_about_a_record_once(room: Room) -> None:
    tess = room.cast.tess
    with as_actor(tess):
        item = room.items(tess)[0]
        with pytest.raises(IntegrityError, match="once"), transaction.atomic():
            Item.objects.create(
                dossier=item.dossier, ref="ITM-X", agenda=item.agenda, kind=item.kind,
                bid=item.bid, subject=item.subject, place=9, added_by=tess.officer,
            )  # fmt: skip
        assert Item.objects.count() == 1


def test_two_meetings_have_agendas_of_their_own(room: Room) -> None:
    other = schedule(actor=room.cast.tess, board=room.stage.level_2, at=NOW + 3 * WEEK)
    prepare_agenda(actor=room.cast.tess, meeting=other)
    with as_actor(room.cast.tess):
        assert [one.meeting for one in Agenda.objects.all()] == [room.meeting, other]

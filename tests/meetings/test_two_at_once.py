"""Two officers change one agenda at the same moment, with real commits."""

from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.meetings.commands.add_item import add_item
from broadhurst.capabilities.meetings.commands.move_item import move_item
from broadhurst.capabilities.meetings.commands.remove_item import remove_item
from broadhurst.capabilities.tasking.commands.hold_meeting import hold_meeting
from broadhurst.foundation.access.actor import Actor, actor_in
from tests.at_once import at_once, refusals, while_it_waits
from tests.meetings.conftest import BEGINS
from tests.meetings.room import Room
from tests.people import SINCE


def gateway_officer(room: Room) -> Actor:
    """Return Sid in a posting of the board's unit, who convenes it beside the chair."""
    return actor_in(
        post(
            actor=room.cast.system, officer=room.cast.sid.officer, unit=room.cast.tess.unit,
            title="Gateway officer", roles=["gateway"], from_on=SINCE,
        )
    )  # fmt: skip


def test_two_items_added_at_once_get_two_places(committed_room: Room) -> None:
    room, tess = committed_room, committed_room.cast.tess
    outcomes = while_it_waits(
        lambda: add_item(actor=tess, agenda=room.agenda, title="Firearms trends"),
        lambda: add_item(actor=tess, agenda=room.agenda, title="Staffing"),
        at=BEGINS,
    )
    assert not refusals(outcomes)
    assert [(item.place, item.title) for item in room.items(tess)] == [
        (1, ""), (2, "Firearms trends"), (3, "Staffing"),
    ]  # fmt: skip


def test_an_item_moved_and_removed_at_once_leaves_each_place_once(committed_room: Room) -> None:
    room, tess = committed_room, committed_room.cast.tess
    first = add_item(actor=tess, agenda=room.agenda, title="Firearms trends")
    second = add_item(actor=tess, agenda=room.agenda, title="Staffing")
    outcomes = while_it_waits(
        lambda: remove_item(actor=tess, item=first, because="Heard elsewhere."),
        lambda: move_item(actor=tess, item=second, place=1),
        at=BEGINS,
    )
    assert not refusals(outcomes)
    assert [item.title for item in room.items(tess)] == ["Staffing", ""]
    places = [item.place for item in room.items(tess)]
    assert len(set(places)) == 2


def test_no_item_is_added_while_the_meeting_is_closed(committed_room: Room) -> None:
    room, tess = committed_room, committed_room.cast.tess
    outcomes = while_it_waits(
        lambda: hold_meeting(actor=tess, meeting=room.meeting),
        lambda: add_item(actor=tess, agenda=room.agenda, title="Too late"),
        at=BEGINS,
    )
    assert ["This meeting was held" in one for one in refusals(outcomes)] == [True]
    assert len(room.items(tess)) == 1


def test_the_chair_and_the_gateway_officer_change_it_at_once(committed_room: Room) -> None:
    room, tess = committed_room, committed_room.cast.tess
    sid = gateway_officer(room)
    outcomes = at_once(
        lambda: add_item(actor=tess, agenda=room.agenda, title="Firearms trends"),
        lambda: add_item(actor=sid, agenda=room.agenda, title="Staffing"),
        at=BEGINS,
    )
    assert not refusals(outcomes)
    assert {item.title for item in room.items(tess)} == {"", "Firearms trends", "Staffing"}

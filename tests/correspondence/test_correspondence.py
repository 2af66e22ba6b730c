"""Tests for the record of correspondence about a response."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.correspondence.commands.correct_correspondence import (
    correct_correspondence,
)
from broadhurst.capabilities.correspondence.commands.record_correspondence import (
    record_correspondence,
)
from broadhurst.capabilities.correspondence.commands.withdraw_correspondence import (
    withdraw_correspondence,
)
from broadhurst.capabilities.correspondence.models import Correction, Item
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room, make_room
from tests.people import Cast

GIVEN: dict[str, Any] = {
    "direction": "received", "party": "hmicfrs", "on_day": date(2021, 3, 1),
    "summary": "Asks when the answer to recommendation 2 will be ready.",
    "reference": "HMI/2021/114",
}  # fmt: skip


def recorded(room: Room, response: Any, **changes: Any) -> Item:
    return record_correspondence(actor=room.cast.pol, response=response, **(GIVEN | changes))


def test_readers_of_the_response_see_it_before_and_after_publication(room: Room) -> None:
    response = room.cleared()
    recorded(room, response)
    room_after = room.fresh(response)
    recorded(room, room_after, direction="sent", party="other", other_party="The local MP")
    page = browser(room.chas).get(f"/responses/{response.ref}/correspondence/").content.decode()
    for part in ("Received from HMICFRS", "Sent to The local MP", "HMI/2021/114"):
        assert part in page
    assert "Record correspondence" not in page


def test_every_objection(room: Room) -> None:
    response = room.invited()
    for changes, said in (
        ({"party": "other"}, "Enter who the item was sent to"),
        ({"other_party": "Somebody"}, "Leave this empty"),
        ({"on_day": date(2021, 3, 2)}, "today or earlier"),
        ({"summary": "It is marked SECRET."}, "SECRET or above"),
    ):
        with pytest.raises(Refused, match=said):
            recorded(room, response, **changes)
    with pytest.raises(Refused, match="Only a policing body officer"):
        record_correspondence(actor=room.chas, response=response, **GIVEN)


def test_it_is_corrected_with_what_it_said_before_and_withdrawn(room: Room) -> None:
    response = room.invited()
    item, pol = recorded(room, response), room.cast.pol
    with pytest.raises(Refused, match="You have not changed anything"):
        correct_correspondence(actor=pol, item=item, because="Typo.", **GIVEN)
    correct_correspondence(
        actor=pol, item=item, because="It was a letter of ours.", **(GIVEN | {"direction": "sent"})
    )
    page = browser(pol).get(f"/responses/{response.ref}/correspondence/").content.decode()
    assert "Sent to HMICFRS" in page
    assert "“Received” became “Sent”" in page
    withdraw_correspondence(actor=pol, item=item, because="About another report.")
    with pytest.raises(Refused, match="already been withdrawn"):
        withdraw_correspondence(actor=pol, item=item, because="Again.")
    page = browser(pol).get(f"/responses/{response.ref}/correspondence/").content.decode()
    assert "About another report." in page


def test_page_api_and_terminal(room: Room) -> None:
    response, pol = room.invited(), room.cast.pol
    path = f"/responses/{response.ref}/correspondence"
    answers = GIVEN | {"on_day": "2021-03-01"}
    assert browser(pol).post(f"{path}/record/", answers).status_code == 302
    made = Machine(pol).post(path, **answers).json()
    ran = terminal(
        pol, "correspondence", "correct-correspondence", made["ref"],
        "--reference=HMI/2021/115", "--because=A digit.",
    )  # fmt: skip
    assert ran.exit_code == 0, ran.output
    items = Machine(pol).get(path).json()["items"]
    assert [one["reference"] for one in items] == ["HMI/2021/114", "HMI/2021/115"]
    assert items[1]["corrected_because"] == ["A digit."]
    assert made["ref"] in terminal(pol, "correspondence", "list", response.ref).output
    withdrawn = Machine(pol).post(f"/correspondence/{made['ref']}/withdraw", because="Twice.")
    assert withdrawn.json()["withdrawn_because"] == "Twice."
    olive = room.cast.olive
    assert browser(olive).get(f"{path}/").status_code == 404
    assert Machine(olive).post(f"/correspondence/{made['ref']}/correct").status_code == 404
    assert browser(None).get(f"{path}/").status_code == 302


def test_the_page_takes_as_many_queries_for_ten_items(room: Room) -> None:
    response, pol = room.invited(), browser(room.cast.pol)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as taken:
            assert pol.get(f"/responses/{response.ref}/correspondence/").status_code == 200
        return len(taken)

    recorded(room, response)
    queries()
    before = queries()
    for days in range(9):
        recorded(room, response, on_day=date(2021, 2, 1) + timedelta(days=days))
    assert queries() == before


def test_the_wall_hides_it_and_keeps_it(room: Room) -> None:
    recorded(room, room.invited())
    with as_actor(room.cast.olive):
        assert not Item.objects.exists()
    for change in (
        lambda: Item.objects.all().delete(),
        lambda: Correction.objects.update(because="x"),
    ):
        with as_actor(room.cast.pol), pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_an_item_is_withdrawn_once(committed: Cast) -> None:
    room = make_room(committed)
    item = recorded(room, room.open())
    given = {"actor": committed.pol, "item": item, "because": "An error."}
    outcomes = at_once(
        lambda: withdraw_correspondence(**given), lambda: withdraw_correspondence(**given)
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Item", "Refused"]


def test_the_form_is_shown_only_to_those_who_can_send_it_now(room: Room) -> None:
    response, pol = room.invited(), room.cast.pol
    item = recorded(room, response)
    address = f"/correspondence/{item.ref}/withdraw/"
    reader = browser(room.chas).get(address)
    assert reader.status_code == 403
    assert "Only a policing body officer of the organisation" in reader.content.decode()
    assert browser(pol).get(address).status_code == 200
    withdraw_correspondence(actor=pol, item=item, because="About another report.")
    late = browser(pol).get(address)
    assert late.status_code == 403
    assert "This item has already been withdrawn." in late.content.decode()

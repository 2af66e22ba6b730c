"""Tests for a draft's figures beside their values today."""

from datetime import date, timedelta

from broadhurst.capabilities.inspections.commands.add_evidence import add_evidence
from broadhurst.foundation import clock
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room


def test_a_draft_warns_of_a_cited_figure_that_differs_today(room: Room) -> None:
    cora = room.cast.cora
    room.cast.ocg()
    response = room.complete()
    path = f"/responses/{response.ref}"
    with clock.set_to(NOW + timedelta(hours=1)):
        evidence = add_evidence(
            actor=cora, response=response, finding=room.first, what="active_ocgs",
            as_of=date(2021, 3, 1), is_publishable=True,
        )  # fmt: skip
        page = browser(cora).get(f"{path}/").content.decode()
        assert "Today: 1 OCG" in page
        assert "changed since" not in page
    with clock.set_to(NOW + timedelta(days=2, hours=2)):
        room.cast.ocg(name="Amber Dunlin")
    with clock.set_to(NOW + timedelta(days=2, hours=3)):
        page = browser(cora).get(f"{path}/").content.decode()
        assert "1 cited figure changed since." in page
        assert "1 OCG on 1 March 2021, 2 OCGs today" in page
        [recount] = Machine(room.cast.pol).get(path).json()["recounts"]
        assert recount == {
            "evidence": evidence.ref, "cited": "1 OCG", "today": "2 OCGs", "has_drifted": True,
        }  # fmt: skip
        shown = terminal(cora, "inspections", "recount", response.ref)
        assert "today 2 OCGs  changed" in shown.output


def test_a_reader_who_cannot_count_the_records_sees_no_value_of_today(room: Room) -> None:
    response = room.complete()
    add_evidence(
        actor=room.cast.cora, response=response, finding=room.first, what="active_ocgs",
        as_of=date(2021, 3, 1), is_publishable=True,
    )  # fmt: skip
    path = f"/responses/{response.ref}"
    assert "Today:" in browser(room.cast.pol).get(f"{path}/").content.decode()
    room_team = browser(room.chas).get(f"{path}/").content.decode()
    assert ("Today:" in room_team) == ("inspectorate_liaison" in room.chas.roles)


def test_a_published_response_is_not_counted_again(room: Room) -> None:
    response = room.cleared()
    assert "Today:" not in browser(room.chas).get(f"/responses/{response.ref}/").content.decode()

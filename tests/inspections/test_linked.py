"""Tests for the way from a published figure or a linked record to what the reader may open."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.inspections.commands.add_evidence import add_evidence
from broadhurst.capabilities.inspections.commands.clear import clear
from broadhurst.capabilities.inspections.commands.publish import publish
from broadhurst.foundation import clock
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser
from tests.inspections.making import Room

LATER = NOW + timedelta(hours=1)


def test_a_published_figure_leads_each_reader_to_what_they_may_open(room: Room) -> None:
    ocg, response = room.cast.ocg(), room.complete()
    with clock.set_to(LATER):
        add_evidence(
            actor=room.cast.cora, response=response, finding=room.first, what="active_ocgs",
            as_of=clock.today(), is_publishable=True,
        )  # fmt: skip
        clear(actor=room.clem, response=response, is_read=True)
        publish(actor=room.clem, response=response)
        path = f"/published-figures/{response.ref}/"
        public = browser(None).get(f"/published/{response.ref}/").content.decode()
        assert f'href="{path}"' in public
        assert ocg.ref not in public
        for part in ("Northshire Police", "OCGs that the organisation owned", "1 March 2021"):
            assert part in public
        assert browser(None).get(path).status_code == 302
        own = browser(room.cast.cora).get(path).content.decode()
        assert f'href="/ocgs/{ocg.ref}/"' in own
        for reader in (room.cast.pol, room.cast.olive):
            page = browser(reader).get(path).content.decode()
            assert "This figure counts 1 record of Northshire Police. You cannot open it." in page
            assert ocg.ref not in page


def test_a_record_is_linked_for_those_who_can_open_it(room: Room) -> None:
    ocg, response = room.cast.ocg(), room.invited()
    room.answered(response, room.first)
    given = {
        "actor": room.cast.cora, "response": response, "finding": room.first,
        "as_of": clock.today(), "is_publishable": True, "text": "Both leads met each month.",
    }  # fmt: skip
    with pytest.raises(Refused, match="OCG-222222 does not exist, or you cannot see it"):
        add_evidence(**given, what="record", records=[ocg.ref, "OCG-222222"])
    with pytest.raises(Refused, match="A figure has its own records"):
        add_evidence(**given, what="active_ocgs", records=[ocg.ref])
    one = add_evidence(**given, what="record", records=[ocg.ref])
    page = browser(room.cast.cora).get(f"/evidence/{one.ref}/").content.decode()
    assert f'href="/ocgs/{ocg.ref}/"' in page
    other = browser(room.cast.pol).get(f"/evidence/{one.ref}/").content.decode()
    assert "You cannot open 1 record that this links to. Ask" in other
    assert ocg.ref not in other
    letter = browser(room.cast.pol).get(f"/responses/{response.ref}/letter/").content.decode()
    assert ocg.ref not in letter


def test_the_api_takes_the_references_of_linked_records(room: Room) -> None:
    ocg, response = room.cast.ocg(), room.invited()
    room.answered(response, room.first)
    answer = Machine(room.cast.cora).post(
        f"/responses/{response.ref}/findings/{room.first.key}/add-evidence",
        what="record", as_of="2021-03-01", text="Both leads met.", records=[ocg.ref],
    )  # fmt: skip
    assert answer.json()["records"] == [ocg.ref]

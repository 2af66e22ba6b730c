"""Evidence: figures counted in the sight of whoever adds them, and kept."""

from datetime import date, timedelta
from typing import Any

import pytest

from broadhurst.capabilities.establishment.commands.appoint import appoint
from broadhurst.capabilities.inspections.commands.add_evidence import add_evidence
from broadhurst.capabilities.inspections.models import Evidence
from broadhurst.foundation import clock
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room

TODAY = date(2021, 3, 1)


def added(room: Room, who: Any, response: Any, **changes: Any) -> Evidence:
    given = {
        "finding": room.first, "what": "active_ocgs", "as_of": TODAY, "is_publishable": True,
    } | changes  # fmt: skip
    return add_evidence(actor=who, response=response, **given)


def test_it_counts_what_the_actor_may_see_and_keeps_references_alone(room: Room) -> None:
    ocg = room.cast.ocg()
    response = room.invited()
    room.answered(response, room.first)
    with clock.set_to(NOW + timedelta(hours=1)):
        theirs = added(room, room.cast.cora, response)
        ours = added(room, room.cast.pol, response)
    assert (theirs.figure["value"], ours.figure["value"]) == (1, 0)
    assert theirs.figure["records"] == [{"ref": ocg.ref, "href": f"/ocgs/{ocg.ref}/"}]
    assert ocg.name not in str(theirs.figure)
    page = browser(room.cast.pol).get(f"/evidence/{theirs.ref}/").content.decode()
    assert ocg.ref in page
    assert "in the sight of Northshire OCCU" in page
    assert browser(room.cast.pol).get(f"/ocgs/{ocg.ref}/").status_code == 404
    assert browser(room.cast.cora).get(f"/ocgs/{ocg.ref}/").status_code == 200


def test_it_stands_as_it_was_though_the_register_moves_on(room: Room) -> None:
    response = room.invited()
    room.answered(response, room.first)
    one = added(room, room.cast.cora, response)
    room.cast.ocg()
    page = browser(room.cast.cora).get(f"/responses/{response.ref}/letter/").content.decode()
    assert "Active OCGs, on 1 March 2021: <strong>none</strong>" in page
    assert one.figure["value"] == 0


def test_the_chief_officer_for_a_rocu_and_the_force_posts_beside(room: Room) -> None:
    response, cast = room.invited(), room.cast
    room.answered(response, room.first)
    rocu, what = cast.rita.agency, "chief_officer:nrocu"
    assert added(room, cast.pol, response, what=what).figure["value"] is None
    post = {
        "officer": cast.hal.officer, "agency": rocu, "post": "Assistant Chief Constable, NROCU",
        "kind": "rocu", "from_on": date(2019, 4, 1),
    }  # fmt: skip
    appoint(actor=cast.system, **post)
    one = added(room, cast.pol, response, what=what)
    assert (one.kind, one.figure["value"]) == ("appointment", 0)
    assert "appointed on 1 April 2019" in one.figure["title"]
    force_post = {"agency": cast.gail.agency, "post": "Head of crime", "from_on": date(2020, 1, 1)}
    appoint(actor=cast.system, **post | force_post | {"kind": "force"})
    assert added(room, cast.pol, response, what=what).figure["value"] == 1
    before = added(room, cast.pol, response, what=what, as_of=date(2019, 12, 31))
    assert before.figure["value"] == 0


def test_what_may_not_be_published_is_not_in_the_letter(room: Room) -> None:
    response = room.invited()
    room.answered(response, room.first)
    added(room, room.cast.cora, response, what="record", text="Terms of reference of the board.")
    added(room, room.cast.cora, response, is_publishable=False)
    page = browser(room.cast.cora).get(f"/responses/{response.ref}/letter/").content.decode()
    assert "Terms of reference of the board." in page
    assert "Active OCGs" not in page


def test_every_objection(room: Room) -> None:
    response, cora = room.invited(), room.cast.cora
    with pytest.raises(Refused) as refused:
        added(room, cora, response, what="record", as_of=date(2021, 3, 2), since=date(2021, 3, 3))
    said = " ".join(refused.value.objections)
    for part in ("Answer the finding first", "not come yet", "ends before it begins", "in words"):
        assert part in said
    room.answered(response, room.first)
    with pytest.raises(Refused, match="Take out “OCG-7K3QF2”"):
        added(room, cora, response, what="record", text="See OCG-7K3QF2.")


def test_page_api_and_terminal(room: Room) -> None:
    response, cora = room.invited(), room.cast.cora
    room.answered(response, room.first)
    path = f"/responses/{response.ref}/findings/{room.first.key}/add-evidence"
    answers = {"what": "transferred_in_full", "since": "2019-09-01", "as_of": "2021-03-01"}
    assert browser(cora).post(path + "/", answers).status_code == 302
    page = browser(room.cast.pol).get(f"/responses/{response.ref}/").content.decode()
    assert "OCGs transferred in full" in page
    answer = Machine(cora).post(path, **answers | {"is_publishable": True})
    assert answer.json()["figure"]["value"] == 0
    result = terminal(
        cora, "inspections", "add-evidence", response.ref, room.first.key, "--what=active_ocgs",
        "--as-of=2021-03-01", "--is-publishable",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert Machine(cora).post(path, **answers | {"what": "invented"}).status_code == 422
    assert Machine(room.cast.olive).post(path, **answers).status_code == 404
    assert browser(None).get(path + "/").status_code == 302


def test_olive_sees_no_evidence(room: Room) -> None:
    response = room.invited()
    room.answered(response, room.first)
    one = added(room, room.cast.cora, response)
    assert browser(room.cast.olive).get(f"/evidence/{one.ref}/").status_code == 404
    assert browser(room.cast.gail).get(f"/evidence/{one.ref}/").status_code == 404

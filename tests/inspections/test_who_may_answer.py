"""Tests that only a force's current policing body answers (Police Act 1996 s.55)."""

from datetime import date

import pytest

from broadhurst.capabilities.inspections.commands.open_response import open_response
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.waiting import waiting_for
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room, found
from tests.inspections.others import answers_for, body, officer


def test_another_agency_is_refused_and_told_who_answers(room: Room) -> None:
    commissioner = body(room.cast, "east-pcc", "PCC for Eastshire")
    answers_for(commissioner, room.cast.olive.agency)
    pat = officer(room.cast, commissioner, "Pat Elmstead", "policing_body", "clearer")
    with pytest.raises(Refused, match="Northshire Combined Authority oversees Northshire Police"):
        open_response(actor=pat, report=room.report, force=room.force)
    found(room.cast, room.report, "3", "For another.", addressed_to=[room.cast.olive.agency])
    assert open_response(actor=pat, report=room.report, force=room.cast.olive.agency).body == (
        commissioner
    )


def test_who_has_no_policing_body_has_no_response(room: Room) -> None:
    for key, name, kind in (
        ("btp", "British Transport Police", "police_force"),
        ("rocu", "Some ROCU", "rocu"),
        ("nca", "National Crime Agency", "national_agency"),
    ):
        agency = body(room.cast, key, name, kind)
        with pytest.raises(Refused, match=f"{name} has no local policing body"):
            open_response(actor=room.cast.pol, report=room.report, force=agency)


def test_the_common_council_answers_for_the_city(room: Room) -> None:
    council = body(room.cast, "common-council", "Common Council", "council")
    city = body(room.cast, "city", "City of London Police", "police_force")
    answers_for(council, city)
    ann = officer(room.cast, council, "Ann Moorgate", "policing_body")
    found(room.cast, room.report, "3", "For the City.", addressed_to=[city])
    assert open_response(actor=ann, report=room.report, force=city).body == council


def test_a_successor_answers_within_the_56_days(room: Room) -> None:
    """The duty passes from the body on the day of publication to its successor."""
    successor = body(room.cast, "north-pfcc", "PFCC for Northshire", since=date(2021, 2, 25))
    answers_for(successor, room.force, since=date(2021, 2, 25))
    sam = officer(room.cast, successor, "Sam Oakfield", "policing_body")
    with pytest.raises(Refused, match="PFCC for Northshire oversees Northshire Police"):
        open_response(actor=room.cast.pol, report=room.report, force=room.force)
    assert open_response(actor=sam, report=room.report, force=room.force).body == successor


def test_every_door_offers_own_forces_and_says_what_to_do_about_others(room: Room) -> None:
    pol, path = room.cast.pol, f"/reports/{room.report.ref}/open-response"
    page = browser(pol).get(path + "/").content.decode()
    assert "Northshire Police" in page
    assert "Eastshire Police" not in page
    assert "ROCUs and the NCA have no local policing body" in page
    wrong = browser(pol).post(path + "/", {"force": "eastshire"})
    said = "own local policing body can open its response."
    assert (wrong.status_code, said in wrong.content.decode()) == (422, True)
    answer = Machine(pol).post(path, force="eastshire")
    assert answer.status_code == 422
    assert "own local policing body can open its response" in answer.content.decode()
    result = terminal(pol, "inspections", "open-response", room.report.ref, "--force=eastshire")
    assert result.exit_code == 1
    assert "own local policing body can open its response" in result.output
    with as_actor(pol):
        assert not Response.objects.exists()


def test_reports_wait_for_the_body_that_answers_and_the_button_is_for_it_alone(room: Room) -> None:
    commissioner = body(room.cast, "east-pcc", "PCC for Eastshire")
    answers_for(commissioner, room.cast.olive.agency)
    pat = officer(room.cast, commissioner, "Pat Elmstead", "policing_body")
    idle = officer(
        room.cast, body(room.cast, "far-pcc", "PCC for Farshire"), "Ida Far", "policing_body"
    )
    for who, waits in ((room.cast.pol, True), (pat, False), (idle, False)):
        with as_actor(who):
            assert bool(waiting_for(who)) is waits
    path = f"/reports/{room.report.ref}/"
    assert "Open a response" in browser(room.cast.pol).get(path).content.decode()
    for who in (idle, room.cast.gail):
        page = browser(who).get(path).content.decode()
        assert "open-response" not in page
        assert "record-elsewhere" not in page

"""Tests for addressing the letter."""

import pytest

from broadhurst.capabilities.inspections.commands.address import address
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import LETTER, Room


def test_the_letter_is_from_to_and_signed(room: Room) -> None:
    response = room.open()
    address(actor=room.cast.pol, response=response, **LETTER)
    page = browser(room.cast.pol).get(f"/responses/{response.ref}/letter/").content.decode()
    assert "1 Long Street" in page
    assert "Dear Home Secretary" in page
    assert "Dora Millbrook<br />\nDeputy Mayor" in page


def test_every_objection(room: Room) -> None:
    response = room.invited()
    with pytest.raises(Refused, match="Only the policing body"):
        address(actor=room.chas, response=response, **LETTER)
    with pytest.raises(Refused, match="Remove"):
        address(actor=room.cast.pol, response=response, **LETTER | {"subject": "TRF-7K3QF2"})


def test_page_api_and_terminal(room: Room) -> None:
    response, pol = room.open(), room.cast.pol
    path = f"/responses/{response.ref}/address"
    assert browser(pol).post(path + "/", LETTER).status_code == 302
    assert "1 Long Street" in browser(pol).get(path + "/").content.decode()
    assert Machine(pol).post(path, **LETTER).status_code == 200
    options = [f"--{name.replace('_', '-')}={value}" for name, value in LETTER.items()]
    result = terminal(pol, "inspections", "address", response.ref, *options)
    assert result.exit_code == 0, result.output
    assert browser(pol).post(path + "/", LETTER | {"sender": ""}).status_code == 422
    assert Machine(room.cast.olive).post(path, **LETTER).status_code == 404

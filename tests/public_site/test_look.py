"""The colour of an organisation's public pages, at the page, the API and the terminal."""

import pytest

from broadhurst.capabilities.public_site import rules
from broadhurst.capabilities.public_site.commands.remove_look import remove_look
from broadhurst.capabilities.public_site.commands.set_look import set_look
from broadhurst.capabilities.public_site.models import Look
from broadhurst.foundation.workflow import Refused
from tests.doors import Machine, browser, terminal
from tests.inspections.making import Room, make_room
from tests.people import Cast
from tests.public_messages.making import published

PATH = "/public-site/"


@pytest.fixture
def room(cast: Cast) -> Room:
    return make_room(cast)


@pytest.mark.parametrize(
    ("colour", "is_refused"),
    [("#000000", False), ("#1d5b79", False), ("#767676", False), ("#777777", True),
     ("#ffdd00", True), ("red", True), ("#fff", True), ("#1d5b79;}", True)],
)  # fmt: skip
def test_colour_is_a_hex_code_that_white_can_be_read_on(colour: str, is_refused: bool) -> None:
    assert bool(rules.objections_to_colour(colour)) is is_refused


def test_contrast_of_black_and_white_is_21_to_1() -> None:
    assert rules.contrast_with_white("#000000") == pytest.approx(21)
    assert rules.contrast_with_white("#ffffff") == pytest.approx(1)


def test_pages_of_the_organisation_take_its_colour_at_once(room: Room) -> None:
    message, nobody = published(room), browser(None)
    key = room.cast.pol.agency.key
    style = f"/published/look/{key}.css"
    assert style in nobody.get(f"/published/messages/{message.ref}/").content.decode()
    assert nobody.get(style).content == b""
    pol = browser(room.cast.pol)
    light = pol.post(f"{PATH}set-look/", {"colour": "#FFDD00"})
    assert "Enter a darker colour" in light.content.decode()
    assert pol.post(f"{PATH}set-look/", {"colour": "#1D5B79"}).status_code == 302
    assert b"background:#1d5b79" in nobody.get(style).content
    assert "#1d5b79" in pol.get(PATH).content.decode()
    assert pol.post(f"{PATH}remove-look/", {"because": "A new brand"}).status_code == 302
    assert nobody.get(style).content == b""
    assert "The usual dark blue" in pol.get(PATH).content.decode()
    assert "Read your public pages" in pol.get(PATH).content.decode()
    assert nobody.get(f"/published/organisations/{key}/").status_code == 200


def test_only_those_who_publish_set_it(room: Room) -> None:
    with pytest.raises(Refused, match="Only a policing body officer"):
        set_look(actor=room.cast.olive, colour="#1d5b79")
    with pytest.raises(Refused, match="already have the usual look"):
        remove_look(actor=room.cast.pol, because="None")
    assert "Set colour" not in browser(room.cast.olive).get(PATH).content.decode()
    assert not Look.objects.exists()


def test_api_and_terminal_do_the_same(room: Room) -> None:
    machine = Machine(room.cast.pol)
    assert machine.get("/public-site/look").json()["colour"] is None
    assert machine.post("/public-site/look", colour="#1d5b79").json()["colour"] == "#1d5b79"
    removed = machine.post("/public-site/look/remove", because="A new brand")
    assert removed.json()["colour"] is None
    done = terminal(room.cast.pol, "public-site", "set-look", "--colour", "#5b1d79")
    assert "#5b1d79" in done.output
    done = terminal(room.cast.pol, "public-site", "remove-look", "--because", "Too bright")
    assert "has the usual look" in done.output

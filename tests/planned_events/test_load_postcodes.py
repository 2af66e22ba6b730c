"""Postcodes from a file of Code-Point Open can be entered as a place."""

from pathlib import Path

import pytest

from broadhurst.capabilities.deconfliction.models import Event, Postcode
from broadhurst.capabilities.planned_events.commands.load_postcodes import load_postcodes
from broadhurst.capabilities.planned_events.queries.places import place_written
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.geography.postcodes import is_full, rows_of
from broadhurst.foundation.geography.sphere import InvalidPlace
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.demo.load import POSTCODES
from tests.doors import Machine, browser, terminal
from tests.people import Cast

# As Ordnance Survey publishes it. Quality 90 means that a postcode has no location.
LINES = (
    '"BL1 1AA",10,371700,409000,"E92000001","E19000001","E18000002","","E08000001","E05000650"\n',
    '"BL99 9ZZ",90,0,0,"E92000001","","","","",""\n',
    '"M50 2AA",10,381000,397300,"E92000001","","","","",""\n',
)


@pytest.fixture
def loaded(cast: Cast) -> Cast:
    assert load_postcodes(actor=cast.system, lines=LINES, source="codepo.csv") == 2
    return cast


def test_a_file_is_read_and_loaded_again(loaded: Cast) -> None:
    moved = ('"BL1 1AA",10,371800,409100\n',)
    assert load_postcodes(actor=loaded.system, lines=moved, source="newer.csv") == 1
    assert Postcode.objects.count() == 2
    assert Postcode.objects.get(pk="BL11AA").east == 371800


def test_a_wrong_row_changes_nothing_and_only_an_administrator_loads(cast: Cast) -> None:
    for lines, told in (((*LINES, "name,x\n"), "Line 4 is not a row"), ((), "no postcode")):
        with pytest.raises(Refused, match=told):
            load_postcodes(actor=cast.system, lines=lines, source="x")
    with pytest.raises(Refused, match="Only an administrator"):
        load_postcodes(actor=cast.gail, lines=LINES, source="x")
    assert not Postcode.objects.exists()


@pytest.mark.parametrize("typed", ["BL1 1AA", "bl11aa", " bl1  1aa "])
def test_a_postcode_is_a_place_however_it_is_typed(loaded: Cast, typed: str) -> None:
    point = place_written(typed)
    assert (round(point.latitude, 2), round(point.longitude, 2)) == (53.58, -2.43)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("BL9 9ZZ", "Postcode BL9 9ZZ is not known here. Check it, or enter a grid reference."),
        ("BL1", "Enter the full postcode. BL1 is part of one."),
        ("somewhere", "Enter one of these: a full postcode, like BL1 1AA, a grid reference"),
    ],
)
def test_an_unknown_place_says_what_to_enter(loaded: Cast, typed: str, told: str) -> None:
    with pytest.raises(InvalidPlace) as invalid:
        place_written(typed)
    assert told in str(invalid.value)


def test_a_planned_event_and_a_warrant_take_a_postcode(loaded: Cast) -> None:
    times = {"starts_at": "2021-03-08T05:00", "ends_at": "2021-03-08T08:00"}
    asked = {"kind": "execute_warrant", "what": "Search the shop.", **times}
    path = f"/ocgs/{loaded.ocg().ref}/ask"
    machine = Machine(loaded.gail)
    wrong = machine.post(path, **asked, point="BL9 9ZZ")
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["field"] == "point"
    done = machine.post(path, **asked, point="BL1 1AA")
    assert done.status_code == 201, done.content
    with as_actor(loaded.gail):
        assert round(Event.objects.get().latitude, 2) == 53.58
    form = browser(loaded.gail).get("/deconfliction/events/plan/").content.decode()
    assert "A full postcode, like BL1 1AA" in form


def test_the_terminal_loads_a_file_or_a_folder(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "bl.csv"
    file.write_text("".join(LINES))
    for given in (file, tmp_path):
        done = terminal(cast.system, "deconfliction", "load-postcodes", str(given))
        assert done.output == "2 postcodes are loaded.\n"
    refused = terminal(cast.gail, "deconfliction", "load-postcodes", str(file))
    assert refused.exit_code == 1


def test_the_demos_own_file_is_of_that_format() -> None:
    with POSTCODES.open() as lines:
        rows = list(rows_of(lines))
    assert len(rows) > 200
    assert all(is_full(one.code) and one.north > 200_000 for one in rows)

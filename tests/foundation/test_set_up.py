"""The first run: from an empty database to a force that works with pages alone."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from broadhurst.capabilities.establishment.queries.organisations import policing_body_of
from broadhurst.config.cli import main
from broadhurst.foundation.agencies.models import Agency, Officer, Posting, Unit
from tests.conftest import copied, named
from tests.establishment.admins import TODAY

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "organisations.example.toml"
OWN = "Cedar-lantern-42"
SMALL = """
real_organisations = false
[administrator]
username = "ivy-sorrel"
name = "Ivy Sorrel"
contact = "Service desk, 0161 496 0100"
"""
WRONG = """
[[organisation]]
key = "a/b"
name = "Northshire Police"
short_name = "Northshire"
kind = "force"
nation = "ENG"
from_on = 1974-04-01
"""
DISTRICT = """
[[district]]
key = "kent-medway"
name = "Medway"
force = "kent"
"""


@pytest.fixture
def empty(worker: str, django_db_blocker: Any) -> Iterator[None]:
    """An empty database, without officers."""
    with django_db_blocker.unblock(), copied(f"broadhurst_{worker}_empty") as name, named(name):
        yield


def set_up(file: Path) -> Result:
    return CliRunner().invoke(main, ["set-up", str(file)])


def password_in(said: str) -> str:
    found = re.search(r"([2-9A-Z]{5}-){3}[2-9A-Z]{5}", said)
    assert found, said
    return found.group()


def test_the_example_file_sets_up_a_force_that_goes_on_at_the_pages(empty: None) -> None:
    """Set up a force outside the demo, and enrol an officer who registers an OCG."""
    done = set_up(EXAMPLE)
    assert done.exit_code == 0, done.output
    force = Agency.objects.get(key="northshire")
    answers = policing_body_of(force, TODAY)
    assert answers
    assert answers.key == "northshire-pcc"
    assert policing_body_of(Agency.objects.get(key="durham"), TODAY)
    ivy = signed_in("ivy-sorrel", password_in(done.output))
    at = "/administration/organisations/northshire/open-unit/"
    unit = {"key": "north-team", "name": "North team", "kind": "team", "from_on": str(TODAY),
            "duty_contact": "Duty inspector, 0161 496 0123"}  # fmt: skip
    assert ivy.post(at, unit).status_code == 302
    enrolled = {"username": "nell-bracken", "name": "Nell Bracken", "agency": "northshire"}
    assert ivy.post("/administration/enrol/", enrolled).status_code == 302
    posted = {"unit": "north-team", "title": "DS", "roles": ["investigator"],
              "from_on": str(TODAY)}  # fmt: skip
    officer = "/administration/officers/nell-bracken"
    assert ivy.post(f"{officer}/post/", posted).status_code == 302
    nell = signed_in("nell-bracken", password_in(ivy.post(f"{officer}/password/").content.decode()))
    assert nell.get("/ocgs/register/").status_code == 200
    assert nell.get("/administration/").status_code == 403


def signed_in(username: str, secret: str) -> Client:
    """Sign in with a one-time password, and choose a new one."""
    client = Client()
    client.post("/sign-in/", {"username": username, "password": secret})
    new = {"current_password": secret, "new_password": OWN, "again": OWN}
    assert client.post("/account/password/", new).headers["Location"] == "/"
    return client


def test_kent_starts_with_districts_and_registers_an_ocg_in_one(
    empty: None, tmp_path: Path
) -> None:
    """A real force outside the North West: from an empty store to an OCG in a district."""
    file = tmp_path / "organisations.toml"
    file.write_text(SMALL.replace("real_organisations = false", "") + DISTRICT)
    done = set_up(file)
    assert done.exit_code == 0, done.output
    kent = Agency.objects.get(key="kent")
    assert [one.name for one in kent.districts.all()] == ["Medway"]
    ivy = signed_in("ivy-sorrel", password_in(done.output))
    at = "/administration"
    office = opened_unit(ivy, "kent", "kent-office", "Administration office")
    team = opened_unit(ivy, "kent", "kent-team", "Serious crime team")
    essex = opened_unit(ivy, "essex", "essex-office", "Administration office")
    ada = enrolled(ivy, "kent", office, "Ada Pennick", "organisation_administrator")
    fay = enrolled(ivy, "essex", essex, "Fay Sedge", "organisation_administrator")
    given = {"key": "kent-thanet", "name": "Thanet"}
    assert ada.post(f"{at}/organisations/kent/open-district/", given).status_code == 302
    assert fay.post(f"{at}/organisations/kent/open-district/", given).status_code == 404
    nell = enrolled(ada, "kent", team, "Nell Bracken", "investigator")
    enrolled(ada, "kent", team, "Tom Wren", "investigator")
    ocg = {"name": "Copper Heron", "threat_types": ["drugs"], "description": "Supplies drugs.",
           "lro": "tom-wren", "sio": "nell-bracken",
           "urgent_because": "An arrest is planned."}  # fmt: skip
    asked = nell.post("/ocgs/register/", ocg)
    assert asked.status_code == 422
    assert "Select at least one district" in asked.content.decode()
    made = nell.post("/ocgs/register/", ocg | {"districts": ["kent-thanet"]})
    assert made.status_code == 302, made.content.decode()
    assert "Thanet" in nell.get(made.headers["Location"]).content.decode()


def opened_unit(admin: Client, force: str, key: str, name: str) -> str:
    unit = {"key": key, "name": name, "kind": "team", "from_on": str(TODAY),
            "duty_contact": "Duty inspector, 0161 496 0123"}  # fmt: skip
    at = f"/administration/organisations/{force}/open-unit/"
    assert admin.post(at, unit).status_code == 302
    return key


def enrolled(admin: Client, force: str, unit: str, name: str, role: str) -> Client:
    """Enrol an officer, post them with a role, and sign in as them."""
    username = name.lower().replace(" ", "-")
    given = {"username": username, "name": name, "agency": force}
    assert admin.post("/administration/enrol/", given).status_code == 302
    posted = {"unit": unit, "title": "Officer", "roles": [role], "from_on": str(TODAY)}
    officer = f"/administration/officers/{username}"
    assert admin.post(f"{officer}/post/", posted).status_code == 302
    return signed_in(username, password_in(admin.post(f"{officer}/password/").content.decode()))


def test_a_store_with_officers_is_refused_and_left_as_it_is(empty: None) -> None:
    assert set_up(EXAMPLE).exit_code == 0
    count = Agency.objects.count()
    again = set_up(EXAMPLE)
    assert again.exit_code == 1
    assert "There are officers already" in again.output
    assert Agency.objects.count() == count


def test_a_file_that_does_not_fit_changes_nothing_and_says_why(empty: None, tmp_path: Path) -> None:
    file = tmp_path / "organisations.toml"
    for text, said in (
        ("not toml", "is not a TOML file"),
        ("[administrator]\nname = 'x'", "needs [administrator] with username, contact"),
        (f"{SMALL}\n[more]\nx = 1", "has unknown entries: more"),
        (SMALL + WRONG, "--kind: Choose a kind from the list"),
        (SMALL + WRONG.replace('"force"', '"police_force"'), "lowercase letters"),
        (SMALL + WRONG + "colour = 1", "--colour: This option does not exist."),
        (SMALL + DISTRICT, "there is no organisation “kent”"),
    ):
        file.write_text(text)
        done = set_up(file)
        assert done.exit_code == 1, text
        assert said in done.output
        assert Agency.objects.count() == 1
        assert Officer.objects.count() == 1


def test_without_the_real_organisations_there_is_the_administrator_alone(
    empty: None, tmp_path: Path
) -> None:
    file = tmp_path / "organisations.toml"
    file.write_text(SMALL)
    assert set_up(file).exit_code == 0
    assert Agency.objects.get().kind == "system"
    unit = Unit.objects.get(key="administrators")
    assert Posting.objects.get(unit=unit).roles == ["administrator"]
    assert Officer.objects.get(username="ivy-sorrel").password_is_temporary


def test_the_readme_tells_of_the_example_file() -> None:
    readme = (ROOT / "README.md").read_text()
    assert "broadhurst set-up organisations.toml" in readme
    assert "docs/organisations.example.toml" in readme

"""Districts of a police force: opened, corrected and closed, and where OCGs are registered."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.establishment.commands.close_agency import close_agency
from broadhurst.capabilities.establishment.commands.close_district import close_district
from broadhurst.capabilities.establishment.commands.edit_district import edit_district
from broadhurst.capabilities.establishment.commands.edit_unit import edit_unit
from broadhurst.capabilities.establishment.commands.load_agencies import load_agencies
from broadhurst.capabilities.establishment.commands.open_agency import open_agency
from broadhurst.capabilities.establishment.commands.open_district import open_district
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import District
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.at_once import refusals, while_it_waits
from tests.doors import Machine, browser, terminal
from tests.establishment.admins import TODAY, Admins, make_admins
from tests.establishment.test_organisations import NOT_YOURS, TEAM, WESTSHIRE
from tests.people import Cast

AT = "/administration/organisations/northshire"


def test_a_forces_administrator_opens_districts_at_every_door(cast: Cast, admins: Admins) -> None:
    page = browser(admins.ada)
    asked = page.get(f"{AT}/open-district/").content.decode()
    assert "Bolton Council" in asked
    given = {"key": "n-bury", "name": "Bury", "council": "bolton-council"}
    assert page.post(f"{AT}/open-district/", given).headers["Location"] == f"{AT}/"
    shown = page.get(f"{AT}/").content.decode()
    assert "Close district" in shown
    assert "n-bury" in shown
    made = Machine(admins.ada).post(
        "/organisations/northshire/open-district", key="n-leigh", name="Leigh"
    )
    assert (made.status_code, made.json()) == (
        201,
        {"key": "n-leigh", "name": "Leigh", "organisation": "northshire", "council": None,
         "until_on": None},
    )  # fmt: skip
    said = ["establishment", "open-district", "northshire", "n-wigan", "--name", "Wigan"]
    done = terminal(admins.ada, *said)
    assert done.exit_code == 0, done.output
    listed = terminal(admins.ada, "establishment", "districts").output
    assert "n-wigan  Wigan, Northshire Police" in listed
    keys = [one["key"] for one in Machine(admins.ada).get("/districts").json()["items"]]
    assert keys == ["bolton", "n-bury", "n-leigh", "n-wigan"]
    ocg = browser(cast.gail).get("/ocgs/register/").content.decode()
    assert "Leigh" in ocg


def test_a_district_is_renamed_at_every_door(cast: Cast, admins: Admins) -> None:
    at = "/administration/districts/bolton/edit/"
    assert 'value="Bolton"' in browser(admins.ada).get(at).content.decode()
    new = {"name": "Bolton and Bury", "council": "bolton-council"}
    assert browser(admins.ada).post(at, new).status_code == 302
    with as_actor(admins.ada):
        edited = Event.objects.get(verb="district.edited")
    assert words(edited) == (
        "Ada Pennick corrected the district Bolton and Bury from “name: Bolton” to “name: Bolton "
        "and Bury”."
    )
    renamed = Machine(admins.ivy).post("/districts/bolton/edit", name="Bolton West")
    assert (renamed.json()["name"], renamed.json()["council"]) == ("Bolton West", "bolton-council")
    said = ["establishment", "edit-district", "bolton", "--council", ""]
    assert terminal(admins.ada, *said).exit_code == 0
    bolton = District.objects.get(key="bolton")
    assert (bolton.name, bolton.council) == ("Bolton West", None)


def test_no_ocg_is_registered_in_a_closed_district(cast: Cast, admins: Admins) -> None:
    ocg = cast.ocg()
    bury = open_district(actor=admins.ada, agency=cast.gail.agency, key="n-bury", name="Bury")
    with pytest.raises(Refused, match="Challenger Bolton"):
        close_district(actor=admins.ada, district=cast.bolton, until_on=TODAY, reason="Merged")
    for unit in cast.bolton.unit_set.all():
        edit_unit(actor=admins.ivy, unit=unit, name=unit.name, kind=unit.kind,
                  duty_contact=unit.duty_contact, district=bury)  # fmt: skip
    at = "/administration/districts/bolton/close/"
    assert browser(admins.ada).post(at, {"until_on": str(TODAY)}).status_code == 422
    closed = browser(admins.ada).post(at, {"until_on": str(TODAY), "reason": "Merged with Bury"})
    assert closed.status_code == 302
    with as_actor(admins.ada):
        told = Event.objects.get(verb="district.closed")
    assert words(told) == (
        "Ada Pennick closed the district Bolton of Northshire Police from 1 March 2021. Reason: "
        "Merged with Bury."
    )
    assert "Closed on 1 March 2021" in browser(admins.ada).get(f"{AT}/").content.decode()
    asked = browser(cast.gail).get("/ocgs/register/").content.decode()
    assert 'value="n-bury"' in asked
    assert 'value="bolton"' not in asked
    kept = browser(cast.gail).get(f"/ocgs/{ocg.ref}/edit/").content.decode()
    assert 'value="bolton"' in kept
    with pytest.raises(Refused, match="This district ended on 1 March 2021"):
        edit_district(actor=admins.ada, district=cast.bolton, name="Bolton")
    with pytest.raises(Refused, match="This district ended on 1 March 2021"):
        close_district(actor=admins.ada, district=cast.bolton, until_on=TODAY, reason="Again")
    with pytest.raises(Refused, match="The district Bolton closed on 1 March 2021"):
        open_unit(actor=admins.ada, agency=cast.gail.agency, **TEAM, district=cast.bolton)
    again = open_district(actor=admins.ada, agency=cast.gail.agency, key="bolton-2", name="Bolton")
    assert again.until_on is None


def test_close_district_at_the_api_and_the_terminal(cast: Cast, admins: Admins) -> None:
    for key in ("n-bury", "n-leigh"):
        open_district(actor=admins.ada, agency=cast.gail.agency, key=key, name=key)
    until = TODAY + timedelta(days=30)
    closed = Machine(admins.ada).post(
        "/districts/n-bury/close", until_on=str(until), reason="Merged"
    )
    assert closed.json()["until_on"] == str(until)
    assert "Closes on 31 March 2021" in browser(admins.ada).get(f"{AT}/").content.decode()
    said = ["establishment", "close-district", "n-leigh", "--until-on", "2021-02-01"]
    late = terminal(admins.ada, *said, "--reason", "Merged")
    assert "Enter today or a later day" in late.output
    said[-1] = str(TODAY)
    assert terminal(admins.ada, *said, "--reason", "Merged").exit_code == 0


def test_what_no_district_can_be(cast: Cast, admins: Admins) -> None:
    force, council = cast.gail.agency, cast.connie.agency
    with pytest.raises(Refused, match="This force has a district called bolton"):
        open_district(actor=admins.ada, agency=force, key="new", name="bolton ")
    with pytest.raises(Refused, match="The key “bolton” is taken"):
        open_district(actor=admins.ada, agency=force, key="bolton", name="New")
    with pytest.raises(Refused, match="Only a police force has districts"):
        open_district(actor=admins.ivy, agency=council, key="new", name="New")
    with pytest.raises(Refused, match="Choose a council"):
        open_district(actor=admins.ada, agency=force, key="new", name="New", council=force)
    with pytest.raises(IntegrityError), transaction.atomic():
        District.objects.create(key="new", name="BOLTON", force=force)
    at = "/administration/organisations/bolton-council"
    assert browser(admins.ivy).get(f"{at}/open-district/").status_code == 404
    assert "Open a district" not in browser(admins.ivy).get(f"{at}/").content.decode()


def test_other_administrators_and_officers_do_not_change_districts(
    cast: Cast, admins: Admins
) -> None:
    force, bolton = cast.gail.agency, cast.bolton
    for actor in (cast.gail, admins.fay):
        for path in ("organisations/northshire/open-district", "districts/bolton/edit",
                     "districts/bolton/close"):  # fmt: skip
            assert browser(actor).get(f"/administration/{path}/").status_code == 404
            assert Machine(actor).post(f"/{path}", name="x").status_code == 404
        said = ["establishment", "edit-district", "bolton", "--name", "x"]
        assert terminal(actor, *said).exit_code == 1
        with pytest.raises(Refused, match=NOT_YOURS):
            open_district(actor=actor, agency=force, key="x", name="X")
        with pytest.raises(Refused, match=NOT_YOURS):
            edit_district(actor=actor, district=bolton, name="X")
        with pytest.raises(Refused, match=NOT_YOURS):
            close_district(actor=actor, district=bolton, until_on=TODAY, reason="X")
    assert Machine(cast.gail).get("/districts").status_code == 403
    assert Machine(admins.fay).get("/districts").json()["items"] == []


def test_a_force_closes_after_its_districts(admins: Admins) -> None:
    force = open_agency(actor=admins.ivy, **WESTSHIRE)
    west = open_district(actor=admins.ivy, agency=force, key="west", name="West")
    with pytest.raises(Refused, match="End or move these first: district West"):
        close_agency(actor=admins.ivy, agency=force, until_on=TODAY)
    close_district(actor=admins.ivy, district=west, until_on=TODAY, reason="Merged")
    close_agency(actor=admins.ivy, agency=force, until_on=TODAY)
    with pytest.raises(Refused, match="The organisation closed"):
        open_district(actor=admins.ivy, agency=force, key="east", name="East")


def test_a_force_without_districts_is_not_offered_those_of_others(
    cast: Cast, admins: Admins
) -> None:
    at = "/administration/organisations/eastshire/open-unit/"
    assert 'value="bolton"' not in browser(admins.fay).get(at).content.decode()


def test_loading_again_keeps_a_district_that_was_renamed(cast: Cast) -> None:
    load_agencies(actor=cast.system)
    wigan = District.objects.get(key="wigan")
    edit_district(actor=cast.system, district=wigan, name="Wigan and Leigh")
    load_agencies(actor=cast.system)
    wigan.refresh_from_db()
    assert wigan.name == "Wigan and Leigh"


def test_no_unit_moves_to_a_district_that_closes(committed: Cast) -> None:
    admins = make_admins(committed)
    bury: Any = open_district(
        actor=admins.ada, agency=committed.gail.agency, key="n-bury", name="Bury"
    )
    unit = committed.gail.unit
    outcomes = while_it_waits(
        lambda: close_district(actor=admins.ivy, district=bury, until_on=TODAY, reason="Merged"),
        lambda: edit_unit(actor=admins.ada, unit=unit, name=unit.name, kind=unit.kind,
                          duty_contact=unit.duty_contact, district=bury),
    )  # fmt: skip
    assert refusals(outcomes) == [
        "The district Bury closed on 1 March 2021. Choose another district."
    ]

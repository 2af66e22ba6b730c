"""Only administrators change organisations, units, officers and postings."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from broadhurst.capabilities.establishment.commands.enrol import enrol
from broadhurst.capabilities.establishment.commands.load_agencies import load_agencies
from broadhurst.capabilities.establishment.commands.open_agency import open_agency
from broadhurst.capabilities.establishment.commands.open_unit import open_unit
from broadhurst.capabilities.establishment.commands.post import post
from broadhurst.capabilities.establishment.queries.officers import (
    chief_officer_for,
    postings_of,
    posts_beside,
)
from broadhurst.capabilities.establishment.rules.postings import objections_to_post
from broadhurst.foundation.agencies.models import Agency, District, RegionMember, in_force_on
from broadhurst.foundation.workflow import Refused
from tests.appointing import appointed
from tests.doors import Machine, browser, terminal
from tests.establishment.admins import Admins
from tests.people import SINCE, Cast
from tests.signing import SUBJECT, sign_with


def test_load_agencies_brings_six_forces_to_the_north_west(cast: Cast) -> None:
    assert load_agencies(actor=cast.system) > 90
    members = RegionMember.objects.filter(in_force_on(date(2021, 3, 30)), region__key="north-west")
    assert {m.agency.key for m in members} == {
        "nwrocu", "cheshire", "cumbria", "gmp", "lancashire", "merseyside", "north-wales",
    }  # fmt: skip
    # The tenth, Bolton, has the key of a district of the cast, which stays as it is.
    assert District.objects.filter(force__key="gmp").count() == 9
    assert District.objects.get(key="bolton").force == cast.gail.agency
    assert Agency.objects.get(key="hmicfrs").succeeds == Agency.objects.get(key="hmic")


def test_load_agencies_again_changes_nothing(cast: Cast) -> None:
    assert load_agencies(actor=cast.system) == load_agencies(actor=cast.system)


def test_load_agencies_keeps_what_an_administrator_corrected(cast: Cast) -> None:
    load_agencies(actor=cast.system)
    gmp, lancashire = (Agency.objects.get(key=key) for key in ("gmp", "lancashire"))
    gmp.name, gmp.succeeds = "Greater Manchester Constabulary", lancashire
    gmp.save()
    load_agencies(actor=cast.system)
    gmp.refresh_from_db()
    assert (gmp.name, gmp.succeeds) == ("Greater Manchester Constabulary", lancashire)


def test_enrol_refuses_a_weak_password(cast: Cast) -> None:
    with pytest.raises(Refused, match="too short"):
        enrol(actor=cast.system, username="x", name="X", grade="", password="p")


def test_only_an_administrator_changes_them(cast: Cast) -> None:
    for attempt in (
        lambda: load_agencies(actor=cast.gail),
        lambda: enrol(actor=cast.gail, username="x", name="X", grade="", password=None),
        lambda: open_agency(
            actor=cast.gail, key="x", name="X", short_name="X", kind="council", nation="ENG",
            from_on=SINCE,
        ),
        lambda: open_unit(
            actor=cast.gail, agency=cast.gail.agency, key="x", name="X", kind="team",
            duty_contact="x", from_on=SINCE,
        ),
        lambda: post(
            actor=cast.gail, officer=cast.len.officer, unit=cast.mo.unit, title="x", roles=[],
            from_on=SINCE,
        ),
        lambda: appointed(
            actor=cast.gail, officer=cast.len.officer, agency=cast.rita.agency, post="ACC",
            kind="rocu", from_on=SINCE,
        ),
    ):  # fmt: skip
        with pytest.raises(Refused, match="Only an administrator"):
            attempt()


def test_a_posting_stands_within_the_life_of_its_unit(cast: Cast) -> None:
    unit = cast.gail.unit
    assert objections_to_post(unit, from_on=date(2018, 1, 1), until_on=date(2017, 1, 1)) == [
        "The posting ends before it begins. Enter a later end.",
        "The unit opens on 01 January 2019. Start the posting on that day or later.",
    ]


def test_an_officer_acts_in_a_posting_from_its_first_day_to_the_day_before_its_end(
    cast: Cast,
) -> None:
    post(
        actor=cast.system, officer=cast.len.officer, unit=cast.mo.unit, title="Attached", roles=[],
        from_on=date(2021, 4, 1), until_on=date(2021, 5, 1),
    )  # fmt: skip
    counts = [
        postings_of(cast.len.officer, day).count()
        for day in (date(2021, 3, 31), date(2021, 4, 1), date(2021, 4, 30), date(2021, 5, 1))
    ]
    assert counts == [1, 2, 2, 1]


def test_a_force_post_held_in_the_same_span_spoils_autonomy(cast: Cast) -> None:
    def held(agency: Agency, kind: str, from_on: date, until_on: date | None) -> None:
        appointed(
            actor=cast.system, officer=cast.hal.officer, agency=agency, post=f"ACC {from_on}",
            kind=kind, from_on=from_on, until_on=until_on,
        )  # fmt: skip

    held(cast.gail.agency, "force", SINCE, date(2020, 1, 1))
    held(cast.rita.agency, "rocu", date(2020, 1, 1), None)
    chief = chief_officer_for(cast.rita.agency, date(2021, 3, 30))
    assert chief
    assert chief.officer == cast.hal.officer
    assert posts_beside(chief) == []
    assert chief_officer_for(cast.rita.agency, date(2019, 12, 31)) is None
    held(cast.gail.agency, "force", date(2021, 1, 1), date(2021, 2, 1))
    assert len(posts_beside(chief)) == 1


def test_issue_token_at_every_door_and_it_acts_as_its_owner(cast: Cast) -> None:
    page = browser(cast.gail)
    assert page.post("/token/", {"label": "x", "days": "999"}).status_code == 422
    shown = page.post("/token/", {"label": "A spreadsheet", "days": "30"}).content.decode()
    assert "bhst_" in shown
    assert "bhst_" not in page.get("/token/").content.decode()
    words = ["establishment", "issue-token", "--label", "A job", "--days", "1"]
    assert terminal(cast.gail, *words).output.startswith("bhst_")
    assert Machine(cast.gail).get("/me").json()["officer"] == "gail-fernsby"


def test_administrators_read_whether_published_pdfs_are_signed(
    admins: Admins, settings: Any, tmp_path: Path
) -> None:
    page = browser(admins.ivy)
    assert "no signing key is set up" in page.get("/administration/").content.decode()
    sign_with(settings, tmp_path)
    assert f"are signed by {SUBJECT}." in page.get("/administration/").content.decode()
    settings.SIGNING_PASSPHRASE = "wrong"
    assert "cannot be read" in page.get("/administration/").content.decode()

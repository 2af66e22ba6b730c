"""The chief officers' pages, API and terminal, for everyone who signs in."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.foundation.agencies.models import Region, RegionMember
from tests.appointing import a_post, appointed
from tests.doors import Machine, browser, terminal
from tests.establishment.admins import Admins
from tests.people import SINCE, Cast

APRIL, MAY, JUNE = date(2019, 4, 1), date(2019, 5, 1), date(2019, 6, 1)


@pytest.fixture
def told(cast: Cast, admins: Admins) -> Cast:
    """A ROCU with a gap and acting cover, whose chief officer has a force's custody."""
    region = Region.objects.create(key="northern", name="Northern")
    for agency in (cast.gail.agency, cast.rita.agency):
        RegionMember.objects.create(region=region, agency=agency, from_on=SINCE)
    RegionMember.objects.create(
        region=Region.objects.create(key="capital", name="Capital"), agency=cast.olive.agency,
        from_on=SINCE,
    )  # fmt: skip
    a_post(admins.ivy, cast.rita.agency, "ACC, NROCU", "rocu", SINCE)
    rocu = {"actor": admins.ivy, "agency": cast.rita.agency, "post": "ACC, NROCU", "kind": "rocu"}
    appointed(officer=cast.rita.officer, from_on=APRIL, until_on=JUNE, basis="acting", **rocu)
    appointed(officer=cast.hal.officer, from_on=MAY, **rocu)
    appointed(
        actor=admins.ivy, officer=cast.hal.officer, agency=cast.gail.agency,
        post="Head of custody", kind="force", from_on=JUNE,
    )  # fmt: skip
    return cast


def test_everyone_who_signs_in_reads_them(told: Cast) -> None:
    for actor in (told.olive, told.connie, told.pol):
        page = browser(actor).get("/chief-officers/").content.decode()
        for words in ("Northern ROCU", "Hal Brindlewood", "Not autonomous", "Head of custody",
                      "No ROCU in this region", "Northshire Police"):  # fmt: skip
            assert words in page, words
        one = browser(actor).get("/chief-officers/nrocu/").content.decode()
        assert "Copy paragraph" in one
        assert "Hal Brindlewood also holds a force responsibility: Head of custody" in one
    assert browser(None).get("/chief-officers/").status_code == 302
    assert browser(told.olive).get("/chief-officers/broadhurst/").status_code == 404


def test_an_administrator_ends_their_own_appointment_but_does_not_correct_it(
    told: Cast, admins: Admins
) -> None:
    appointed(
        actor=told.system, officer=admins.ivy.officer, agency=told.rita.agency,
        post="Deputy, NROCU", kind="rocu", from_on=JUNE,
    )  # fmt: skip
    page = browser(admins.ivy).get("/chief-officers/nrocu/").content.decode()
    own = page[page.index("Deputy, NROCU</h3>") :].partition("</section>")[0]
    assert "End appointment" in own
    assert "Correct appointment" not in own
    assert "Withdraw appointment" not in own
    others = page[page.index("ACC, NROCU</h3>") :].partition("</section>")[0]
    assert "Correct appointment" in others


def test_the_page_flags_gaps_overlaps_and_cover(told: Cast) -> None:
    page = browser(told.olive).get("/chief-officers/nrocu/").content.decode()
    assert "1 January 2019 to 31 March 2019: 90 days" in page
    assert "1 May 2019 to 31 May 2019: 31 days" in page
    assert "Rita Quillfeather (acting cover)" in page
    for kind in ("Nobody", "Two or more at once", "Acting or temporary cover"):
        assert kind in page


def test_any_day_can_be_asked(told: Cast) -> None:
    page = browser(told.olive)

    def on(day: str, at: str = "nrocu/") -> str:
        return page.get(f"/chief-officers/{at}?as_of={day}").content.decode()

    assert "Nobody is chief officer for the Northern ROCU" in on("2019-02-01")
    assert "chief officer of its own since 1 April 2019" in on("2019-05-31")
    assert "No post of chief officer is recorded for the NROCU" in on("2018-12-31")
    assert "?as_of=2019-02-01" in on("2019-02-01", "")
    assert page.get("/chief-officers/?as_of=tomorrow").status_code == 422


def test_the_api_and_the_terminal_say_the_same(told: Cast) -> None:
    machine = Machine(told.olive)
    one = machine.get("/chief-officers/nrocu?as_of=2019-05-15").json()
    assert one["is_autonomous"] is True
    assert (one["region"], one["since"], one["own_since"]) == ("northern", "2019-04-01",) * 1 + (
        "2019-04-01",
    )  # fmt: skip
    kinds = [(flag["kind"], flag["days"], flag["is_current"]) for flag in one["flags"]]
    assert kinds == [("overlap", 15, True), ("cover", 30, False), ("gap", 90, False)]
    assert {held["basis"] for held in one["appointments"]} == {"acting", "substantive"}
    listed = machine.get("/chief-officers").json()["items"]
    assert [item["key"] for item in listed] == ["nrocu", "northshire"]
    custody = listed[0]["responsibilities"][1]
    assert (custody["post"], custody["counts_against_autonomy"]) == ("Head of custody", True)
    said = terminal(told.olive, "chief-officers", "nrocu", "--as-of", "2019-05-15").output
    assert one["paragraph"] in said
    assert "Two or more at once: ACC, NROCU: Rita Quillfeather (acting cover), Hal" in said
    assert listed[0]["paragraph"] in terminal(told.olive, "chief-officers").output
    unknown = terminal(told.olive, "chief-officers", "nowhere")
    assert "There is no organisation with the key nowhere" in unknown.output


def test_an_empty_page_says_what_to_do(cast: Cast, admins: Admins) -> None:
    page = browser(cast.olive).get("/chief-officers/nrocu/").content.decode()
    assert "An administrator of the organisation adds them." in page
    assert "Add a post" in browser(admins.ivy).get("/chief-officers/nrocu/").content.decode()


def test_more_posts_take_no_more_queries(told: Cast, admins: Admins) -> None:
    page = browser(told.olive)

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection, ) as captured:  # fmt: skip
            assert page.get(path).status_code == 200
        return len(captured)

    paths = ("/chief-officers/", "/chief-officers/nrocu/", "/chief-officers/northshire/")
    before = [queries(path) for path in paths]
    for number in range(4):
        for agency, kind in ((told.rita.agency, "rocu"), (told.gail.agency, "force")):
            appointed(
                actor=admins.ivy, officer=told.len.officer, agency=agency,
                post=f"Another {number}", kind=kind, from_on=JUNE,
            )  # fmt: skip
    assert [queries(path) for path in paths] == before

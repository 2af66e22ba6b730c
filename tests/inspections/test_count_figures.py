"""Tests for organisations' figures, counted past row-level security."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.inspections.commands.count_figures import count_figures, count_months
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import RegionMember
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.inspections.answering import NAMES, People, referred, region_of
from tests.inspections.making import make_room
from tests.people import SINCE, Cast
from tests.transfers.making import moved, ready

TODAY = date(2021, 3, 1)
OURS = "agency:northshire"


@pytest.fixture
def people(cast: Cast) -> People:
    return region_of(cast)


def said(who: Actor, name: str, scope: str = OURS) -> str:
    with clock.set_to(NOW + timedelta(hours=1)):
        counted = count_figures(actor=who, names=[name], scope=scope, as_of=TODAY)
    return counted.lines[0].whole.in_words


def api(who: Actor, name: str, **query: str) -> Any:
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    with clock.set_to(NOW + timedelta(hours=1)):
        return Machine(who).get(f"/figures/{name}?{asked}")


def page(who: Actor, path: str) -> str:
    with clock.set_to(NOW + timedelta(hours=1)):
        return browser(who).get(path).content.decode()


def at_terminal(who: Actor, *words: str) -> str:
    with clock.set_to(NOW + timedelta(hours=1)):
        return terminal(who, "figures", *words).output


def test_a_policing_body_is_told_the_forces_true_figures(people: People, cast: Cast) -> None:
    referred(cast, 8)
    for who in (people.pol, people.cora, people.tess, people.chief, people.inspector):
        assert said(who, "active_ocgs") == "1 OCG"
        assert said(who, "referrals_made") == "8 referrals"


def test_it_is_the_same_at_page_api_and_terminal(people: People, cast: Cast) -> None:
    referred(cast, 8)
    pol = people.pol
    assert "8 referrals" in page(pol, "/insight/referrals_made/")
    assert "8 referrals" in page(pol, "/insight/all/")
    answer = api(pol, "referrals_made").json()
    assert (answer["value"], answer["scope"], answer["records"]) == (8, "Northshire Police", [])
    every = {
        one["name"]: one["in_words"]
        for one in Machine(pol).get("/figures").json()["items"]
    }  # fmt: skip
    assert every["venetic_arrests"] == "not known"
    assert "Safeguarding referrals made: 8 referrals" in at_terminal(pol, "referrals_made")
    assert "Active OCGs: 1 OCG" in at_terminal(pol)
    assert "Whose records: Northshire Police" in at_terminal(pol)


def test_few_people_are_hidden_at_every_door(people: People, cast: Cast) -> None:
    referred(cast, 3)
    pol = people.pol
    assert "fewer than 5 referrals" in page(pol, "/insight/referrals_made/")
    answer = api(pol, "referrals_made").json()
    assert (answer["value"], answer["behind"]) == (None, None)
    assert answer["in_words"] == "fewer than 5 referrals"
    assert "fewer than 5 referrals" in at_terminal(pol, "referrals_made")


def test_few_people_are_hidden_in_each_month(people: People, cast: Cast) -> None:
    referred(cast, 3)
    with clock.set_to(NOW + timedelta(hours=1)):
        ((made, ocgs),) = count_months(
            actor=people.pol, names=["referrals_made", "active_ocgs"], scope=OURS,
            periods=[(TODAY, TODAY)],
        )  # fmt: skip
    assert (made.in_words, made.value, made.behind) == ("fewer than 5 referrals", None, None)
    assert ocgs.in_words == "1 OCG"


def test_nothing_but_numbers_comes_out(people: People, cast: Cast) -> None:
    referred(cast, 8)
    ocg = cast.ocg(name="Iron Lapwing")
    for who in (people.pol, people.inspector):
        for text in (page(who, "/insight/"), page(who, "/insight/all/"),
                     page(who, "/insight/catalogue/"), page(who, "/insight/referrals_made/"),
                     page(who, "/insight/active_ocgs/"), at_terminal(who, "active_ocgs"),
                     api(who, "active_ocgs").content.decode(), at_terminal(who)):  # fmt: skip
            assert ocg.ref not in text
            assert "Iron Lapwing" not in text
            assert "Copper Heron" not in text
            assert "REF-" not in text
            for name in NAMES:
                assert name not in text


def test_the_person_outside_is_told_nothing(people: People, cast: Cast) -> None:
    referred(cast, 8)
    for who in (cast.olive, cast.connie, cast.gail, cast.rita):
        with pytest.raises(Refused, match="cannot count"):
            said(who, "referrals_made")
        assert api(who, "referrals_made", scope=OURS).status_code == 404
        assert Machine(who).get(f"/figures?scope={OURS}").status_code == 404
        for path in ("", "all/", "catalogue/"):
            assert browser(who).get(f"/insight/{path}?scope={OURS}").status_code == 404
        assert browser(who).get(f"/insight/active_ocgs/?scope={OURS}").status_code == 404
        assert terminal(who, "figures", "--scope", OURS).exit_code == 1
    assert "You cannot count that scope" in at_terminal(cast.olive, "--scope", OURS)
    assert api(cast.olive, "referrals_made").json()["value"] == 0
    with pytest.raises(Refused, match="cannot count"):
        said(people.pol, "active_ocgs", "agency:eastshire")
    assert Machine(None).get(f"/figures?scope={OURS}").status_code == 401


def test_each_count_is_kept_with_scope_figure_and_period(people: People) -> None:
    since = TODAY - timedelta(days=30)
    count_figures(
        actor=people.pol, names=["active_ocgs"], scope=OURS, since=since, as_of=TODAY
    )  # fmt: skip
    count_figures(actor=people.reg, names=["bids_made"], scope="region:northern", as_of=TODAY)
    with as_actor(people.pol):
        one = Event.objects.get(verb="figures.counted")
    assert (one.kind, one.subject) == ("consultation", OURS)
    assert one.detail == {
        "scope": "Northshire Police", "figures": "Active OCGs", "since": "30 January 2021",
        "as_of": "1 March 2021",
    }  # fmt: skip
    with as_actor(people.reg):
        assert Event.objects.get(verb="figures.counted").kind == "combination"


def test_side_by_side_for_those_of_a_region(people: People, cast: Cast) -> None:
    referred(cast, 8)
    for who in (people.reg, people.head, people.inspector):
        text = page(who, "/insight/all/")
        for words in ("Northshire Police", "Eastshire Police", "Northern ROCU", "All together",
                      "all forces of the North region and its ROCU"):  # fmt: skip
            assert words in text
    with clock.set_to(NOW + timedelta(hours=1)):
        answer = Machine(people.inspector).get("/figures?scope=region:northern").json()
    items = {one["name"]: one for one in answer["items"]}
    parts = {one["name"]: one["in_words"] for one in items["active_ocgs"]["parts"]}
    assert parts == {
        "Eastshire Police": "none", "Northshire Police": "1 OCG", "Northern ROCU": "none",
    }  # fmt: skip
    assert (items["active_ocgs"]["record_count"], "records" in items["active_ocgs"]) == (
        None,
        False,
    )
    referrals = items["referrals_made"]
    assert referrals["in_words"].startswith("not shown")
    assert [one["value"] for one in referrals["parts"]] == [None, 8, None]


def test_each_room_counts_for_the_organisations_of_its_records(people: People, cast: Cast) -> None:
    """A transfer counts for both sides, and once for both together.

    Other records count for their own side.
    """
    moved(cast, ready(cast))
    names = ["transferred_in_full", "active_ocgs", "checks_made", "with_both_leads"]
    with clock.set_to(NOW + timedelta(days=9)):
        counted = count_figures(
            actor=people.reg, names=names, scope="region:northern", as_of=date(2021, 3, 9)
        )
    order = [part.key.removeprefix("agency:") for part in counted.parts]
    assert order == ["eastshire", "northshire", "nrocu"]
    values = {
        line.measure.name: (line.whole.value, [one.value for one in line.parts])
        for line in counted.lines
    }
    assert values["transferred_in_full"] == (1, [0, 1, 1])
    assert values["active_ocgs"] == (1, [0, 0, 1])
    assert values["with_both_leads"] == (1, [0, 0, 1])
    whole, (eastshire, northshire, rocu) = values["checks_made"]
    assert whole == northshire + rocu > 0
    assert eastshire == 0


def test_a_coordinator_chooses_between_the_force_and_what_she_sees(people: People) -> None:
    cora = people.cora
    assert "records you can see" in page(cora, "/insight/")
    assert "Whose records" in page(cora, "/insight/")
    assert "including those you cannot see" in page(cora, f"/insight/?scope={OURS}")
    assert "You cannot cite this figure" in page(cora, "/insight/active_ocgs/")


def test_records_are_linked_for_those_who_may_open_them(people: People, cast: Cast) -> None:
    ocg = cast.ocg()
    for who, opens in ((people.pol, False), (people.cora, True)):
        text = page(who, f"/insight/active_ocgs/?scope={OURS}")
        assert (f"/ocgs/{ocg.ref}/" in text) is opens
        # The table scrolls, so that a long reference fits on a phone.
        assert ('role="region" aria-label="Records you can open"' in text) is opens
        assert ("Ask the organisation that holds a record to show it." in text) is not opens


def test_a_period_that_ends_before_it_begins_is_refused(people: People) -> None:
    with pytest.raises(Refused, match="ends before it starts"):
        count_figures(
            actor=people.pol, names=["bids_made"], scope=OURS, since=TODAY,
            as_of=TODAY - timedelta(days=1),
        )  # fmt: skip
    query = f"/insight/?scope={OURS}&since_0=2&since_1=3&since_2=2021&as_of=2021-03-01"
    assert browser(people.pol).get(query).status_code in (200, 422)
    for path in ("/figures", "/figures/active_ocgs"):
        answer = Machine(people.pol).get(f"{path}?since=2021-03-05&as_of=2021-02-01")
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "since"


def test_queries_do_not_grow_with_the_forces(people: People, cast: Cast) -> None:
    referred(cast, 2)
    room, region = make_room(cast), RegionMember.objects.get(agency=cast.olive.agency).region

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser(people.inspector).get("/insight/").status_code == 200
        return len(asked)

    of_three_organisations = queries()
    for agency in (room.inspectorate, cast.connie.agency, cast.pol.agency):
        agency.kind = "police_force"
        agency.save()
        RegionMember.objects.create(region=region, agency=agency, from_on=SINCE)
    assert queries() == of_three_organisations
    assert of_three_organisations < 110

"""Everything that a leaving officer holds goes to successors, with a result for each record."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.cover.commands.name_deputy import name_deputy
from broadhurst.capabilities.leavers.commands.rehome import Rehomed, rehome
from broadhurst.capabilities.leavers.queries.holdings import (
    holdings_of,
    offered,
    successors_of,
    with_proposals,
)
from broadhurst.capabilities.leavers.rules import propose
from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.home.queries import by_clock
from tests.conftest import NOW
from tests.cover.test_cover import posted
from tests.doors import Machine, browser, terminal
from tests.orders.made import an_order
from tests.people import Cast

TODAY = NOW.date()
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def sue(cast: Cast) -> Actor:
    return posted(cast, "Sue Larkrise", cast.gail.unit, "supervisor")


@pytest.fixture
def team(cast: Cast) -> list[Actor]:
    names = ("Ann Sparrow", "Ben Sparrow")
    return [posted(cast, name, cast.gail.unit, "investigator") for name in names]


def proposed(actor: Actor, leaver: Actor) -> dict[str, Any]:
    """Return the proposed successor of each holding, by key."""
    with as_actor(actor):
        colleagues = {one.username: one for one in successors_of(leaver.officer, actor)}
        found = with_proposals(holdings_of(leaver.officer), offered(list(colleagues.values())))
        return {one.key: colleagues[one.proposed] for one in found if one.proposed}


def given(actor: Actor, leaver: Actor, **changes: Any) -> list[Rehomed]:
    chosen = {"successors": proposed(actor, leaver), "because": "Retires in May"} | changes
    with clock.set_to(LATER):
        return rehome(actor=actor, officer=leaver.officer, **chosen)


def test_every_kind_of_holding_goes_to_a_successor(
    cast: Cast, sue: Actor, team: list[Actor]
) -> None:
    ocgs = [cast.ocg() for _ in range(4)]
    name_deputy(
        actor=cast.len, ocg=cast.ocg(sio=cast.mo.officer), role="lro", deputy=cast.gail.officer,
        from_on=TODAY, until_on=TODAY + timedelta(days=5), because="On leave",
    )  # fmt: skip
    order = an_order(cast, ocgs[0], monitor_unit=cast.gail.unit, monitor=cast.gail.officer)
    request = ask(actor=cast.len, ocg=ocgs[0], kind="other", what="Call the school.")
    results = given(sue, cast.gail)
    assert Counter(result.holding.kind for result in results) == {
        "lead": 4, "cover": 1, "order": 1,
    }  # fmt: skip
    assert [result.objections for result in results if not result.is_done] == []
    with clock.set_to(LATER), as_actor(sue):
        assert holdings_of(cast.gail.officer) == []
        order.refresh_from_db()
        assert order.monitor != cast.gail.officer
        for ocg in ocgs:
            assert Lead.objects.filter(ocg=ocg, until_at=None).count() == 2
        new = Lead.objects.get(ocg=ocgs[0], role="sio", until_at=None).officer
        event = Event.objects.get(verb="officer.rehomed")
        assert words(event) == (
            "Sue Larkrise gave 6 records of Gail Fernsby to successors: Retires in May."
        )
    [successor] = [one for one in (*team, sue) if one.officer == new]
    with clock.set_to(LATER), as_actor(successor):
        assert request.ref in [task.ref for task in by_clock(successor)]  # it follows the lead


def test_work_is_shared_and_the_other_lead_is_never_proposed(
    cast: Cast, sue: Actor, team: list[Actor]
) -> None:
    for _ in range(6):
        cast.ocg()
    shares = Counter(one.username for one in proposed(sue, cast.gail).values())
    assert shares == {"ann-sparrow": 2, "ben-sparrow": 2, "sue-larkrise": 2}
    assert propose([("a", {1}), ("b", {1, 2})], {1: 0, 2: 9}) == {"a": 2}


def test_a_refused_row_stays_and_does_not_stop_the_others(
    cast: Cast, sue: Actor, team: list[Actor]
) -> None:
    one, two = cast.ocg(), cast.ocg()
    keys = {f"sio-{one.ref}": cast.len.officer, f"sio-{two.ref}": team[0].officer}
    results = given(sue, cast.gail, successors=keys)
    assert {result.holding.ref: result.is_done for result in results} == {
        one.ref: False, two.ref: True,
    }  # fmt: skip
    [refused] = [result for result in results if not result.is_done]
    assert "must be different people" in refused.objections[0]
    with as_actor(sue):
        assert [holding.ref for holding in holdings_of(cast.gail.officer)] == [one.ref]


def test_who_cannot_and_who_sees_nothing(cast: Cast, sue: Actor, team: list[Actor]) -> None:
    ocg = cast.ocg()
    keys = {f"sio-{ocg.ref}": team[0].officer}
    with pytest.raises(Refused, match="Only a supervisor or an OCG coordinator"):
        given(cast.len, cast.gail, successors=keys)
    with pytest.raises(Refused, match="of your organisation"):
        given(sue, cast.rita, successors=keys)
    with pytest.raises(Refused, match="at least one"):
        given(sue, cast.gail, successors={})
    page = browser(cast.olive).get("/leavers/gail-fernsby/")
    assert ocg.name not in page.content.decode()
    assert Machine(cast.olive).get("/leavers/gail-fernsby").json()["items"] == []
    answer = Machine(cast.olive).post("/leavers/gail-fernsby/rehome", because="x")
    assert answer.status_code == 409


def test_supervisor_of_another_unit_sees_no_record_of_it(cast: Cast, team: list[Actor]) -> None:
    ocg = cast.ocg()
    unit = Unit.objects.get(key="n-level-2")
    other = posted(cast, "Hope Fennimore", unit, "supervisor")
    page = browser(other).get("/leavers/gail-fernsby/").content.decode()
    assert ocg.name not in page
    assert ocg.ref not in page
    assert Machine(other).get("/leavers/gail-fernsby").json()["items"] == []
    assert ocg.ref not in terminal(other, "leavers", "holdings", "gail-fernsby").output
    with clock.set_to(LATER):
        results = given(other, cast.gail, successors={f"sio-{ocg.ref}": team[0].officer})
    assert results == []
    with as_actor(cast.gail):
        assert Lead.objects.get(ocg=ocg, role="sio").officer == cast.gail.officer


def test_three_doors(cast: Cast, sue: Actor, team: list[Actor]) -> None:
    ocgs: list[Ocg] = [cast.ocg() for _ in range(3)]
    page = browser(sue).get("/leavers/gail-fernsby/").content.decode()
    assert all(ocg.name in page for ocg in ocgs)
    with clock.set_to(LATER):
        answers = {"because": "Retires", f"successor_sio-{ocgs[0].ref}": "ann-sparrow"}
        said = browser(sue).post("/leavers/gail-fernsby/", answers).content.decode()
        assert "1 of 1 given to successors" in said
        assert "still has 2" in said
        assert browser(sue).post("/leavers/gail-fernsby/", {}).status_code == 422
        answers = {"because": "Retires", f"successor_sio-{ocgs[1].ref}": "ben-sparrow"}
        answer = Machine(sue).post("/leavers/gail-fernsby/rehome", **answers)
        assert answer.status_code == 200, answer.content
        assert (answer.json()["left"], answer.json()["items"][0]["is_done"]) == (1, True)
        listed = terminal(sue, "leavers", "holdings", "gail-fernsby").output
        assert f"sio-{ocgs[2].ref}" in listed
        last = f"successor_sio-{ocgs[2].ref}=ann-sparrow"
        words_of_it = ["--because", "Retires", "--answer", last]
        done = terminal(sue, "leavers", "rehome", "gail-fernsby", *words_of_it)
        assert "given" in done.output, done.output
    assert "Nothing is left" in browser(sue).get("/leavers/gail-fernsby/").content.decode()


def test_page_asks_as_much_for_many(cast: Cast, sue: Actor, team: list[Actor]) -> None:
    def asked() -> int:
        client = browser(sue)
        client.get("/leavers/gail-fernsby/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/leavers/gail-fernsby/").status_code == 200
        return len(queries)

    cast.ocg()
    few = asked()
    for _ in range(5):
        cast.ocg()
    assert asked() == few

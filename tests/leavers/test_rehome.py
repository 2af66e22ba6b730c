"""Everything that a leaving officer holds goes to successors, with a result for each record."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from broadhurst.capabilities.cover.commands.name_deputy import name_deputy
from broadhurst.capabilities.establishment.commands.end_posting import end_posting
from broadhurst.capabilities.leavers.commands.rehome import rehome
from broadhurst.capabilities.leavers.commands.run import run_rehoming
from broadhurst.capabilities.leavers.jobs import run, take_up_rehomings
from broadhurst.capabilities.leavers.models import Rehoming, RehomingRow
from broadhurst.capabilities.leavers.queries import holdings
from broadhurst.capabilities.leavers.queries.holdings import counts_of, holdings_of, with_proposals
from broadhurst.capabilities.leavers.queries.rehomings import rows, to_run
from broadhurst.capabilities.leavers.queries.successors import offered, successors_of
from broadhurst.capabilities.leavers.rules import JOB, TRIES, propose
from broadhurst.capabilities.liaison.commands.ask import ask
from broadhurst.capabilities.register.commands.name_lead import name_lead
from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.jobs.registry import Stopped
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from broadhurst.surfaces.home.queries import by_clock
from tests.at_once import at_once, refusals, while_it_waits
from tests.conftest import NOW
from tests.cover.test_cover import posted
from tests.doors import Machine, browser, terminal
from tests.orders.made import an_order
from tests.people import Cast
from tests.transfers.making import moved, ready

TODAY = NOW.date()
LATER = NOW + timedelta(hours=1)


def proposed(actor: Actor, leaver: Actor) -> dict[str, Any]:
    """Return the proposed successor of each holding, by key."""
    with as_actor(actor):
        colleagues = {one.username: one for one in successors_of(leaver.officer, actor)}
        options = offered(list(colleagues.values()))
        found = with_proposals(holdings_of(leaver.officer), options, actor.agency)
        return {one.key: colleagues[one.proposed] for one in found if one.proposed}


def sent(actor: Actor, leaver: Actor, **changes: Any) -> Rehoming:
    """Send the proposed successors. A worker has not begun."""
    chosen = {"successors": proposed(actor, leaver), "because": "Retires in May"} | changes
    with clock.set_to(LATER):
        return rehome(actor=actor, officer=leaver.officer, **chosen)


def given(actor: Actor, leaver: Actor, **changes: Any) -> list[RehomingRow]:
    """Send the proposed successors and let a worker give the records. Return their rows."""
    rehoming = sent(actor, leaver, **changes)
    with clock.set_to(LATER), as_actor(actor):
        return list(rows(run_rehoming(actor=actor, rehoming=rehoming)))


def test_every_kind_of_holding_goes_to_a_successor(
    cast: Cast, sue: Actor, team: list[Actor]
) -> None:
    ocgs = [cast.ocg() for _ in range(4)]
    name_deputy(
        actor=cast.len, ocg=cast.ocg(sio=cast.ned.officer), role="lro", deputy=cast.gail.officer,
        from_on=TODAY, until_on=TODAY + timedelta(days=5), because="On leave",
    )  # fmt: skip
    order = an_order(cast, ocgs[0], monitor_unit=cast.gail.unit, monitor=cast.gail.officer)
    request = ask(actor=cast.len, ocg=ocgs[0], kind="other", what="Call the school.")
    with as_actor(sue):
        assert counts_of(holdings_of(cast.gail.officer)) == [
            ("SIO", 4), ("Deputy", 1), ("Monitor of a court order", 1),
        ]  # fmt: skip
    assert "<li>Deputy: 1</li>" in browser(sue).get("/leavers/gail-fernsby/").content.decode()
    results = given(sue, cast.gail)
    assert Counter(result.kind for result in results) == {
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
            "Sue Larkrise gave 6 of Gail Fernsby’s records to successors. Reason: Retires in May."
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
    assert {result.ref: result.is_done for result in results} == {
        one.ref: False, two.ref: True,
    }  # fmt: skip
    [refused] = [result for result in results if not result.is_done]
    assert "must be different people" in refused.objections[0]
    with as_actor(sue):
        assert [holding.ref for holding in holdings_of(cast.gail.officer)] == [one.ref]


def test_the_owner_of_another_organisation_is_asked_instead(
    cast: Cast, sue: Actor, team: list[Actor]
) -> None:
    """Its row was offered before, and always refused."""
    own, ocg = cast.ocg(), moved(cast, ready(cast)).ocg  # Gail is the LRO of the second now
    at = NOW + timedelta(days=2)
    with clock.set_to(at):
        page = browser(sue).get("/leavers/gail-fernsby/").content.decode()
        listed = Machine(sue).get("/leavers/gail-fernsby").json()["items"]
        said = terminal(sue, "leavers", "holdings", "gail-fernsby").output
    assert f"successor_sio-{own.ref}" in page
    assert f"successor_lro-{ocg.ref}" not in page
    assert f"{cast.rita.unit.name} owns this OCG. Ask it to name another LRO." in page
    [row] = [one for one in listed if one["ref"] == ocg.ref]
    assert (row["proposed"], row["owned_by"]) == (None, cast.rita.unit.name)
    assert f"ask {cast.rita.unit.name}" in said


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
    with pytest.raises(Refused, match="no longer has these records"):
        sent(other, cast.gail, successors={f"sio-{ocg.ref}": team[0].officer})
    with as_actor(cast.gail):
        assert Lead.objects.get(ocg=ocg, role="sio").officer == cast.gail.officer


def test_page_sends_then_shows_how_far_it_is(cast: Cast, sue: Actor, team: list[Actor]) -> None:
    ocgs: list[Ocg] = [cast.ocg() for _ in range(2)]
    page = browser(sue).get("/leavers/gail-fernsby/").content.decode()
    assert all(ocg.name in page for ocg in ocgs)
    with clock.set_to(LATER):
        answers = {"because": "Retires", f"successor_sio-{ocgs[0].ref}": "ann-sparrow"}
        at = browser(sue).post("/leavers/gail-fernsby/", answers).headers["Location"]
        assert "Waiting to begin" in browser(sue).get(at).content.decode()
        assert "See how far it is" in browser(sue).get("/leavers/gail-fernsby/").content.decode()
        run_waiting_rehomings()
        said = browser(sue).get(at).content.decode()
        assert "1 of 1 given to successors" in said
        assert "still has 1" in said
        assert ocgs[0].name in said
        assert browser(sue).post("/leavers/gail-fernsby/", {}).status_code == 422


def test_many_records_have_pages_and_the_rest_can_be_given_as_proposed(
    cast: Cast, sue: Actor, team: list[Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holdings, "ON_A_PAGE", 2)
    ocgs = [cast.ocg(name=f"Slate Wren {number}") for number in range(5)]
    client, path = browser(sue), "/leavers/gail-fernsby/"
    first = client.get(path).content.decode()
    assert "This page has 2 of 5 records." in first
    assert "Slate Wren 2" not in first
    at_third = f"{path}?after=sio-{ocgs[1].ref}"
    third = client.get(at_third).content.decode()
    assert "Slate Wren 2" in third
    assert "Slate Wren 1" not in third

    keys = [f"successor_sio-{ocg.ref}" for ocg in ocgs]
    refused = client.post(at_third, {"because": "", keys[2]: "ann-sparrow", keys[3]: ""})
    again = refused.content.decode()
    assert refused.status_code == 422
    assert again.count(" selected>") == again.count('value="ann-sparrow" selected>') == 1
    answers = {"because": "Retires", keys[2]: "ann-sparrow", keys[3]: "", "rest": "on"}
    with clock.set_to(LATER):
        assert client.post(at_third, answers).status_code == 302
        with as_actor(sue):
            given_to = dict(RehomingRow.objects.values_list("ref", "successor__username"))
    assert given_to.keys() == {ocgs[number].ref for number in (0, 1, 2, 4)}, "one is left for now"
    assert given_to[ocgs[2].ref] == "ann-sparrow"
    assert len(set(given_to.values())) > 1, "the work is shared"


def test_api_and_terminal(cast: Cast, sue: Actor, team: list[Actor]) -> None:
    ocgs: list[Ocg] = [cast.ocg() for _ in range(2)]
    with clock.set_to(LATER):
        answers = {"because": "Retires", f"successor_sio-{ocgs[0].ref}": "ben-sparrow"}
        answer = Machine(sue).post("/leavers/gail-fernsby/rehome", **answers)
        assert answer.status_code == 202, answer.content
        ref = answer.json()["ref"]
        assert (answer.json()["stage"], answer.json()["given"]) == ("waiting", 0)
        run_waiting_rehomings()
        answer = Machine(sue).get(f"/rehomings/{ref}")
        assert (answer.json()["stage"], answer.json()["given"]) == ("done", 1)
        listed = terminal(sue, "leavers", "holdings", "gail-fernsby").output
        assert f"sio-{ocgs[1].ref}" in listed
        last = f"successor_sio-{ocgs[1].ref}=ann-sparrow"
        words_of_it = ["--because", "Retires", "--answer", last]
        done = terminal(sue, "leavers", "rehome", "gail-fernsby", *words_of_it)
        ref = done.output.split()[0]
        assert "waits" in terminal(sue, "leavers", "rehoming", ref).output
        run_waiting_rehomings()
        assert "given" in terminal(sue, "leavers", "rehoming", ref).output
    assert "Nothing is left" in browser(sue).get("/leavers/gail-fernsby/").content.decode()


def run_waiting_rehomings() -> None:
    """Do what a worker does with the rehomings that wait."""
    for rehoming in to_run():
        run(rehoming.ref, lambda: False)


def test_another_unit_does_not_see_how_far_it_is(cast: Cast, sue: Actor, team: list[Actor]) -> None:
    cast.ocg()
    ref = sent(sue, cast.gail).ref
    for stranger in (cast.cora, cast.olive):
        assert browser(stranger).get(f"/rehomings/{ref}/").status_code == 404
        assert Machine(stranger).get(f"/rehomings/{ref}").status_code == 404
        assert "you cannot see it" in terminal(stranger, "leavers", "rehoming", ref).output
        with as_actor(stranger):
            assert not Rehoming.objects.exists()
            assert not RehomingRow.objects.exists()
        assert ref not in browser(stranger).get("/leavers/gail-fernsby/").content.decode()


def test_one_unit_gives_the_records_of_an_officer_once_at_a_time(
    cast: Cast, sue: Actor, team: list[Actor]
) -> None:
    cast.ocg()
    first = sent(sue, cast.gail)
    with pytest.raises(Refused, match=f"Sue Larkrise is giving these records .*{first.ref}"):
        sent(sue, cast.gail)
    with clock.set_to(LATER):
        run_waiting_rehomings()
        with pytest.raises(Refused, match="has ended"):
            run_rehoming(actor=sue, rehoming=first)


def test_a_record_given_away_meanwhile_stays_as_it_is(
    cast: Cast, sue: Actor, team: list[Actor]
) -> None:
    ocg = cast.ocg()
    rehoming = sent(sue, cast.gail, successors={f"sio-{ocg.ref}": team[0].officer})
    with clock.set_to(LATER):
        name_lead(actor=cast.gail, ocg=ocg, role="sio", officer=team[1].officer, because="Knows it")
    with clock.set_to(LATER + timedelta(minutes=1)):
        run_waiting_rehomings()
        with as_actor(sue):
            [row] = rows(rehoming)
            assert row.objections == [
                "Gail Fernsby no longer has this record, so nothing was changed."
            ]
            assert Lead.objects.get(ocg=ocg, role="sio", until_at=None).officer == team[1].officer


def test_a_run_that_was_stopped_goes_on(cast: Cast, sue: Actor, team: list[Actor]) -> None:
    ocgs = [cast.ocg() for _ in range(3)]
    rehoming = sent(sue, cast.gail)
    calls = iter((False, True))
    with clock.set_to(LATER):
        with pytest.raises(Stopped):
            run(rehoming.ref, lambda: next(calls))
        assert Machine(sue).get(f"/rehomings/{rehoming.ref}").json()["given"] == 1
        take_up_rehomings()
        assert ProcrastinateJob.objects.filter(task_name=JOB, status="todo").count() == 1
        run(rehoming.ref, lambda: False)
        assert Machine(sue).get(f"/rehomings/{rehoming.ref}").json()["given"] == len(ocgs)
        assert to_run() == []


def test_it_stops_after_several_faults(cast: Cast, sue: Actor, team: list[Actor]) -> None:
    cast.ocg()
    rehoming = sent(sue, cast.gail)
    for _ in range(TRIES):
        with pytest.raises(Stopped):
            run(rehoming.ref, lambda: True)
    run(rehoming.ref, lambda: True)
    page = browser(sue).get(f"/rehomings/{rehoming.ref}/").content.decode()
    assert "Stopped by a fault" in page
    assert "Not given" in page


def test_nothing_is_given_in_the_name_of_an_officer_who_left(
    cast: Cast, sue: Actor, team: list[Actor]
) -> None:
    cast.ocg()
    rehoming = sent(sue, cast.gail)
    end_posting(actor=cast.system, posting=sue.posting, until_on=TODAY)
    run_waiting_rehomings()
    with as_actor(sue):
        [row] = rows(rehoming)
        assert "Another supervisor can ask again." in row.objections[0]


def two_supervisors(cast: Cast) -> tuple[Actor, Actor]:
    """Return two supervisors of the leaver's unit. Two others can take over."""
    for name in ("Ann Sparrow", "Ben Sparrow"):
        posted(cast, name, cast.gail.unit, "investigator")
    sue = posted(cast, "Sue Larkrise", cast.gail.unit, "supervisor")
    return sue, posted(cast, "Ted Larkrise", cast.gail.unit, "supervisor")


def test_two_supervisors_at_once_start_it_once(committed: Cast) -> None:
    first, second = two_supervisors(committed)
    committed.ocg()
    chosen = proposed(first, committed.gail)
    outcomes = while_it_waits(
        lambda: rehome(
            actor=first, officer=committed.gail.officer, successors=chosen, because="Retires"
        ),
        lambda: rehome(
            actor=second, officer=committed.gail.officer, successors=chosen, because="Retires"
        ),
        at=LATER,
    )
    [refusal] = refusals(outcomes)
    assert "Sue Larkrise is giving these records to successors now" in refusal


def test_two_runs_at_once_give_each_record_once(committed: Cast) -> None:
    """The supervisor of the unit and a coordinator process the same officer."""
    sue, _ = two_supervisors(committed)
    other = posted(committed, "Una Marsh", committed.cora.unit, "coordinator")
    ocgs = [committed.ocg() for _ in range(4)]
    team = Officer.objects.filter(name__in=("Ann Sparrow", "Ben Sparrow")).order_by("name")
    ann, ben = team
    one = sent(sue, committed.gail, successors={f"sio-{ocg.ref}": ann for ocg in ocgs})
    two = sent(other, committed.gail, successors={f"sio-{ocg.ref}": ben for ocg in ocgs})
    with_one, with_two = (
        lambda: run_rehoming(actor=sue, rehoming=one),
        lambda: run_rehoming(actor=other, rehoming=two),
    )
    assert refusals(at_once(with_one, with_two, at=LATER)) == []
    with as_actor(sue):
        mine = {row.key: row for row in rows(one)}
        now = dict(
            Lead.objects.filter(role="sio", until_at=None).values_list("ocg__ref", "officer")
        )
    with as_actor(other):
        theirs = {row.key: row for row in rows(two)}
    for ocg in ocgs:
        key = f"sio-{ocg.ref}"
        assert mine[key].is_done != theirs[key].is_done
        assert now[ocg.ref] == (ann.pk if mine[key].is_done else ben.pk)
        refused = theirs[key] if mine[key].is_done else mine[key]
        assert "no longer has this record" in refused.objections[0]

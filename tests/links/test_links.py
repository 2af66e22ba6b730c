"""Links between OCGs and between people: who sees them, and how they are changed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.links.commands.correct_link import correct_link
from broadhurst.capabilities.links.commands.end_link import end_link
from broadhurst.capabilities.links.commands.link_ocgs import link_ocgs
from broadhurst.capabilities.links.commands.link_people import link_people
from broadhurst.capabilities.links.commands.withdraw_link import withdraw_link
from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.links.queries.links import links_of
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.register.commands.register import register
from broadhurst.capabilities.register.models import Ocg, Person
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, end, give
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.doors import Machine, browser, reference_in, terminal, why_not_shown
from tests.people import Cast

TODAY = NOW.date()
WHY = "Three reports of cash paid for cocaine at the same garage."
GROUNDS: dict[str, Any] = {
    "source": "1", "intelligence": "B", "handling": "P", "reason": WHY, "from_on": date(2020, 5, 1),
}  # fmt: skip


def shown_to(cast: Cast, ocg: Ocg, actor: Actor, by: Actor | None = None) -> None:
    """Let a unit see an OCG."""
    sight = Sight(actor.unit, Grant.Level.SEE, Grant.Why.EXCEPTION, "a joint review")
    with as_actor(by or cast.gail):
        give(ocg.dossier, sight)


def linked(cast: Cast, **changes: Any) -> tuple[Ocg, Ocg, Link]:
    """Return two OCGs of Gail's that she linked: the second supplies the first."""
    one, other = cast.ocg(), cast.ocg(name="Amber Stoat")
    given = {"kind": "supplier", **GROUNDS}
    return one, other, link_ocgs(actor=cast.gail, ocg=one, other=other, **(given | changes))


def a_person(actor: Actor, ocg: Ocg, name: str) -> Person:
    return add_member(
        actor=actor, ocg=ocg, name=name, category="suspect", part="significant", is_exploited=False
    ).person


def test_both_ocgs_show_the_link_each_from_its_side(cast: Cast) -> None:
    one, other, link = linked(cast)
    page = browser(cast.gail).get(f"/ocgs/{one.ref}/links/").content.decode()
    for said in ("Amber Stoat", "Supplier", "1B P", link.ref, "OCGs linked now"):
        assert said in page
    page = browser(cast.gail).get(f"/ocgs/{other.ref}/links/").content.decode()
    assert "Customer" in page
    assert one.name in page


@pytest.mark.parametrize("end_seen", [0, 1])
def test_reader_of_one_end_learns_nothing_at_any_door(cast: Cast, end_seen: int) -> None:
    pair = linked(cast)
    link, seen, hidden = pair[2], pair[end_seen], pair[1 - end_seen]
    rivals = link_people(
        actor=cast.gail, ocg=pair[0], person=a_person(cast.gail, pair[0], "Barnaby Saltmarsh"),
        other=a_person(cast.gail, pair[1], "Cedric Pennyfold"), kind="family", **GROUNDS,
    )  # fmt: skip
    shown_to(cast, seen, cast.olive)
    client, machine = browser(cast.olive), Machine(cast.olive)
    parts = ("", "people/", "links/", "plan/", "timeline/", "who-can-see/", "liaison/", "tasking/")
    for part in parts:
        page = client.get(f"/ocgs/{seen.ref}/{part}")
        assert page.status_code == 200
        for said in (link.ref, rivals.ref, hidden.ref, hidden.name):
            assert said not in page.content.decode(), part
    assert "No links that you can see" in client.get(f"/ocgs/{seen.ref}/links/").content.decode()
    for ref in (link.ref, rivals.ref):
        assert client.get(f"/links/{ref}/").status_code == 404
        assert client.post(f"/links/{ref}/withdraw-link/", {"because": "x"}).status_code == 404
        assert machine.get(f"/links/{ref}").status_code == 404
        assert machine.post(f"/links/{ref}/withdraw-link", because="x").status_code == 404
        assert terminal(cast.olive, "links", "withdraw-link", ref, "--because", "x").exit_code == 1
    assert machine.get(f"/ocgs/{seen.ref}/links").json()["items"] == []
    assert terminal(cast.olive, "links", "list", seen.ref).output == ""
    assert link.ref not in terminal(cast.olive, "timeline", seen.ref).output
    with as_actor(cast.olive):
        assert not Link.objects.exists()
        assert not Event.objects.filter(subject__in=[link.ref, rivals.ref]).exists()


def test_link_is_hidden_as_soon_as_sight_of_one_end_ends(cast: Cast) -> None:
    one, other, link = linked(cast)
    shown_to(cast, one, cast.olive)
    shown_to(cast, other, cast.olive)
    client = browser(cast.olive)
    assert client.get(f"/links/{link.ref}/").status_code == 200
    with as_actor(cast.gail):
        end(other.dossier, cast.olive.unit, Grant.Why.EXCEPTION)
    assert client.get(f"/links/{link.ref}/").status_code == 404


def test_refusal_does_not_say_in_the_log_that_there_is_a_link(cast: Cast) -> None:
    one, other, link = linked(cast)
    said = {"other": other.ref, "kind": "supplier", "source": "1", "intelligence": "B"}
    said |= {"handling": "P", "reason": WHY}
    answer = browser(cast.gail).post(f"/ocgs/{one.ref}/link-ocgs/", said)
    assert f"recorded already, as {link.ref}" in answer.content.decode()
    with as_actor(cast.gail):
        logged = Event.objects.get(verb="command.refused", subject=one.ref)
    assert logged.detail["objections"] == "The link was refused."


def test_same_link_from_the_other_end_is_refused(cast: Cast) -> None:
    one, other, link = linked(cast)
    with pytest.raises(Refused, match=f"recorded already, as {link.ref}"):
        link_ocgs(actor=cast.gail, ocg=other, other=one, kind="customer", **GROUNDS)
    link_ocgs(actor=cast.gail, ocg=other, other=one, kind="rival", **GROUNDS)


def test_officer_links_only_what_they_see_and_work_on(cast: Cast) -> None:
    ours = cast.ocg()
    theirs = register(
        actor=cast.rita, name="Slate Marten", threat_types=["drugs"], districts=[cast.bolton],
        urgent_because="An arrest is planned.",
        description="Imports by the container.", lro=cast.hal.officer, sio=cast.rita.officer,
    )  # fmt: skip
    client = browser(cast.gail)
    assert theirs.name not in client.get(f"/ocgs/{ours.ref}/link-ocgs/").content.decode()
    said = {"other": theirs.ref, "kind": "supplier", "source": "1", "intelligence": "B"}
    answer = client.post(f"/ocgs/{ours.ref}/link-ocgs/", said | {"handling": "P", "reason": WHY})
    assert answer.status_code == 422
    assert theirs.name not in answer.content.decode()
    given: dict[str, Any] = {"kind": "supplier", **GROUNDS}
    with pytest.raises(Refused, match="You can no longer see this OCG"):
        link_ocgs(actor=cast.gail, ocg=ours, other=theirs, **given)
    shown_to(cast, ours, cast.rita)
    with pytest.raises(Refused, match="Only the owning unit"):
        link_ocgs(actor=cast.rita, ocg=ours, other=theirs, **given)
    link = link_ocgs(actor=cast.rita, ocg=theirs, other=ours, **given)
    assert browser(cast.gail).get(f"/links/{link.ref}/").status_code == 404


def test_wrong_answers_are_refused_at_their_fields(cast: Cast) -> None:
    one, other = cast.ocg(), cast.ocg()
    tomorrow = TODAY + timedelta(days=1)
    for changes, said in (
        ({"from_on": tomorrow}, "today or in the past"),
        ({"until_on": tomorrow}, "today or in the past"),
        ({"until_on": date(2019, 1, 1)}, "cannot end before it began"),
        ({"handling": "C"}, "Enter the conditions"),
        ({"reason": "SECRET"}, "looks like SECRET"),
        ({"other": one}, "Choose another record"),
    ):
        given = {"other": other, "kind": "rival", **GROUNDS}
        with pytest.raises(Refused, match=said):
            link_ocgs(actor=cast.gail, ocg=one, **(given | changes))
    barnaby, cedric = (a_person(cast.gail, one, name) for name in ("Barnaby Salt", "Cedric Penny"))
    with pytest.raises(Refused, match="not on this OCG"):
        link_people(
            actor=cast.gail, ocg=other, person=barnaby, other=cedric, kind="family", **GROUNDS
        )
    with pytest.raises(Refused, match="Choose another record"):
        link_people(
            actor=cast.gail, ocg=one, person=barnaby, other=barnaby, kind="family", **GROUNDS
        )


def test_link_ends_once_with_a_reason(cast: Cast) -> None:
    one, _other, link = linked(cast)
    with pytest.raises(Refused, match="cannot end before it began"):
        end_link(actor=cast.gail, link=link, until_on=date(2019, 1, 1), because="Over")
    end_link(actor=cast.len, link=link, until_on=TODAY, because="They fell out over a debt.")
    with pytest.raises(Refused, match="ended already"):
        end_link(actor=cast.gail, link=link, until_on=TODAY, because="Again")
    assert "They fell out" in browser(cast.gail).get(f"/links/{link.ref}/").content.decode()
    page = browser(cast.gail).get(f"/ocgs/{one.ref}/links/").content.decode()
    assert "Amber Stoat" in page
    assert '<svg class="bh-chart__svg"' not in page


def test_correction_keeps_the_record_before_it(cast: Cast) -> None:
    one, _other, link = linked(cast)
    given = {"kind": "supplier", **GROUNDS, "because": "It was graded again."}
    with pytest.raises(Refused, match="You have not changed anything"):
        correct_link(actor=cast.gail, link=link, **given)
    again = correct_link(actor=cast.gail, link=link, **given | {"intelligence": "D"})
    with as_actor(cast.gail):
        [current] = links_of(one)
        assert (current.ref, current.grade, current.replaces_id) == (again.ref, "1D P", link.pk)
    page = browser(cast.gail).get(f"/links/{link.ref}/").content.decode()
    assert "Corrected: It was graded again." in page
    assert again.ref in page
    with pytest.raises(Refused, match="withdrawn or corrected since"):
        withdraw_link(actor=cast.gail, link=link, because="Slip")
    withdraw_link(actor=cast.gail, link=again, because="Another Stoat.")
    with as_actor(cast.gail):
        assert links_of(one) == []


def test_api_and_terminal_do_the_same(cast: Cast) -> None:
    one, other = cast.ocg(), cast.ocg()
    said = {key: str(value) for key, value in GROUNDS.items()}
    machine = Machine(cast.gail)
    made = machine.post(f"/ocgs/{one.ref}/link-ocgs", other=other.ref, kind="rival", **said)
    assert made.status_code == 201, made.content
    at = f"/links/{made.json()['ref']}"
    assert machine.get(at).json()["other_ocg"] == other.ref
    ended = machine.post(f"{at}/end-link", until_on="2021-02-01", because="Truce.")
    assert ended.json()["ended_because"] == "Truce."
    again = machine.post(f"{at}/correct-link", source="3", because="Graded again.").json()
    assert (again["source"], again["ended_because"]) == ("3", "Truce.")
    gone = machine.post(f"/links/{again['ref']}/withdraw-link", because="Slip.")
    assert gone.json()["withdrawn_because"] == "Slip."
    people = [a_person(cast.gail, one, name).ref for name in ("Barnaby Salt", "Cedric Penny")]
    made = machine.post(
        f"/ocgs/{one.ref}/link-people", person=people[0], other=people[1], kind="family", **said
    )
    assert made.json()["other_person"] == people[1]
    grounds = ("--source", "2", "--intelligence", "C", "--handling", "P", "--reason", WHY)
    kind = ("--kind", "business")
    for words in (
        ("link-ocgs", one.ref, "--other", other.ref, "--kind", "rival", *grounds),
        ("link-people", one.ref, "--person", people[0], "--other", people[1], *kind, *grounds),
        ("list", one.ref),
    ):
        done = terminal(cast.gail, "links", *words)
        assert done.exit_code == 0, done.output
    ref = next(line.split()[0] for line in done.output.splitlines() if "Rival" in line)
    done = terminal(cast.gail, "links", "correct-link", ref, "--source", "1", "--because", "Slip")
    ref = reference_in(done.output)
    for words in (
        ("end-link", ref, "--until-on", "2021-02-01", "--because", "Truce"),
        ("withdraw-link", ref, "--because", "Slip"),
    ):
        done = terminal(cast.gail, "links", *words)
        assert done.exit_code == 0, done.output


def test_link_cannot_be_rewritten_or_deleted(cast: Cast) -> None:
    linked(cast)
    with as_actor(cast.gail):
        for change in (
            lambda: Link.objects.update(reason="Nothing."),
            lambda: Link.objects.all()._raw_delete("default"),
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                change()


def test_pages_read_the_same_for_one_link_as_for_many(cast: Cast) -> None:
    one, other, _link = linked(cast)
    barnaby, cedric = (a_person(cast.gail, one, name) for name in ("Barnaby Salt", "Cedric Penny"))
    link_people(actor=cast.gail, ocg=one, person=barnaby, other=cedric, kind="family", **GROUNDS)
    client, at = browser(cast.gail), f"/ocgs/{one.ref}/links/"

    def queries() -> int:
        client.get(at)
        with CaptureQueriesContext(connection) as taken:
            assert client.get(at).status_code == 200
        return len(taken)

    before = queries()
    for kind in ("rival", "successor"):
        link_ocgs(actor=cast.gail, ocg=one, other=other, kind=kind, **GROUNDS)
    for kind in ("business", "associate"):
        link_people(actor=cast.gail, ocg=one, person=barnaby, other=cedric, kind=kind, **GROUNDS)
    assert queries() == before


def test_link_made_from_both_ends_at_the_same_moment_is_one(committed: Cast) -> None:
    one, other = committed.ocg(), committed.ocg()

    def from_one() -> Link:
        return link_ocgs(actor=committed.gail, ocg=one, other=other, kind="rival", **GROUNDS)

    def from_other() -> Link:
        return link_ocgs(actor=committed.len, ocg=other, other=one, kind="rival", **GROUNDS)

    assert len(refusals(at_once(from_one, from_other))) == 1


def test_link_corrected_twice_at_the_same_moment_is_corrected_once(committed: Cast) -> None:
    _one, _other, link = linked(committed)

    def correct(source: str) -> Link:
        given = {"kind": "supplier", **GROUNDS, "because": "Graded again.", "source": source}
        return correct_link(actor=committed.gail, link=link, **given)

    assert len(refusals(at_once(lambda: correct("2"), lambda: correct("3")))) == 1


def test_the_form_is_shown_only_to_those_who_can_send_it_now(cast: Cast) -> None:
    _one, _other, link = linked(cast)
    address = f"/links/{link.ref}/end-link/"
    assert "Only the owning unit" in why_not_shown(cast.mo, address)
    assert browser(cast.gail).get(address).status_code == 200
    end_link(actor=cast.gail, link=link, until_on=TODAY, because="They fell out.")
    assert "This link has ended already." in why_not_shown(cast.gail, address)

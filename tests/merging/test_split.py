"""Splitting an OCG into two, and undoing that."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from broadhurst.capabilities.deconfliction.models import Entry, HitSide
from broadhurst.capabilities.deconfliction.models import Event as PlannedEvent
from broadhurst.capabilities.liaison.commands.add_note import add_note
from broadhurst.capabilities.liaison.models import Note, Request
from broadhurst.capabilities.links.models import Link
from broadhurst.capabilities.members.commands.edit_member import edit_member
from broadhurst.capabilities.merging.commands.split import split
from broadhurst.capabilities.merging.commands.undo_merge import undo_merge
from broadhurst.capabilities.merging.commands.undo_split import undo_split
from broadhurst.capabilities.merging.models import Merge, Split
from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg, Person
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.safeguarding.models import NotReferred, Referral
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, end, give
from broadhurst.foundation.access.models import Dossier, Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event, Notification
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.deconfliction.targets import far_ocg
from tests.doors import Machine, browser, terminal
from tests.merging.made import Whole, added, whole
from tests.people import Cast
from tests.safeguarding.story import person as at_risk
from tests.safeguarding.story import referral

BECAUSE = "Two brothers now run separate lines."
MOVED = (Person, Membership, Identifier, Order, Referral, NotReferred, Request, Note, Link)


def halved(cast: Cast, made: Whole, actor: Actor | None = None) -> Split:
    """Split off the suspect, the victim, the vehicle, the link, the request and the event."""
    return split(
        actor=actor or cast.gail, ocg=made.ocg, name="Pewter Bunting", because=BECAUSE,
        people=[made.suspect, made.victim], identifiers=[made.vehicle], links=[made.link],
        requests=[made.request], events=[made.event],
    )  # fmt: skip


def rows_of(cast: Cast) -> dict[str, Any]:
    """Return everything that a split moves."""
    models: tuple[type[Model], ...] = MOVED
    with as_actor(cast.gail):
        rows = {one.__name__: list(one._base_manager.order_by("pk").values()) for one in models}
        dossiers = Dossier.objects.exclude(about__startswith="OCG")
        return rows | {
            "dossiers": list(dossiers.order_by("pk").values("pk", "parent")),
            "entries": list(Entry.objects.order_by("pk").values("pk", "ocg_ref")),
            "hits": list(HitSide.objects.order_by("pk").values("pk", "ocg_ref", "is_disclosed")),
            "events": list(PlannedEvent.objects.order_by("pk").values("pk", "ocg_ref")),
        }


def test_what_is_chosen_goes_the_rest_stays_and_undoing_is_exact(cast: Cast) -> None:
    made = whole(cast)
    add_note(actor=cast.len, lead_request=made.request, text="The council is asked.")
    edit_member(
        actor=cast.gail, member=_member(cast, made.suspect), name="Barnaby Ragwort", aliases="",
        born_on=made.suspect.born_on, sex="", category="convicted", part="principal",
        is_exploited=False, because="Sentenced in May.",
    )  # fmt: skip
    before = rows_of(cast)
    with as_actor(cast.olive):
        told = Notification.objects.count()

    done = halved(cast, made)
    moved_to(cast, made, done.new)
    with as_actor(cast.olive):
        assert Notification.objects.count() == told, "a hit that was told is not told again"

    undone = undo_split(actor=cast.gail, split=done, because="They are one group after all.")
    assert undone.kept == []
    assert rows_of(cast) == before
    with as_actor(cast.gail):
        done.new.refresh_from_db()
        assert done.new.state == "merged"
        assert undone.undone_as is not None
    with pytest.raises(Refused, match="Split the OCG again instead"):
        undo_merge(actor=cast.gail, merge=undone.undone_as, because="Wrong.")
    with pytest.raises(Refused, match="already been undone"):
        undo_split(actor=cast.gail, split=done, because="Again.")


def moved_to(cast: Cast, made: Whole, new: Ocg) -> None:
    """Check that what was chosen is on the new OCG, and the rest where it was."""
    with as_actor(cast.gail):
        assert {one.person.name for one in new.memberships.all()} == {
            "Barnaby Ragwort", "Tilly Marchbank",
        }  # fmt: skip
        victim = new.memberships.get(person=made.victim)
        assert (victim.category, victim.is_exploited) == ("victim", True), "status is never lost"
        history = Membership.with_ended.filter(person=made.suspect).exclude(ended_at=None)
        assert [one.ocg for one in history] == [new], "nor is what was recorded before"
        assert {str(one) for one in new.identifiers.all()} == {
            "Phone number 07700 900123", "Vehicle registration AB12 CDE",
        }  # fmt: skip
        assert Order.objects.get().ocg == new
        assert Referral.objects.get().ocg == new
        assert Request.objects.get().ocg == new
        assert set(Link.objects.values_list("ocg", "one_dossier")) == {(new.pk, new.dossier_id)}
        assert {one.person.name for one in made.ocg.memberships.all()} == {"Otis Furze"}
        assert not made.ocg.identifiers.exists()
        people = Entry.objects.filter(kind="person")
        refs = {entry.submitted["person"][0]: entry.ocg_ref for entry in people}
        assert refs["Barnaby Ragwort"] == new.ref
        assert refs["Otis Furze"] == made.ocg.ref
        side = HitSide.objects.get(pk=made.hit.pk)
        assert (side.ocg_ref, side.is_disclosed) == (new.ref, True)
        assert PlannedEvent.objects.get().ocg_ref == new.ref
        was, now = current_leadership(made.ocg), current_leadership(new)
        assert (now.owner, now.officers()) == (was.owner, was.officers())
        assert new.state == "active"
        assert new.due_on is not None, "it is to be assessed"
        assert {"ocg.split", "ocg.split_off"} <= set(Event.objects.values_list("verb", flat=True))


def test_what_was_added_since_comes_back_too(cast: Cast) -> None:
    made = whole(cast)
    done = halved(cast, made)
    with clock.set_to(NOW + timedelta(hours=2)):
        added(cast, done.new, "Cedric Pennyfold")
        edit_member(
            actor=cast.gail, member=_member(cast, made.suspect), name="Barnaby Ragwort",
            aliases="Barney", born_on=made.suspect.born_on, sex="", category="convicted",
            part="principal", is_exploited=False, because="Sentenced in May.",
        )  # fmt: skip
        undo_split(actor=cast.gail, split=done, because="They are one group after all.")
    with as_actor(cast.gail):
        assert not done.new.memberships.exists()
        assert made.ocg.memberships.count() == 4
        assert made.ocg.memberships.get(person=made.suspect).category == "convicted"


def _member(cast: Cast, person: Person) -> Membership:
    with as_actor(cast.gail):
        return Membership.objects.select_related("ocg__dossier", "person").get(person=person)


def test_both_pages_say_so_and_the_wall_holds(cast: Cast) -> None:
    """Otto's unit sees both by an agreement. Then it loses one, and the other."""
    made = whole(cast)
    see = Sight(cast.otto.unit, Grant.Level.SEE, Grant.Why.AGREEMENT, "made up")
    with as_actor(cast.gail):
        give(made.ocg.dossier, see)
    new = halved(cast, made).new
    page = browser(cast.gail)
    of_old = page.get(f"/ocgs/{made.ocg.ref}/").content.decode()
    assert f'href="/ocgs/{new.ref}/"' in of_old
    assert "Undo this split" in of_old
    of_new = page.get(f"/ocgs/{new.ref}/").content.decode()
    assert f'href="/ocgs/{made.ocg.ref}/"' in of_new
    assert "split this OCG off" in of_new

    seen_by_some(cast, made, new, see)


def seen_by_some(cast: Cast, made: Whole, new: Ocg, see: Sight) -> None:
    """Check what a unit sees that can see both, then one, then the other."""
    with as_actor(cast.otto):
        assert Ocg.objects.filter(pk__in=(made.ocg.pk, new.pk)).count() == 2
    with as_actor(cast.gail):
        end(new.dossier, cast.otto.unit, Grant.Why.AGREEMENT)
    only_old = browser(cast.otto).get(f"/ocgs/{made.ocg.ref}/").content.decode()
    assert "You cannot see the other one." in only_old
    assert new.name not in only_old
    with as_actor(cast.otto):
        names = set(Person.objects.values_list("name", flat=True))
        assert "Otis Furze" in names
        assert not names & {"Barnaby Ragwort", "Tilly Marchbank"}, "they went with their OCG"
    timeline = browser(cast.otto).get(f"/ocgs/{made.ocg.ref}/timeline/").content.decode()
    assert new.ref not in timeline

    with as_actor(cast.gail):
        end(made.ocg.dossier, cast.otto.unit, Grant.Why.AGREEMENT)
        give(new.dossier, see)
    only_new = browser(cast.otto).get(f"/ocgs/{new.ref}/").content.decode()
    assert "was split off another on" in only_new
    assert made.ocg.name not in only_new
    with as_actor(cast.otto):
        assert set(Person.objects.filter(memberships__ocg=new).values_list("name", flat=True)) == {
            "Barnaby Ragwort", "Tilly Marchbank",
        }  # fmt: skip


def test_refusals(cast: Cast) -> None:
    made = whole(cast)

    def tried(actor: Actor | None = None, **changes: Any) -> None:
        given: dict[str, Any] = {"people": [made.suspect], "name": "Pewter Bunting"} | changes
        split(actor=actor or cast.gail, ocg=made.ocg, because=BECAUSE, **given)

    for changes, said in (
        ({"people": []}, "at least one person or identifier"),
        ({"people": [made.suspect, made.victim, made.stays]}, "Leave at least one person"),
        ({"name": "Amber Stoat"}, "already has an OCG with this cover name"),
        ({"name": "TOP SECRET"}, "looks like SECRET"),
        ({"actor": cast.mo}, "Only the owning unit"),
    ):
        with pytest.raises(Refused, match=said):
            tried(**changes)
    done = halved(cast, made)
    with pytest.raises(Refused, match="no longer on this OCG"):
        tried(name="Slate Wren")
    with clock.set_to(NOW + timedelta(days=2)), pytest.raises(Refused, match="within a day"):
        undo_split(actor=cast.gail, split=done, because="Late.")
    with pytest.raises(Refused, match="Only the owning unit"):
        undo_split(actor=cast.mo, split=done, because="Not mine.")


def test_a_priority_individual_and_a_merged_ocg_are_not_split(cast: Cast) -> None:
    one = cast.ocg(name="Slate Wren", kind="individual")
    person = added(cast, one, "Cedric Pennyfold").person
    with pytest.raises(Refused, match="cannot be split"):
        split(actor=cast.gail, ocg=one, name="Sand Wren", because=BECAUSE, people=[person])
    assert "Split this" not in browser(cast.gail).get(f"/ocgs/{one.ref}/").content.decode()


def test_the_database_holds_that_it_was_split_off(cast: Cast) -> None:
    ocg = cast.ocg()
    with pytest.raises(IntegrityError, match="it has a split"):
        _set_split_off(cast, ocg)


def _set_split_off(cast: Cast, ocg: Ocg) -> None:
    with as_actor(cast.gail), transaction.atomic(), connection.cursor() as cursor:
        Ocg.objects.filter(pk=ocg.pk).update(split_off_at=NOW)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_lro_of_another_unit_may_split(cast: Cast) -> None:
    """The new OCG belongs to the owner, not to the unit of the officer who splits."""
    ocg = cast.ocg(lro=cast.sid.officer)
    people = [added(cast, ocg, name).person for name in ("Otis Furze", "Barnaby Ragwort")]
    done = split(actor=cast.sid, ocg=ocg, name="Sand Wren", because=BECAUSE, people=people[:1])
    with as_actor(cast.sid):
        assert current_leadership(done.new).owner == cast.gail.unit
        whys = Grant.objects.filter(dossier=done.new.dossier, officer=cast.sid.officer)
        assert list(whys.filter(until_at=None).values_list("why", flat=True)) == ["lro"]


def test_the_pages(cast: Cast) -> None:
    made = whole(cast)
    lookalike = cast.ocg(name="Pewter Buntings")
    page, href = browser(cast.gail), f"/ocgs/{made.ocg.ref}/split/"
    assert "Show what moves and what stays" in page.get(href).content.decode()
    given = {
        "name": "Pewter Bunting", "because": BECAUSE, "people": [made.suspect.ref],
        "links": [made.link.ref],
    }  # fmt: skip
    shown = page.post(href, given | {"and_then": "preview"}).content.decode()
    for words in ("1 person", "1 court order", "2 links", "2 people", "1 referral"):
        assert f"<li>{words}</li>" in shown
    warned = page.post(href, given)
    assert warned.status_code == 409
    words = warned.content.decode()
    assert f'type="checkbox" name="not_same_as" value="{lookalike.ref}"' in words
    assert f'href="/ocgs/{lookalike.ref}/"' in words
    answer = page.post(href, given | {"not_same_as": lookalike.ref})
    assert answer.status_code == 302
    new = answer.headers["Location"].split("/")[2]
    with as_actor(cast.gail):
        ref = Split.objects.get().ref
        assert Ocg.objects.get(ref=new).told_apart.get().other == lookalike
    undo = f"/splits/{ref}/undo/"
    assert "with what was added to it since" in page.get(undo).content.decode()
    assert page.post(undo, {"because": "Wrong."}).status_code == 302
    assert "merged" in page.get(f"/ocgs/{new}/").content.decode()


def test_the_api_and_the_terminal(cast: Cast) -> None:
    ocg = cast.ocg()
    added(cast, ocg, "Otis Furze")
    victim = at_risk(cast, ocg)
    referral(cast, ocg, person=victim)
    machine = Machine(cast.gail)
    preview = machine.get(f"/ocgs/{ocg.ref}/split-preview?people={victim.ref}").json()
    assert preview["goes"] == ["1 person", "1 referral"]
    assert preview["stops"] == []
    body = {"name": "Sand Wren", "because": BECAUSE, "people": [victim.ref]}
    answer = machine.post(f"/ocgs/{ocg.ref}/split", **body)
    assert answer.status_code == 201
    assert len(machine.get(f"/ocgs/{ocg.ref}/splits").json()["items"]) == 1
    undone = machine.post(f"/splits/{answer.json()['ref']}/undo", because="Wrong.")
    assert undone.status_code == 200

    chosen = f"--people={victim.ref}"
    said = terminal(cast.gail, "register", "split-preview", ocg.ref, chosen)
    assert "Goes: 1 referral" in said.output
    assert "Stays: 1 person" in said.output
    done = terminal(
        cast.gail, "register", "split", ocg.ref, chosen, "--name=Slate Wren", "--because=Two."
    )
    assert done.exit_code == 0, done.output
    with as_actor(cast.gail):
        ref = Split.objects.get(undone_at=None).ref
    undone = terminal(cast.gail, "register", "undo-split", ref, "--because=Wrong.")
    assert undone.exit_code == 0, undone.output


def test_a_likely_duplicate_of_the_new_ocg_is_told_apart_first(cast: Cast) -> None:
    """Those behind the wall and the OCG that is split are not shown."""
    ocg, lookalike = cast.ocg(), cast.ocg(name="Sand Wrens")
    people = [added(cast, ocg, name).person for name in ("Otis Furze", "Barnaby Ragwort")]
    far = far_ocg(cast, name="Copper Herring")
    machine = Machine(cast.gail)
    body = {"name": "Sand Wren", "because": BECAUSE, "people": [people[0].ref]}
    refused = machine.post(f"/ocgs/{ocg.ref}/split", **body)
    assert refused.status_code == 409
    (error,) = refused.json()["errors"]
    assert error["field"] == "not_same_as"
    assert f"Sand Wrens {lookalike.ref} looks the same: nearly the same cover name" in str(error)
    with as_actor(cast.gail):
        assert not Split.objects.exists(), "nothing moved"

    options = ("--name=Sand Wren", "--because=Two.", f"--people={people[0].ref}")
    denied = terminal(cast.gail, "register", "split", ocg.ref, *options)
    assert denied.exit_code == 1
    assert lookalike.ref in denied.output
    apart = f"--not-same-as={lookalike.ref}"
    done = terminal(cast.gail, "register", "split", ocg.ref, *options, apart)
    assert done.exit_code == 0, done.output
    with as_actor(cast.gail):
        kept = Split.objects.get().new.told_apart.get()
        assert (kept.other, kept.why_alike) == (lookalike, "nearly the same cover name")
        undo = Split.objects.get()
    undo_split(actor=cast.gail, split=undo, because="Wrong.")

    own = machine.post(f"/ocgs/{ocg.ref}/split", **body | {"name": "Copper Herons"})
    assert own.status_code == 201, f"neither {ocg.name} nor {far.name} is shown: {own.json()}"


def test_those_who_must_not(cast: Cast) -> None:
    made = whole(cast)
    done = halved(cast, made)
    given = {"name": "Sand Wren", "because": BECAUSE, "people": [made.stays.ref]}
    for address in (f"/ocgs/{made.ocg.ref}/split/", f"/splits/{done.ref}/undo/"):
        assert browser(cast.olive).get(address).status_code == 404
    machine = Machine(cast.olive)
    assert machine.post(f"/ocgs/{made.ocg.ref}/split", **given).status_code == 404
    assert machine.post(f"/splits/{done.ref}/undo", because="x").status_code == 404
    assert machine.get(f"/ocgs/{made.ocg.ref}/splits").status_code == 404
    assert machine.get(f"/ocgs/{made.ocg.ref}/split-preview").status_code == 404
    options = ("--name=Sand Wren", "--because=x", f"--people={made.stays.ref}")
    assert terminal(cast.olive, "register", "split", made.ocg.ref, *options).exit_code == 1


def test_two_splits_at_once_give_each_person_to_one(committed: Cast) -> None:
    ocg = committed.ocg()
    people = [added(committed, ocg, name).person for name in ("Otis Furze", "Barnaby Ragwort")]

    def off(actor: Actor, name: str) -> Split:
        return split(actor=actor, ocg=ocg, name=name, because=BECAUSE, people=people[:1])

    outcomes = at_once(
        lambda: off(committed.gail, "Pewter Bunting"),
        lambda: off(committed.len, "Slate Wren"),
        at=NOW + timedelta(hours=1),
    )
    assert len(refusals(outcomes)) == 1
    with as_actor(committed.gail):
        assert Split.objects.count() == 1
        assert Membership.objects.count() == 2
        assert not Merge.objects.exists()

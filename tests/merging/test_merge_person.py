"""Merging two records of one person of an OCG, and undoing that."""

from datetime import date, timedelta
from typing import Any

import pytest

from broadhurst.capabilities.deconfliction.models import Entry
from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.merging.commands.merge_person import merge_person
from broadhurst.capabilities.merging.commands.undo_person_merge import undo_person_merge
from broadhurst.capabilities.merging.models import PersonMerge
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg, Person
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast
from tests.safeguarding.story import referral

BECAUSE = "One custody record."
BORN = date(2006, 5, 4)


def added(cast: Cast, ocg: Ocg, name: str, **changes: Any) -> Membership:
    given: dict[str, Any] = {"category": "suspect", "part": "principal", "is_exploited": False}
    return add_member(actor=cast.gail, ocg=ocg, name=name, **(given | changes))


def two(cast: Cast) -> tuple[Ocg, Membership, Membership]:
    """Return an OCG with a victim who has a phone and a referral, and the same person again."""
    ocg = cast.ocg()
    victim = added(cast, ocg, "Kit Larkspurre", category="victim", is_exploited=True, born_on=BORN)
    add_identifier(
        actor=cast.gail, ocg=ocg, kind="phone", value="07700 900123", person=victim.person
    )
    referral(cast, ocg, person=victim.person)
    again = added(cast, ocg, "Christopher Larkspurre", not_same_as=[victim.ref])
    return ocg, victim, again


def merged(cast: Cast, member: Membership, into: Membership) -> PersonMerge:
    return merge_person(actor=cast.gail, member=member, into=into, because=BECAUSE)


def state_of(cast: Cast) -> dict[str, Any]:
    with as_actor(cast.gail):
        return {
            "people": list(Person.objects.order_by("pk").values()),
            "members": list(
                Membership.objects.order_by("person").values("person", "category", "is_exploited")
            ),
            "identifiers": list(Identifier.objects.order_by("pk").values()),
            "referrals": list(Referral.objects.order_by("pk").values("pk", "person", "stage")),
        }


def test_victim_status_and_all_that_belongs_to_a_person_stay(cast: Cast) -> None:
    ocg, victim, other = two(cast)
    merged(cast, victim, other)
    with as_actor(cast.gail):
        now = ocg.memberships.get()
        assert (now.person, now.is_exploited) == (other.person, True)
        assert now.person.aliases == ["Kit Larkspurre"]
        assert now.person.born_on == BORN
        assert Identifier.objects.get().person == other.person
        assert Referral.objects.get().person == other.person
        ended = Membership.with_ended.get(person=victim.person)
        assert ended.category == "victim"
        assert ended.ended_because.startswith(f"Merged into {other.person.ref}")


def test_undoing_gives_everything_back(cast: Cast) -> None:
    _ocg, victim, other = two(cast)
    before = state_of(cast)
    made = merged(cast, victim, other)
    undone = undo_person_merge(actor=cast.gail, merge=made, because="They are brothers.")
    assert undone.kept == []
    assert state_of(cast) == before


def test_the_entries_follow(cast: Cast) -> None:
    ocg = cast.ocg()
    one = added(cast, ocg, "Barnaby Ragwort", born_on=date(1988, 3, 27))
    other = added(cast, ocg, "Otis Furze", born_on=date(1961, 11, 2))
    with as_actor(cast.gail):
        assert Entry.objects.filter(kind="person").count() == 2
    made = merged(cast, one, other)
    with as_actor(cast.gail):
        (entry,) = Entry.objects.filter(kind="person")
        assert "Barnaby Ragwort" in str(entry.submitted)
    undo_person_merge(actor=cast.gail, merge=made, because="They are two.")
    with as_actor(cast.gail):
        assert Entry.objects.filter(kind="person").count() == 2


def test_refusals(cast: Cast) -> None:
    ocg, victim, other = two(cast)
    elsewhere = added(cast, cast.ocg(name="Pewter Bunting"), "Otis Furze")
    with pytest.raises(Refused, match="Choose a different person"):
        merged(cast, victim, victim)
    with pytest.raises(Refused, match="of the same OCG"):
        merged(cast, victim, elsewhere)
    with pytest.raises(Refused, match="Only the owning unit"):
        merge_person(actor=cast.mo, member=victim, into=other, because=BECAUSE)
    referral(cast, ocg, person=other.person)
    with pytest.raises(Refused, match="open referral to the same team"):
        merged(cast, victim, other)


def test_undoing_is_refused_after_a_day_and_twice(cast: Cast) -> None:
    _ocg, victim, other = two(cast)
    made = merged(cast, victim, other)
    with clock.set_to(NOW + timedelta(days=2)), pytest.raises(Refused, match="within a day"):
        undo_person_merge(actor=cast.gail, merge=made, because="Late.")
    undo_person_merge(actor=cast.gail, merge=made, because="They are brothers.")
    with pytest.raises(Refused, match="already been undone"):
        undo_person_merge(actor=cast.gail, merge=made, because="Again.")


def test_three_doors(cast: Cast) -> None:
    ocg, victim, other = two(cast)
    given = {"into": other.ref, "because": BECAUSE}
    page, href = browser(cast.gail), f"/people/{victim.ref}/merge/"
    people = f"/ocgs/{ocg.ref}/people/"
    assert href in page.get(people).content.decode()
    assert "07700 900123" in page.get(href).content.decode()
    assert page.post(href, given).status_code == 302
    with as_actor(cast.gail):
        ref = PersonMerge.objects.get().ref
    undo = f"/person-merges/{ref}/undo/"
    assert undo in page.get(people).content.decode()
    assert page.post(undo, {"because": "Wrong."}).status_code == 302

    answer = Machine(cast.gail).post(f"/people/{victim.ref}/merge", **given)
    assert answer.status_code == 201
    ref = answer.json()["ref"]
    assert Machine(cast.gail).post(f"/person-merges/{ref}/undo", because="x").status_code == 200

    options = [f"--{name}={value}" for name, value in given.items()]
    done = terminal(cast.gail, "register", "merge-person", victim.ref, *options)
    assert done.exit_code == 0, done.output
    with as_actor(cast.gail):
        ref = PersonMerge.objects.get(undone_at=None).ref
    undone = terminal(cast.gail, "register", "undo-person-merge", ref, "--because=x")
    assert undone.exit_code == 0, undone.output


def test_those_who_must_not(cast: Cast) -> None:
    _ocg, victim, other = two(cast)
    ref = merged(cast, victim, other).ref
    for address in (f"/people/{other.ref}/merge/", f"/person-merges/{ref}/undo/"):
        assert browser(cast.olive).get(address).status_code == 404
    assert Machine(cast.olive).post(f"/people/{other.ref}/merge").status_code == 404
    assert Machine(cast.olive).post(f"/person-merges/{ref}/undo").status_code == 404
    assert terminal(cast.olive, "register", "merge-person", other.ref).exit_code != 0


def test_two_at_once_leave_one(committed: Cast) -> None:
    """Each into the other: one merge, and one person stays."""
    ocg, victim, other = two(committed)
    outcomes = at_once(
        lambda: merged(committed, victim, other),
        lambda: merged(committed, other, victim),
        at=NOW + timedelta(hours=1),
    )
    assert len(refusals(outcomes)) == 1
    with as_actor(committed.gail):
        assert ocg.memberships.get().is_exploited

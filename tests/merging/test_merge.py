"""Merging an OCG into another, and undoing that."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from broadhurst.capabilities.deconfliction.models import Entry
from broadhurst.capabilities.following.commands.follow import follow
from broadhurst.capabilities.following.queries import follows_of
from broadhurst.capabilities.following.writes.move_follows import move_follows
from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.members.commands.edit_member import edit_member
from broadhurst.capabilities.merging.commands.merge import merge
from broadhurst.capabilities.merging.commands.undo_merge import undo_merge
from broadhurst.capabilities.merging.models import Merge
from broadhurst.capabilities.merging.queries.merges import objections
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg, Person
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, give
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event, Notification
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.deconfliction.targets import far_ocg
from tests.doors import Machine, browser, terminal, why_not_shown
from tests.lifecycle.test_life import adopted, dormant
from tests.people import Cast
from tests.safeguarding.story import person as at_risk
from tests.safeguarding.story import referral

BECAUSE = "Both names were given to the same group."
OF_AN_OCG = ("pk", "state", "due_on", "dossier__parent")
BORN = date(1988, 3, 27)


def added(cast: Cast, ocg: Ocg, name: str, **changes: Any) -> Membership:
    given: dict[str, Any] = {
        "category": "suspect", "part": "principal", "is_exploited": False, "born_on": BORN,
    }  # fmt: skip
    return add_member(actor=cast.gail, ocg=ocg, name=name, **(given | changes))


def two(cast: Cast) -> tuple[Ocg, Ocg]:
    """Return two OCGs of Gail's unit. The first has people, a phone and a referral."""
    ocg, into = cast.ocg(name="Copper Heron"), cast.ocg(name="Pewter Bunting")
    member = added(cast, ocg, "Barnaby Ragwort")
    add_identifier(
        actor=cast.gail, ocg=ocg, kind="phone", value="07700 900123", person=member.person
    )
    referral(cast, ocg, person=at_risk(cast, ocg))
    return ocg, into


def merged(cast: Cast, ocg: Ocg, into: Ocg, actor: Actor | None = None) -> Merge:
    return merge(actor=actor or cast.gail, ocg=ocg, into=into, because=BECAUSE)


def state_of(cast: Cast) -> dict[str, Any]:
    """Return everything that a merge could change."""
    with as_actor(cast.gail):
        return {
            "ocgs": list(Ocg.objects.order_by("pk").values(*OF_AN_OCG)),
            "members": list(Membership.with_ended.order_by("pk").values()),
            "identifiers": list(Identifier.with_ended.order_by("pk").values()),
            "people": list(Person.objects.order_by("pk").values()),
            "referrals": list(Referral.objects.order_by("pk").values()),
            "entries": list(Entry.objects.order_by("pk").values("pk", "ocg_ref", "unit")),
        }  # fmt: skip


def test_what_is_live_moves_and_the_ocg_ends_with_a_link(cast: Cast) -> None:
    ocg, into = two(cast)
    made = merged(cast, ocg, into)
    with as_actor(cast.gail):
        ocg.refresh_from_db()
        assert ocg.state == "merged"
        assert not ocg.memberships.exists()
        assert {m.person.name for m in into.memberships.all()} == {
            "Barnaby Ragwort", "Tilly Marchbank",
        }  # fmt: skip
        child = into.memberships.get(person__name="Tilly Marchbank")
        assert (child.category, child.is_exploited) == ("victim", True), "status is never lost"
        assert Referral.objects.get().ocg == into
        assert set(Entry.objects.values_list("ocg_ref", flat=True)) == {into.ref}
        assert made.counts["people"] == 2
    page = browser(cast.gail).get(f"/ocgs/{ocg.ref}/").content.decode()
    assert f'href="/ocgs/{into.ref}/"' in page
    assert "Undo this merge" in page
    assert ocg.name in browser(cast.gail).get(f"/ocgs/{into.ref}/").content.decode()
    with as_actor(cast.gail):
        verbs = set(Event.objects.values_list("verb", flat=True))
        assert {"ocg.merged", "ocg.merged_in"} <= verbs


def test_undoing_is_exact(cast: Cast) -> None:
    ocg, into = two(cast)
    before = state_of(cast)
    made = merged(cast, ocg, into)
    assert state_of(cast) != before
    undone = undo_merge(actor=cast.gail, merge=made, because="They only share a supplier.")
    assert undone.kept == []
    assert state_of(cast) == before
    with as_actor(cast.gail):
        assert into.areas.count() == 1


def test_a_correction_since_goes_back_with_its_person(cast: Cast) -> None:
    ocg, into = two(cast)
    made = merged(cast, ocg, into)
    with clock.set_to(NOW + timedelta(hours=2)):
        with as_actor(cast.gail):
            member = into.memberships.get(person__name="Barnaby Ragwort")
        edit_member(
            actor=cast.gail, member=member, name="Barnaby Ragwort", aliases="Barney", born_on=BORN,
            sex="", category="convicted", part="principal", is_exploited=False,
            because="Sentenced in May.",
        )  # fmt: skip
        undo_merge(actor=cast.gail, merge=made, because="They only share a supplier.")
    with as_actor(cast.gail):
        assert ocg.memberships.get(person=member.person).category == "convicted"
        assert not into.memberships.exists()


def test_an_identifier_on_both_stays_once_with_its_user(cast: Cast) -> None:
    ocg, into = two(cast)
    add_identifier(actor=cast.gail, ocg=into, kind="phone", value="07700 900123")
    before = state_of(cast)
    made = merged(cast, ocg, into)
    with as_actor(cast.gail):
        (phone,) = Identifier.objects.filter(kind="phone")
        assert phone.ocg == into
        assert phone.person is not None
        assert phone.person.name == "Barnaby Ragwort"
    undo_merge(actor=cast.gail, merge=made, because="They only share a supplier.")
    assert state_of(cast) == before


def test_the_wall_opens_the_history_downwards_only(cast: Cast) -> None:
    """Otto's unit sees one OCG. It neither loses that nor learns of the other."""
    ocg, into = two(cast)
    with as_actor(cast.gail):
        give(ocg.dossier, Sight(cast.otto.unit, Grant.Level.SEE, Grant.Why.AGREEMENT, "made up"))
    with as_actor(cast.otto):
        seen = Person.objects.count()
    merged(cast, ocg, into)
    with as_actor(cast.otto):
        assert list(Ocg.objects.all()) == [ocg]
        assert Person.objects.count() == seen
        assert not Merge.objects.exists()
    page = browser(cast.otto).get(f"/ocgs/{ocg.ref}/").content.decode()
    assert into.ref not in page
    assert into.name not in page
    assert "merged into one that you cannot see" in page
    timeline = browser(cast.otto).get(f"/ocgs/{ocg.ref}/timeline/").content.decode()
    assert into.ref not in timeline


def test_followers_follow_the_other_ocg_if_they_can_see_it(cast: Cast) -> None:
    """Otto sees one OCG alone. Cora follows both already. Len followed one, and Mo sees both."""
    ocg, into = two(cast)
    with as_actor(cast.gail):
        give(ocg.dossier, Sight(cast.otto.unit, Grant.Level.SEE, Grant.Why.AGREEMENT, "made up"))
    for actor in (cast.len, cast.mo, cast.cora, cast.otto):
        follow(actor=actor, ocg=ocg)
    follow(actor=cast.cora, ocg=into)
    before = {actor: followed(actor) for actor in (cast.len, cast.mo, cast.cora, cast.otto)}
    made = merged(cast, ocg, into)
    assert followed(cast.len) == followed(cast.mo) == {into.ref}
    assert followed(cast.cora) == {ocg.ref, into.ref}
    assert followed(cast.otto) == {ocg.ref}, "nothing of the other one"
    assert notified(cast.mo) == notified(cast.cora) == ["ocg.merged_in"]
    assert notified(cast.otto) == []
    undo_merge(actor=cast.gail, merge=made, because="They only share a supplier.")
    assert {actor: followed(actor) for actor in before} == before
    assert notified(cast.mo) == ["ocg.merged_in", "ocg.merge_undone"]
    with as_actor(cast.otto), pytest.raises(DatabaseError, match="not open to you"):
        move_follows(ocg, into)


def followed(actor: Actor) -> set[str]:
    with as_actor(actor):
        return {row.ocg.ref for row in follows_of(actor)}


def notified(actor: Actor) -> list[str]:
    with as_actor(actor):
        mine = Notification.objects.filter(principal=actor.officer.principal)
        return list(mine.order_by("pk").values_list("event__verb", flat=True))


def test_refusals(cast: Cast) -> None:
    ocg, into = two(cast)
    with pytest.raises(Refused, match="Choose a different OCG"):
        merged(cast, ocg, ocg)
    with pytest.raises(Refused, match="Only the owning unit"):
        merged(cast, ocg, into, actor=cast.mo)
    merged(cast, ocg, into)
    with pytest.raises(Refused, match="Copper Heron is merged"):
        merged(cast, ocg, cast.ocg(name="Slate Wren"))
    with pytest.raises(Refused, match="merged into another"):
        added(cast, ocg, "Otis Furze")


def test_another_owner_refuses(cast: Cast) -> None:
    """The officer of another force sees one of the two only, and so finds none to merge."""
    ocg, _into = two(cast)
    theirs = far_ocg(cast, name="Slate Wren")
    with as_actor(cast.olive):
        give(theirs.dossier, Sight(cast.gail.unit, Grant.Level.SEE, Grant.Why.AGREEMENT, "made up"))
    with as_actor(cast.gail):
        said = " ".join(objections(cast.gail, ocg, theirs, ""))
    assert "Only the owning unit" in said
    assert "Hand one of them over first" in said
    with pytest.raises(Refused, match="Hand one of them over first"):
        merged(cast, ocg, theirs)


def test_undoing_is_refused_after_a_day_and_twice(cast: Cast) -> None:
    ocg, into = two(cast)
    made = merged(cast, ocg, into)
    with clock.set_to(NOW + timedelta(days=2)), pytest.raises(Refused, match="within a day"):
        undo_merge(actor=cast.gail, merge=made, because="Late.")
    with pytest.raises(Refused, match="Only the owning unit"):
        undo_merge(actor=cast.mo, merge=made, because="Not mine.")
    undo_merge(actor=cast.gail, merge=made, because="They only share a supplier.")
    with pytest.raises(Refused, match="already been undone"):
        undo_merge(actor=cast.gail, merge=made, because="Again.")


def test_the_database_holds_the_state(cast: Cast) -> None:
    ocg, _into = two(cast)
    with pytest.raises(IntegrityError, match="has one merge in force"):
        _set_merged(cast, ocg)


def _set_merged(cast: Cast, ocg: Ocg) -> None:
    with as_actor(cast.gail), transaction.atomic(), connection.cursor() as cursor:
        Ocg.objects.filter(pk=ocg.pk).update(state="merged", due_on=None)
        ocg.stages.filter(until_at=None).update(state="merged", due_on=None)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_pages(cast: Cast) -> None:
    ocg, into = two(cast)
    page, href = browser(cast.gail), f"/ocgs/{ocg.ref}/merge/"
    assert "Show what moves" in page.get(href).content.decode()
    nothing = page.post(href, {"into": "", "because": "", "and_then": "preview"})
    assert nothing.status_code == 422
    said = nothing.content.decode()
    assert "Select the OCG that stays" in said
    assert "Enter a reason" not in said, "the reason can wait"
    given = {"into": into.ref, "because": BECAUSE}
    shown = page.post(href, given | {"and_then": "preview"})
    assert shown.status_code == 200
    assert "2 people" in shown.content.decode()
    assert page.post(href, given).status_code == 302
    with as_actor(cast.gail):
        made = Merge.objects.get()
    undo = f"/merges/{made.ref}/undo/"
    assert "Units that were notified" in page.get(undo).content.decode()
    assert page.post(undo, {"because": "Wrong."}).status_code == 302
    late = page.get(undo)
    assert late.status_code == 403
    assert "This merge has already been undone." in late.content.decode()
    again = page.post(undo, {"because": "Wrong."})
    assert again.status_code == 409
    assert "Gail Fernsby undid this merge on" in again.content.decode()
    assert "These go back" not in again.content.decode()


def test_the_api_and_the_terminal(cast: Cast) -> None:
    ocg, into = two(cast)
    given = {"into": into.ref, "because": BECAUSE}
    machine = Machine(cast.gail)
    found = machine.get(f"/ocgs/{ocg.ref}/merge-into/{into.ref}").json()
    assert "2 people" in found["moves"]
    assert found["stops"] == []
    answer = machine.post(f"/ocgs/{ocg.ref}/merge", **given)
    assert answer.status_code == 201
    ref = answer.json()["ref"]
    assert len(machine.get(f"/ocgs/{ocg.ref}/merges").json()["items"]) == 1
    assert machine.post(f"/merges/{ref}/undo", because="Wrong.").status_code == 200

    said = terminal(cast.gail, "register", "merge-preview", ocg.ref, into.ref)
    assert "Moves: 2 people" in said.output
    options = [f"--{name}={value}" for name, value in given.items()]
    done = terminal(cast.gail, "register", "merge", ocg.ref, *options)
    assert done.exit_code == 0, done.output
    with as_actor(cast.gail):
        ref = Merge.objects.get(undone_at=None).ref
    undone = terminal(cast.gail, "register", "undo-merge", ref, "--because=Wrong.")
    assert undone.exit_code == 0, undone.output


def test_a_merge_into_a_dormant_ocg_says_that_work_would_stop(cast: Cast) -> None:
    ocg = cast.ocg(name="Copper Heron")
    into = dormant(cast, adopted(cast))
    href = f"/ocgs/{ocg.ref}/merge/"
    said = f"{into.name} is dormant, so no work on Copper Heron would go on."
    given = {"into": into.ref, "because": BECAUSE}
    shown = browser(cast.gail).post(href, given | {"and_then": "preview"}).content.decode()
    assert said in shown
    [note] = Machine(cast.gail).get(f"/ocgs/{ocg.ref}/merge-into/{into.ref}").json()["notes"]
    assert note.startswith(said)
    assert said in terminal(cast.gail, "register", "merge-preview", ocg.ref, into.ref).output
    assert Machine(cast.gail).get(f"/ocgs/{into.ref}/merge-into/{ocg.ref}").json()["notes"] == []


def test_those_who_must_not(cast: Cast) -> None:
    ocg, into = two(cast)
    ref = merged(cast, ocg, into).ref
    given = {"into": into.ref, "because": BECAUSE}
    options = [f"--{name}={value}" for name, value in given.items()]
    for address in (f"/ocgs/{ocg.ref}/merge/", f"/merges/{ref}/undo/"):
        assert browser(cast.olive).get(address).status_code == 404
    assert Machine(cast.olive).post(f"/ocgs/{ocg.ref}/merge", **given).status_code == 404
    assert Machine(cast.olive).post(f"/merges/{ref}/undo", because="x").status_code == 404
    assert Machine(cast.olive).get(f"/ocgs/{ocg.ref}/merges").status_code == 404
    unseen = terminal(cast.olive, "register", "merge", ocg.ref, *options)
    assert unseen.exit_code == 1
    assert "The OCG does not exist, or you cannot see it." in unseen.output


def test_two_merges_at_once_leave_one(committed: Cast) -> None:
    """Each into the other: one merge, and nothing is lost."""
    ocg, into = two(committed)
    outcomes = at_once(
        lambda: merged(committed, ocg, into),
        lambda: merged(committed, into, ocg, actor=committed.len),
        at=NOW + timedelta(hours=1),
    )
    assert len(refusals(outcomes)) == 1
    with as_actor(committed.gail):
        (made,) = Merge.objects.all()
        assert made.into.memberships.count() == 2


def test_a_merge_and_an_addition_at_once_lose_nobody(committed: Cast) -> None:
    ocg, into = two(committed)
    at_once(
        lambda: merged(committed, ocg, into),
        lambda: added(committed, ocg, "Otis Furze"),
        at=NOW + timedelta(hours=1),
    )
    with as_actor(committed.gail):
        assert not ocg.memberships.exists()
        assert into.memberships.count() == Person.objects.count()


def test_the_form_is_shown_only_to_those_who_can_send_it_now(cast: Cast) -> None:
    ocg, into = two(cast)
    address = f"/ocgs/{ocg.ref}/merge/"
    assert "Only the owning unit" in why_not_shown(cast.mo, address)
    assert browser(cast.gail).get(address).status_code == 200
    merge(actor=cast.gail, ocg=ocg, into=into, because=BECAUSE)
    assert "Only an active or dormant OCG can be merged." in why_not_shown(cast.gail, address)

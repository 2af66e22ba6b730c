"""Entries follow their OCG when it is corrected, archived or reactivated."""

from typing import Any

from broadhurst.capabilities.deconfliction.models import Check, Entry, HitSide
from broadhurst.capabilities.members.commands.edit_identifier import edit_identifier
from broadhurst.capabilities.members.commands.edit_member import edit_member
from broadhurst.capabilities.members.commands.remove_identifier import remove_identifier
from broadhurst.capabilities.members.commands.remove_member import remove_member
from broadhurst.capabilities.register.models import Membership, Ocg, Person
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from tests.deconfliction.targets import (
    BORN,
    PHONE,
    SAME_PHONE,
    far_ocg,
    side_of,
    with_phone,
    with_suspect,
)
from tests.people import Cast

NED = "Ned Larchbottom"


def member_of(actor: Actor, person: Person) -> Membership:
    with as_actor(actor):
        return Membership.objects.select_related("person", "ocg__dossier").get(person=person)


def edited(cast: Cast, person: Person, **changes: Any) -> Membership:
    given: dict[str, Any] = {
        "name": person.name, "category": "suspect", "part": "principal", "is_exploited": False,
        "born_on": person.born_on, "because": "Corrected",
    }  # fmt: skip
    return edit_member(actor=cast.gail, member=member_of(cast.gail, person), **(given | changes))


def entries(actor: Actor, ocg: Ocg | None = None) -> list[dict[str, Any]]:
    with as_actor(actor):
        return [one.submitted for one in Entry.objects.order_by("pk")]


def hits(actor: Actor) -> int:
    with as_actor(actor):
        return HitSide.objects.count()


def test_a_suspect_who_turns_out_a_victim_is_no_target_any_more(cast: Cast) -> None:
    ocg = cast.ocg()
    ned = with_suspect(cast.gail, ocg, NED)
    with_phone(cast.gail, ocg, PHONE, person=ned)
    assert entries(cast.gail)
    edited(cast, ned, category="victim", is_exploited=True)
    assert entries(cast.gail) == []
    # From now on nobody is told of the victim or of their identifiers.
    with_suspect(cast.olive, far_ocg(cast), NED)
    assert hits(cast.olive) == 0


def test_a_victim_who_turns_out_a_suspect_is_checked(cast: Cast) -> None:
    with_suspect(cast.olive, far_ocg(cast), NED)
    ned = with_suspect(cast.gail, cast.ocg(), NED, category="victim", is_exploited=True)
    assert hits(cast.olive) == 0
    member = edited(cast, ned, is_exploited=False)
    assert [one.hit_count for one in member.receipts] == [1]
    assert side_of(cast.gail).hit == side_of(cast.olive).hit


def test_a_corrected_name_is_checked_again_and_found_no_more_by_the_old(cast: Cast) -> None:
    ned = with_suspect(cast.gail, cast.ocg(), "Wilfred Ashcombe")
    with_suspect(cast.olive, far_ocg(cast), NED)
    assert hits(cast.gail) == 0
    member = edited(cast, ned, name=NED)
    assert [one.hit_count for one in member.receipts] == [1]
    assert [one["person"] for one in entries(cast.gail)] == [[NED]]
    with_suspect(cast.otto, far_ocg(cast, name="Slate Dunlin"), "Wilfred Ashcombe")
    assert hits(cast.gail) == 1


def test_a_corrected_date_of_birth_replaces_the_entry(cast: Cast) -> None:
    ned = with_suspect(cast.gail, cast.ocg(), NED)
    edited(cast, ned, born_on=BORN.replace(year=1989))
    assert [one["born"] for one in entries(cast.gail)] == ["1989-03-27"]


def test_hits_already_told_stay_told_and_nobody_is_told_twice(cast: Cast) -> None:
    ned = with_suspect(cast.gail, cast.ocg(), NED)
    with_suspect(cast.olive, far_ocg(cast), NED)
    before = side_of(cast.olive)
    edited(cast, ned, name="Ned Larchbotham", aliases=NED)
    assert side_of(cast.olive) == before
    mine = side_of(cast.gail)
    assert mine.hit == before.hit
    assert mine.entry is not None
    assert mine.entry.submitted["person"] == ["Ned Larchbotham", NED]


def test_a_removed_person_is_withdrawn_and_the_other_side_keeps_its_hit(cast: Cast) -> None:
    ned = with_suspect(cast.gail, cast.ocg(), NED)
    with_suspect(cast.olive, far_ocg(cast), NED)
    remove_member(
        actor=cast.gail, member=member_of(cast.gail, ned), why="error", because="Another Ned"
    )
    assert entries(cast.gail) == []
    assert hits(cast.olive) == 1


def test_a_removed_number_is_found_no_more_and_its_user_still_is(cast: Cast) -> None:
    ocg = cast.ocg()
    ned = with_suspect(cast.gail, ocg, NED)
    with_phone(cast.gail, ocg, PHONE, person=ned)
    with as_actor(cast.gail):
        phone = ocg.identifiers.get()
    remove_identifier(actor=cast.gail, identifier=phone, why="error", because="Typo")
    [left] = entries(cast.gail)
    assert left["person"] == [NED]
    assert "phone" not in left
    with_phone(cast.olive, far_ocg(cast), SAME_PHONE)
    assert hits(cast.olive) == 0


def test_a_number_of_the_group_is_corrected_and_checked_again(cast: Cast) -> None:
    ocg = with_phone(cast.gail, cast.ocg(), "07700 900124")
    with_phone(cast.olive, far_ocg(cast), SAME_PHONE)
    with as_actor(cast.gail):
        phone = ocg.identifiers.get()
    made = edit_identifier(
        actor=cast.gail, identifier=phone, kind="phone", value=PHONE, because="Typo"
    )
    assert [one.hit_count for one in made.receipts] == [1]
    assert [one["phone"] for one in entries(cast.gail)] == [[PHONE]]


def test_a_number_moved_to_another_person_moves_between_their_entries(cast: Cast) -> None:
    ocg = cast.ocg()
    ned, tom = with_suspect(cast.gail, ocg, NED), with_suspect(cast.gail, ocg, "Tom Birchwold")
    with_phone(cast.gail, ocg, PHONE, person=ned)
    with as_actor(cast.gail):
        phone = ocg.identifiers.select_related("person").get()
    edit_identifier(
        actor=cast.gail, identifier=phone, kind="phone", value=PHONE, person=tom, because="His"
    )
    found = {one["person"][0]: one.get("phone") for one in entries(cast.gail)}
    assert found == {NED: None, "Tom Birchwold": [PHONE]}


def test_of_two_of_one_name_the_other_stays_a_target(cast: Cast) -> None:
    ocg = cast.ocg()
    one = with_suspect(cast.gail, ocg, NED, born_on=None)
    with_suspect(cast.gail, ocg, NED, born_on=None, not_same_as=[one.ref])
    remove_member(actor=cast.gail, member=member_of(cast.gail, one), why="error", because="Twice")
    assert [content["person"] for content in entries(cast.gail)] == [[NED]]


def test_what_changes_nothing_for_a_target_is_not_checked_again(cast: Cast) -> None:
    ned = with_suspect(cast.gail, cast.ocg(), NED)
    member = edited(cast, ned, part="peripheral")
    assert list(member.receipts) == []
    with as_actor(cast.gail):
        assert Check.objects.count() == 1

"""Correcting a detail of an open hit gives a warning, and the hit says so."""

from typing import Any

from broadhurst.capabilities.deconfliction.commands.withdraw_entry import withdraw_entry
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.members.commands.edit_identifier import edit_identifier
from broadhurst.capabilities.members.commands.edit_member import edit_member
from broadhurst.capabilities.members.commands.remove_identifier import remove_identifier
from broadhurst.capabilities.members.commands.remove_member import remove_member
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg, Person
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.govuk.words import moment
from tests.deconfliction.targets import (
    PHONE,
    SAME_PHONE,
    a_hit,
    far_ocg,
    side_of,
    with_phone,
    with_suspect,
)
from tests.doors import Machine, browser, terminal
from tests.people import Cast

NED = "Ned Larchbottom"
WARNS = "An open hit with Eastshire Police is based on this phone number."
WARNS_OF_A_PERSON = "An open hit with Eastshire Police is based on this person’s details."


def the_phone(cast: Cast) -> Identifier:
    with as_actor(cast.gail):
        return Identifier.objects.select_related("person", "ocg__dossier").get()


def member_of(cast: Cast, person: Person) -> Membership:
    with as_actor(cast.gail):
        return Membership.objects.select_related("person", "ocg__dossier").get(person=person)


def a_person_hit(cast: Cast) -> Person:
    ned = with_suspect(cast.gail, cast.ocg(), NED)
    with_suspect(cast.olive, far_ocg(cast), NED)
    return ned


def edited(cast: Cast, person: Person, **changes: Any) -> None:
    given: dict[str, Any] = {
        "name": person.name, "category": "suspect", "part": "principal", "is_exploited": False,
        "born_on": person.born_on, "because": "Corrected",
    }  # fmt: skip
    edit_member(actor=cast.gail, member=member_of(cast, person), **(given | changes))


def shown(actor: Actor, path: str) -> str:
    return browser(actor).get(path).content.decode()


def in_words(side: HitSide) -> str:
    return side.of_own_entry.split(" on ")[0]


def test_a_corrected_number_is_said_on_the_hit_the_banner_the_api_and_the_terminal(
    cast: Cast,
) -> None:
    gails, olives = a_hit(cast)
    edit_identifier(
        actor=cast.gail, identifier=the_phone(cast), kind="phone", value="07700 900124",
        because="Typo",
    )  # fmt: skip
    side = side_of(cast.gail)
    assert side.entry_corrected_at is not None
    said = f"Corrected on {moment(side.entry_corrected_at)}"
    page = shown(cast.gail, f"/deconfliction/hits/{gails.ref}/")
    assert said in page
    assert "Your entry no longer says what this hit was raised on." in page
    assert f"Entry: c{said[1:]}" in shown(cast.gail, f"/ocgs/{gails.ocg_ref}/")
    told = Machine(cast.gail).get(f"/hits/{gails.ref}").json()
    assert (told["entry_corrected_at"] is None, told["entry_removed_at"]) == (False, None)
    assert f"entry: c{said[1:]}" in terminal(cast.gail, "deconfliction", "hits").output
    # The other unit still sees nothing of the entry.
    assert side_of(cast.olive).of_own_entry == ""
    assert "Corrected on" not in shown(cast.olive, f"/deconfliction/hits/{olives.ref}/")


def test_a_removed_number_is_said_on_the_hit(cast: Cast) -> None:
    gails, _ = a_hit(cast)
    remove_identifier(actor=cast.gail, identifier=the_phone(cast), why="error", because="Typo")
    assert in_words(side_of(cast.gail)) == "Removed"
    assert "Entry: removed on" in shown(cast.gail, f"/ocgs/{gails.ocg_ref}/")


def test_an_entry_that_its_unit_withdraws_is_said_on_the_hit(cast: Cast) -> None:
    gails, _ = a_hit(cast)
    assert gails.entry is not None
    withdraw_entry(actor=cast.gail, entry=gails.entry)
    assert in_words(side_of(cast.gail)) == "Removed"


def test_a_corrected_name_or_date_of_birth_is_said_on_the_hit(cast: Cast) -> None:
    ned = a_person_hit(cast)
    assert ned.born_on is not None
    edited(cast, ned, born_on=ned.born_on.replace(year=1989))
    assert in_words(side_of(cast.gail)) == "Corrected"


def test_a_person_who_is_removed_or_no_suspect_is_said_on_the_hit(cast: Cast) -> None:
    ned = a_person_hit(cast)
    edited(cast, ned, category="victim", is_exploited=True)
    assert in_words(side_of(cast.gail)) == "Removed"


def test_a_hit_on_something_else_says_nothing(cast: Cast) -> None:
    """The person stays as both entered them. Only a number of theirs is corrected."""
    ned = a_person_hit(cast)
    with as_actor(cast.gail):
        ocg = Ocg.objects.select_related("dossier").get()
    with_phone(cast.gail, ocg, PHONE, person=ned)
    remove_identifier(actor=cast.gail, identifier=the_phone(cast), why="left", because="Sold")
    assert side_of(cast.gail).of_own_entry == ""


def test_a_number_of_a_person_that_is_removed_is_said_on_its_hit(cast: Cast) -> None:
    ocg = cast.ocg()
    ned = with_suspect(cast.gail, ocg, NED)
    with_phone(cast.gail, ocg, PHONE, person=ned)
    with_phone(cast.olive, far_ocg(cast), SAME_PHONE)
    remove_identifier(actor=cast.gail, identifier=the_phone(cast), why="left", because="Sold")
    side = side_of(cast.gail)
    assert in_words(side) == "Corrected"
    assert side.entry is not None


def test_a_closed_hit_stays_as_it_was(cast: Cast) -> None:
    gails, _ = a_hit(cast)
    with elevated("a test closes the hit"):
        HitSide.objects.filter(pk=gails.pk).update(closed_at=clock.now())
    remove_identifier(actor=cast.gail, identifier=the_phone(cast), why="error", because="Typo")
    assert side_of(cast.gail).of_own_entry == ""


def test_the_forms_warn_those_who_see_the_hit(cast: Cast) -> None:
    a_hit(cast)
    phone = the_phone(cast)
    for verb in ("edit", "remove"):
        page = shown(cast.gail, f"/identifiers/{phone.ref}/{verb}/")
        assert WARNS in page
        assert "Contact Eastshire organised crime team duty officer, 0161 496 0000" in page


def test_the_forms_warn_before_a_person_is_corrected_or_removed(cast: Cast) -> None:
    ned = a_person_hit(cast)
    for verb in ("edit", "remove"):
        assert WARNS_OF_A_PERSON in shown(cast.gail, f"/people/{ned.ref}/{verb}/")
    remove_member(actor=cast.gail, member=member_of(cast, ned), why="error", because="Another Ned")
    assert in_words(side_of(cast.gail)) == "Removed"


def test_nothing_warns_without_an_open_hit_or_of_another_number(cast: Cast) -> None:
    gails, _ = a_hit(cast)
    with as_actor(cast.gail):
        ocg = Ocg.objects.select_related("dossier").get(ref=gails.ocg_ref)
    with_phone(cast.gail, ocg, "07700 900555")
    with as_actor(cast.gail):
        phone, other = Identifier.objects.order_by("pk")
    assert "An open hit" not in shown(cast.gail, f"/identifiers/{other.ref}/edit/")
    with elevated("a test closes the hit"):
        HitSide.objects.filter(pk=gails.pk).update(closed_at=clock.now())
    assert "An open hit" not in shown(cast.gail, f"/identifiers/{phone.ref}/edit/")


def test_who_leads_the_ocg_from_another_unit_and_sees_no_side_is_not_warned(cast: Cast) -> None:
    with_phone(cast.gail, cast.ocg(sio=cast.rita.officer), PHONE)
    with_phone(cast.olive, far_ocg(cast), SAME_PHONE)
    address = f"/identifiers/{the_phone(cast).ref}/edit/"
    assert WARNS in shown(cast.gail, address)
    page = shown(cast.rita, address)
    assert PHONE in page
    assert "An open hit" not in page

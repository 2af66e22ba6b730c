"""The strongest certain match is disclosed, by identifier or by person."""

from typing import Any

import pytest
from django.db.models import QuerySet

from broadhurst.capabilities.deconfliction.models import Hit, HitSide
from broadhurst.capabilities.duty_desks.commands.review_hit import review_hit
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Event, Notification
from broadhurst.foundation.notices.words import words
from tests.deconfliction.fishing import asked
from tests.deconfliction.test_properties import met
from tests.doors import Machine, browser, terminal
from tests.people import Cast

ONE: dict[str, Any] = {"person": ["Mikhail Gorshkov"], "born": "1988-03-27"}
ALIKE: dict[str, Any] = {"person": ["Mikhael Gorshkoff"], "born": "1988-03-27"}
PHONE: dict[str, Any] = {"phone": ["07700 900123"]}
BOTH = "the same phone number, and a person who is a very likely match (95 in 100 or more)"
ALONE = "the same phone number: not necessarily the same person"


def raised() -> list[Hit]:
    with elevated("to see every hit"):
        return list(Hit.objects.order_by("pk"))


def told(actor: Actor) -> QuerySet[Notification]:
    return Notification.objects.filter(principal__in=actor.principals)


@pytest.mark.parametrize("is_turned", [False, True])
def test_both_sides_are_told_of_the_number_and_of_the_person(cast: Cast, is_turned: bool) -> None:
    first, second = (cast.olive, cast.gail) if is_turned else (cast.gail, cast.olive)
    asked(first, **ONE | PHONE)
    asked(second, **ALIKE | PHONE)
    [hit] = raised()
    assert (hit.kind, hit.kinds, hit.strength) == ("phone", ["phone", "person"], "exact")
    for actor in (cast.gail, cast.olive):
        with as_actor(actor):
            assert BOTH in words(Event.objects.get(verb="hit.raised"))
        told = Machine(actor).get(f"/hits/{hit.ref}").json()
        assert (told["match"], told["kinds"]) == (BOTH, ["phone", "person"])
        page = browser(actor).get(f"/deconfliction/hits/{hit.ref}/").content.decode()
        assert BOTH.capitalize() in page
        assert "the same name and date of birth" not in page
        assert BOTH in terminal(actor, "deconfliction", "hits").output


def test_it_is_the_same_whoever_was_first(cast: Cast) -> None:
    there = met(cast, ONE | PHONE, ALIKE | PHONE, turned=False)
    assert there == [(["phone", "person"], "exact", "raised")]
    assert met(cast, ALIKE | PHONE, ONE | PHONE, turned=False) == there
    assert met(cast, ONE | PHONE, ALIKE | PHONE, turned=True) == there


@pytest.mark.parametrize(
    "other",
    [
        # Without a shared phone number, a desk would review this as likely the same.
        {"person": ["Marina Gorshkov"]},
        {"person": ["Marina Gorshkova"], "born": "1990-03-27"},
        {"person": ["Barnaby Crickmere"], "born": "1988-03-27"},
        {"person": ["Mikhael Gorshkoff"], "born": "1961-11-02"},
        {"person": ["M Gorshkov"]},
        {},
    ],
)
def test_a_likeness_in_doubt_is_not_told_beside_a_number(cast: Cast, other: dict[str, Any]) -> None:
    """Alone it would go to a desk or nowhere, like a relative with the same number."""
    asked(cast.gail, **ONE | PHONE)
    asked(cast.olive, **other | PHONE)
    [hit] = raised()
    assert (hit.kinds, hit.words) == (["phone"], ALONE)


def test_a_person_in_another_script_is_told_beside_a_number(cast: Cast) -> None:
    asked(cast.gail, person=["Михаил Горшковский"], born="1988-03-27", **PHONE)
    asked(cast.olive, person=["Mikhail Gorshkovsky"], born="1988-03-27", **PHONE)
    [hit] = raised()
    assert hit.words == BOTH


def test_the_same_name_and_date_of_birth_is_said_first_and_once(cast: Cast) -> None:
    asked(cast.gail, **ONE | PHONE)
    asked(cast.olive, **ONE | PHONE)
    [hit] = raised()
    assert hit.kinds == ["person", "phone"]
    assert hit.kinds_in_words == ["the same name and date of birth", "the same phone number"]
    assert "probably" not in hit.words


def test_of_two_entries_of_one_unit_the_one_that_says_more_is_told(cast: Cast) -> None:
    """An older entry with only the number does not hide the one with the person."""
    asked(cast.gail, **PHONE)
    asked(cast.gail, **ONE | PHONE)
    made = asked(cast.olive, **ALIKE | PHONE)
    assert made.hit_count == 1
    [hit] = raised()
    assert hit.words == BOTH


def test_of_a_silent_entry_neither_unit_is_told_the_person_or_the_number(cast: Cast) -> None:
    asked(cast.dot, **ONE | PHONE, is_silent=True, because="A threat to life.")
    made = asked(cast.olive, **ALIKE | PHONE)
    assert (made.hit_count, made.referred) == (0, 1)
    with as_actor(cast.olive):
        assert not HitSide.objects.exists()
        assert not told(cast.olive).exists()
    [hit] = raised()
    assert hit.state == Hit.State.REFERRED
    review_hit(actor=cast.dot, hit=hit, decision="dismiss", reason="Not for them.")
    with as_actor(cast.olive):
        assert not told(cast.olive).exists()


def test_a_silent_likeness_adds_nothing_to_an_open_number(cast: Cast) -> None:
    """One entry is open and has the number; another is silent and has the person."""
    asked(cast.gail, **PHONE)
    asked(cast.dot, **ONE, phone=[], is_silent=True, because="A threat to life.")
    asked(cast.olive, **ALIKE | PHONE)
    with as_actor(cast.olive):
        [side] = HitSide.objects.select_related("hit")
    assert (side.hit.kinds, side.hit.words) == (["phone"], ALONE)

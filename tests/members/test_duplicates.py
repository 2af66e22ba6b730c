"""Likely duplicates are shown while a person is added to an OCG."""

from datetime import date
from typing import Any

import pytest

from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.register.models import Membership, Ocg, ToldApart
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.doors import Machine, browser, terminal
from tests.people import Cast

BORN = date(1988, 3, 27)
PERSON = {"name": "Barnaby Ragwort", "category": "suspect", "part": "principal"}


def added(actor: Actor, ocg: Ocg, name: str = "Barnaby Ragwort", **changes: Any) -> Membership:
    return add_member(
        actor=actor, ocg=ocg, name=name, category="suspect", part="principal", is_exploited=False,
        **changes,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "changes", "why"),
    [
        ("Barnaby Ragwort", {}, "the same name"),
        ("BARNABY RAGWORT", {"born_on": BORN}, "the same date of birth"),
        ("Barney Ragwort", {"born_on": BORN}, "a first name two letters apart"),
        ("Otis Furze", {"aliases": "Barnaby Ragwort"}, "the same name"),
    ],
)
def test_a_person_who_looks_the_same_is_told_apart_first(
    cast: Cast, name: str, changes: dict[str, Any], why: str
) -> None:
    ocg = cast.ocg()
    first = added(cast.gail, ocg, born_on=BORN)
    with pytest.raises(Refused, match=why):
        added(cast.gail, ocg, name, **changes)
    second = added(cast.gail, ocg, name, not_same_as=[first.ref], **changes)
    with as_actor(cast.gail):
        told = ToldApart.objects.get()
        assert (told.person, told.other_person) == (second.person, first.person)
        event = Event.objects.get(verb="ocg.people_told_apart")
        assert (event.detail["person"], event.detail["others"]) == (second.ref, first.ref)
        assert "Ragwort" not in str(event.detail)


def test_another_name_or_another_day_of_birth_is_somebody_else(cast: Cast) -> None:
    ocg = cast.ocg()
    added(cast.gail, ocg, "Sam Smith", born_on=BORN)
    added(cast.gail, ocg, "Sam Smith", born_on=date(1961, 11, 2))
    added(cast.gail, ocg, "Otis Furze", born_on=BORN)
    added(cast.gail, ocg, "Tilly Furze", born_on=BORN)  # a twin
    with as_actor(cast.gail):
        assert not ToldApart.objects.exists()


def test_the_log_of_a_refusal_keeps_no_name(cast: Cast) -> None:
    ocg = cast.ocg()
    added(cast.gail, ocg)
    page = browser(cast.gail)
    refused = page.post(f"/ocgs/{ocg.ref}/add-member/", PERSON)
    assert refused.status_code == 409
    with as_actor(cast.gail):
        kept = str(list(Event.objects.values_list("detail", flat=True)))
    assert "Ragwort" not in kept


def test_three_doors(cast: Cast) -> None:
    ocg = cast.ocg()
    first = added(cast.gail, ocg)
    page, href = browser(cast.gail), f"/ocgs/{ocg.ref}/add-member/"
    assert 'type="hidden" name="not_same_as"' in page.get(href).content.decode()
    words = page.post(href, PERSON).content.decode()
    assert f'type="checkbox" name="not_same_as" value="{first.ref}"' in words
    assert page.post(href, PERSON | {"not_same_as": first.ref}).status_code == 302

    machine = Machine(cast.gail)
    refused = machine.post(f"/ocgs/{ocg.ref}/add-member", **PERSON)
    assert refused.status_code == 409
    assert {error["field"] for error in refused.json()["errors"]} == {"not_same_as"}
    with as_actor(cast.gail):
        refs = ", ".join(one.ref for one in Membership.objects.select_related("person"))
    sent = machine.post(f"/ocgs/{ocg.ref}/add-member", **PERSON, not_same_as=refs)
    assert sent.status_code == 201

    options = [f"--{name}={value}" for name, value in PERSON.items()]
    denied = terminal(cast.gail, "register", "add-member", ocg.ref, *options)
    assert denied.exit_code == 1
    assert first.ref in denied.output


def test_who_cannot_see_the_ocg_is_told_of_nobody(cast: Cast) -> None:
    ocg = cast.ocg()
    added(cast.gail, ocg)
    assert Machine(cast.olive).post(f"/ocgs/{ocg.ref}/add-member", **PERSON).status_code == 404


def test_two_who_add_one_person_at_once_leave_one(committed: Cast) -> None:
    ocg = committed.ocg()
    outcomes = at_once(
        lambda: added(committed.gail, ocg, born_on=BORN),
        lambda: added(committed.len, ocg, born_on=BORN),
    )
    assert len(refusals(outcomes)) == 1
    with as_actor(committed.gail):
        assert ocg.memberships.count() == 1

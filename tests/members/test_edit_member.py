"""edit_member and remove_member: correct a person's record and keep its history."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from broadhurst.capabilities.members.commands.add_identifier import add_identifier
from broadhurst.capabilities.members.commands.add_member import add_member
from broadhurst.capabilities.members.commands.edit_member import edit_member
from broadhurst.capabilities.members.commands.remove_member import remove_member
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg, Person
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.notices.words import words
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, refusals
from tests.conftest import NOW
from tests.doors import Machine, browser, terminal
from tests.people import Cast

NED: dict[str, Any] = {
    "name": "Ned Larchbottom", "category": "suspect", "part": "principal", "is_exploited": False,
    "aliases": "Neddy", "born_on": date(1988, 3, 27), "sex": "m",
}  # fmt: skip
TYPED = {
    "name": "Ned Larchbottom", "aliases": "Neddy", "born_on_day": "27", "born_on_month": "3",
    "born_on_year": "1988", "sex": "m", "category": "suspect", "part": "principal",
}  # fmt: skip
LATER = NOW + timedelta(days=2)


def ned(cast: Cast, ocg: Ocg, **changes: Any) -> Membership:
    return add_member(actor=cast.gail, ocg=ocg, **(NED | changes))


def corrected(cast: Cast, member: Membership, **changes: Any) -> Membership:
    with clock.set_to(LATER):
        return edit_member(
            actor=cast.gail, member=member, **(NED | {"because": "Checked the custody record"}
                                               | changes)
        )  # fmt: skip


def said(cast: Cast, verb: str) -> str:
    with as_actor(cast.gail):
        return words(Event.objects.get(verb=verb))


def test_a_suspects_details_are_corrected_and_the_log_says_what_they_were(cast: Cast) -> None:
    member = corrected(cast, ned(cast, cast.ocg()), name="Ned Larchbotham", aliases="", sex="")
    with as_actor(cast.len):
        now = Person.objects.get(pk=member.person_id)
    assert (now.name, now.aliases, now.sex) == ("Ned Larchbotham", [], "")
    told = said(cast, "ocg.member_corrected")
    assert "Name from “Ned Larchbottom” to “Ned Larchbotham”" in told
    assert "Other names from “Neddy” to “not known”" in told
    assert "Reason: Checked the custody record" in told


def test_that_somebody_was_a_victim_is_never_lost(cast: Cast) -> None:
    ocg = cast.ocg()
    member = ned(cast, ocg, category="victim", is_exploited=True)
    now = corrected(cast, member, category="suspect", is_exploited=False, because="New evidence")
    assert (now.category, now.is_exploited) == ("suspect", False)
    with as_actor(cast.gail):
        [before] = Membership.with_ended.filter(person=member.person, ended_at__isnull=False)
        assert ocg.memberships.get() == now
    assert (before.category, before.is_exploited) == ("victim", True)
    assert before.ended_because == "New evidence"
    shown = browser(cast.gail).get(f"/ocgs/{ocg.ref}/people/").content.decode()
    history = shown.partition("Corrected and removed records")[2]
    assert "Victim, exploited" in history
    assert "New evidence" in history
    told = said(cast, "ocg.member_corrected")
    assert "Category from “Victim” to “Suspect”" in told
    assert "Exploited from “yes” to “no”" in told


def test_the_log_keeps_no_name_or_birth_of_who_is_or_was_a_victim(cast: Cast) -> None:
    member = ned(cast, cast.ocg(), category="victim", is_exploited=True)
    corrected(cast, member, name="Nat Larchbottom", born_on=date(2005, 1, 2), category="suspect")
    with as_actor(cast.gail):
        detail = str(Event.objects.get(verb="ocg.member_corrected").detail)
    assert "Name corrected" in detail
    assert "Larchbottom" not in detail
    assert "2005" not in detail


@pytest.mark.parametrize(
    ("changes", "objection"),
    [
        ({}, "not changed anything"),
        ({"category": "victim"}, "recorded as exploited"),
        ({"born_on": date(2030, 1, 1)}, "in the future"),
        ({"because": "TOP SECRET", "sex": ""}, "SECRET"),
    ],
)
def test_refusals(cast: Cast, changes: dict[str, Any], objection: str) -> None:
    member = ned(cast, cast.ocg())
    with pytest.raises(Refused, match=objection):
        corrected(cast, member, **changes)
    with pytest.raises(Refused, match="Only the owning unit"):
        edit_member(actor=cast.mo, member=member, because="x", **(NED | {"sex": ""}))


def test_a_person_who_is_removed_goes_with_what_they_use_and_stays_in_the_history(
    cast: Cast,
) -> None:
    ocg = cast.ocg()
    member = ned(cast, ocg)
    phone = {"kind": "phone", "value": "07700 900123"}
    add_identifier(actor=cast.gail, ocg=ocg, person=member.person, **phone)
    with clock.set_to(LATER):
        remove_member(actor=cast.gail, member=member, why="error", because="Another Ned")
        with pytest.raises(Refused, match="changed or removed"):
            remove_member(actor=cast.gail, member=member, why="left", because="Again")
    with as_actor(cast.gail):
        assert not ocg.memberships.exists()
        assert not ocg.identifiers.exists()
        [ended] = Identifier.with_ended.all()
        detail = str(Event.objects.get(verb="ocg.member_removed").detail)
    assert ended.ended_because == "Added in error: Another Ned"
    assert "Larchbottom" not in detail
    shown = browser(cast.gail).get(f"/ocgs/{ocg.ref}/people/").content.decode()
    assert "Ned Larchbottom" in shown.partition("Corrected and removed records")[2]
    # The same number may be added again.
    add_identifier(actor=cast.gail, ocg=ocg, **phone)


def test_three_doors_and_those_who_must_not(cast: Cast) -> None:
    ocg = cast.ocg()
    member = ned(cast, ocg)
    href = f"/people/{member.ref}/edit/"
    page = browser(cast.gail)
    shown = page.get(href).content.decode()
    assert "Ned Larchbottom" in shown
    assert "1988" in shown
    assert f"{ocg.name} {ocg.ref}" in shown
    why = {"because": "Custody record"}
    assert page.post(href, TYPED | {"sex": "f"}).status_code == 422
    assert page.post(href, TYPED | why).status_code == 409
    assert page.post(href, TYPED | why | {"sex": "f"}).status_code == 302
    answer = Machine(cast.gail).post(
        f"/people/{member.ref}/edit", name="Ned L", category="convicted", part="principal",
        born_on="1988-03-27", **why,
    )  # fmt: skip
    assert answer.json()["category"] == "convicted"
    done = terminal(
        cast.gail, "register", "edit-member", member.ref, "--is-exploited", "--because", "Seen"
    )
    assert done.exit_code == 0, done.output
    with as_actor(cast.gail):
        now = ocg.memberships.get()
        assert (now.category, now.is_exploited, now.person.name) == ("convicted", True, "Ned L")
        assert now.person.born_on == date(1988, 3, 27)
    for verb in ("edit", "remove"):
        assert browser(cast.olive).get(f"/people/{member.ref}/{verb}/").status_code == 404
        assert Machine(cast.olive).post(f"/people/{member.ref}/{verb}").status_code == 404
        assert Machine(None).post(f"/people/{member.ref}/{verb}").status_code == 401
        gone = terminal(cast.olive, "register", f"{verb}-member", member.ref, "--because", "x")
        assert gone.exit_code == 1


def test_removing_at_three_doors(cast: Cast) -> None:
    ocg = cast.ocg()
    one, two, three = (
        ned(cast, ocg, name=name, aliases="") for name in ("Ned Ash", "Kit Elm", "Otis Oak")
    )
    answers = {"why": "left", "because": "Not seen since May"}
    page = browser(cast.gail)
    assert "Ned Ash" in page.get(f"/people/{one.ref}/remove/").content.decode()
    assert page.post(f"/people/{one.ref}/remove/", answers).status_code == 302
    assert Machine(cast.gail).post(f"/people/{two.ref}/remove", **answers).status_code == 200
    given = ["--why", "left", "--because", "Not seen since May"]
    assert terminal(cast.gail, "register", "remove-member", three.ref, *given).exit_code == 0
    with as_actor(cast.gail):
        assert not ocg.memberships.exists()


def test_a_link_to_correct_is_shown_to_who_may_use_it(cast: Cast) -> None:
    ocg = cast.ocg()
    member = ned(cast, ocg)
    href = f"/people/{member.ref}/edit/"
    assert href in browser(cast.gail).get(f"/ocgs/{ocg.ref}/people/").content.decode()
    # Mo moderates and sees the OCG, but has no part in it.
    assert href not in browser(cast.mo).get(f"/ocgs/{ocg.ref}/people/").content.decode()


def test_two_who_correct_and_remove_at_once_leave_one_row_or_none(committed: Cast) -> None:
    ocg = committed.ocg()
    member = ned(committed, ocg)
    outcomes = at_once(
        lambda: edit_member(
            actor=committed.gail, member=member, because="One", **(NED | {"category": "convicted"})
        ),
        lambda: remove_member(
            actor=committed.len, member=member, why="error", because="Two"
        ),
        at=LATER,
    )  # fmt: skip
    with as_actor(committed.gail):
        ended = Membership.with_ended.filter(ended_at__isnull=False).count()
        assert not ocg.memberships.exists()
    assert ended + len(refusals(outcomes)) == 2


@pytest.mark.parametrize("change", [{"category": "suspect"}, {"is_exploited": False}])
def test_the_database_keeps_that_somebody_is_a_victim(cast: Cast, change: dict[str, Any]) -> None:
    ned(cast, cast.ocg(), category="victim", is_exploited=True)
    with as_actor(cast.gail), pytest.raises(IntegrityError, match="does not change"):  # noqa: SIM117
        with transaction.atomic():
            Membership.objects.update(**change)
    with as_actor(cast.gail):
        assert Membership.objects.filter(category="victim", is_exploited=True).exists()

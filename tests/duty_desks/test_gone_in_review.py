"""A review tells its desk that an entry is deleted, before anyone has to call."""

from datetime import timedelta

import pytest

from broadhurst.capabilities.deconfliction.commands.expire import expire
from broadhurst.capabilities.deconfliction.commands.withdraw_entry import withdraw_entry
from broadhurst.capabilities.deconfliction.models import Entry, HitSide
from broadhurst.capabilities.deconfliction.rules.checking import ENTRY_LIFE_DAYS
from broadhurst.capabilities.deconfliction.rules.hits import GONE
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor, elevated
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.deconfliction.targets import PHONE, a_hit
from tests.deconfliction.test_silent_entries import silent, the_hit
from tests.doors import Machine, browser, terminal
from tests.duty_desks.desks import in_review
from tests.people import Cast

EXPIRED = NOW + timedelta(days=ENTRY_LIFE_DAYS)


def said_of(actor: Actor, ref: str) -> dict[str, bool]:
    """Return where a desk reads that the entry of a hit is deleted."""
    page, machine = browser(actor), Machine(actor)
    [listed] = [one for one in machine.get("/desk/reviews").json()["items"] if one["ref"] == ref]
    shown = {
        name: GONE in page.get(address).content.decode()
        for name, address in {
            "desk": "/deconfliction/desk/",
            "review": f"/deconfliction/hits/{ref}/review/",
            "why": f"/deconfliction/hits/{ref}/why/",
        }.items()
    }
    return shown | {
        "terminal": GONE in terminal(actor, "deconfliction", "reviews").output,
        "terminal why": GONE in terminal(actor, "deconfliction", "why", ref).output,
        "api": listed["is_gone"],
        "api why": any(side["is_gone"] for side in machine.get(f"/hits/{ref}/why").json()["sides"]),
    }


@pytest.mark.parametrize("is_desks_own", [True, False], ids=["its own", "a unit's it serves"])
def test_withdrawn_it_is_said_in_the_list_and_the_review_at_every_door(
    cast: Cast, is_desks_own: bool
) -> None:
    owner = cast.dot if is_desks_own else cast.gail
    entry = silent(owner)
    asked(cast.olive, phone=[PHONE])
    ref = the_hit().ref
    assert not any(said_of(cast.dot, ref).values())
    withdraw_entry(actor=owner, entry=entry)
    said = said_of(cast.dot, ref)
    assert all(said.values()), said


@pytest.mark.parametrize("is_deleted", [True, False], ids=["deleted", "not deleted yet"])
def test_expired_it_is_said_too(cast: Cast, is_deleted: bool) -> None:
    silent(cast.dot)
    asked(cast.olive, phone=[PHONE])
    ref = the_hit().ref
    with clock.set_to(EXPIRED):
        if is_deleted:
            expire(actor=cast.system)
        said = said_of(cast.dot, ref)
    assert all(said.values()), said


def test_of_a_near_match_each_desk_reads_it_of_the_units_that_it_serves(cast: Cast) -> None:
    """Roz works at Olive's desk, so she is not told that Gail's entry is deleted."""
    hit = in_review(cast)
    with elevated("a test takes the one entry away"):
        gone = Entry.objects.get(unit=cast.gail.unit)
    withdraw_entry(actor=cast.gail, entry=gone)
    assert all(said_of(cast.dot, hit.ref).values())
    assert not any(said_of(cast.roz, hit.ref).values())


def test_where_a_desk_serves_both_either_that_is_gone_is_said(cast: Cast) -> None:
    hit = in_review(cast)
    with elevated("a test makes both sides the desk's"):
        HitSide.objects.filter(hit=hit).update(desk=cast.dot.unit)
        gone = Entry.objects.get(unit=cast.olive.unit)
    withdraw_entry(actor=cast.olive, entry=gone)
    assert all(said_of(cast.dot, hit.ref).values())


def test_nobody_but_the_desk_reads_it(cast: Cast) -> None:
    entry = silent(cast.gail)
    asked(cast.olive, phone=[PHONE])
    ref = the_hit().ref
    withdraw_entry(actor=cast.gail, entry=entry)
    for other in (cast.gail, cast.olive, cast.roz, cast.otto):
        assert browser(other).get(f"/deconfliction/hits/{ref}/review/").status_code == 404
        assert GONE not in browser(other).get("/deconfliction/desk/").content.decode()
        assert GONE not in terminal(other, "deconfliction", "reviews").output
        assert Machine(other).get("/desk/reviews").json()["items"] == []


def test_the_terminal_withdraws_nothing_that_waits_until_it_is_told_to(cast: Cast) -> None:
    entry = silent(cast.dot)
    asked(cast.olive, phone=[PHONE])
    ref = the_hit().ref
    ran = terminal(cast.dot, "deconfliction", "withdraw-entry", entry.ref)
    assert ran.exit_code == 1
    page = browser(cast.dot).get(f"/deconfliction/entered/{entry.ref}/withdraw/").content.decode()
    [warning] = [line for line in ran.output.splitlines() if ref in line]
    assert warning.startswith(
        f"Still to review: {ref}. Decide first. After this you can only dismiss it"
    )
    assert warning in page, "in the words of the page"
    assert "Add --anyway" in ran.output
    with as_actor(cast.dot):
        assert Entry.objects.filter(pk=entry.pk).exists()
    ran = terminal(cast.dot, "deconfliction", "withdraw-entry", entry.ref, "--anyway")
    assert (ran.exit_code, ran.output) == (0, f"{entry.ref} is withdrawn and deleted.\n")


def test_so_of_a_hit_that_is_not_closed(cast: Cast) -> None:
    gails, _olives = a_hit(cast)
    ran = terminal(cast.gail, "deconfliction", "withdraw-entry", gails.entry.ref)
    assert (ran.exit_code, f"Not closed yet: {gails.ref}" in ran.output) == (1, True)


def test_a_unit_that_is_no_desk_is_warned_of_nothing_that_waits_at_one(cast: Cast) -> None:
    """Its silent entry is deleted without a warning, which would reveal a hit."""
    entry = silent(cast.gail)
    asked(cast.olive, phone=[PHONE])
    ran = terminal(cast.gail, "deconfliction", "withdraw-entry", entry.ref)
    assert (ran.exit_code, ran.output) == (0, f"{entry.ref} is withdrawn and deleted.\n")
    other = silent(cast.gail)
    for stranger in (cast.olive, cast.dot):
        ran = terminal(stranger, "deconfliction", "withdraw-entry", other.ref, "--anyway")
        assert "you cannot see it" in ran.output

"""Checks, withdrawals and renewals that come between each other, with real commits."""

from typing import Any

from broadhurst.capabilities.deconfliction.commands.withdraw_entry import withdraw_entry
from broadhurst.capabilities.deconfliction.models import Entry, HitSide
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import seen_as
from tests.at_once import while_it_waits
from tests.deconfliction.fishing import asked
from tests.people import Cast


def entry_of(actor: Actor) -> Entry:
    """The one entry of an actor's unit."""
    with seen_as(actor):
        return Entry.objects.get()


def sides_of(actor: Actor) -> list[Any]:
    with seen_as(actor):
        return list(HitSide.objects.values_list("hit__ref", "entry__label"))


def test_a_check_that_meets_what_is_being_withdrawn_raises_nothing_on_it(committed: Cast) -> None:
    """The check has found the entry, and must not fail because it is gone when it ends."""
    asked(committed.gail)
    entry = entry_of(committed.gail)
    _gone, made = while_it_waits(
        lambda: withdraw_entry(actor=committed.gail, entry=entry), lambda: asked(committed.olive)
    )
    assert (made.hit_count, made.referred) == (0, 0)
    assert sides_of(committed.gail) == sides_of(committed.olive) == []


def test_a_withdrawal_waits_for_the_check_that_found_the_entry(committed: Cast) -> None:
    """The hit is recorded for both though one side deletes."""
    asked(committed.gail)
    entry = entry_of(committed.gail)
    made, gone = while_it_waits(
        lambda: asked(committed.olive), lambda: withdraw_entry(actor=committed.gail, entry=entry)
    )
    assert (made.hit_count, gone) == (1, entry.ref)
    [(ref, mine)], [(same, theirs)] = sides_of(committed.gail), sides_of(committed.olive)
    assert (ref, mine, theirs) == (same, None, "07700 900123")


def test_a_check_of_what_a_colleague_is_withdrawing_enters_it_anew(committed: Cast) -> None:
    asked(committed.olive)
    asked(committed.gail)
    entry = entry_of(committed.gail)
    _gone, made = while_it_waits(
        lambda: withdraw_entry(actor=committed.len, entry=entry), lambda: asked(committed.gail)
    )
    assert made.hit_count == 1
    assert entry_of(committed.gail).ref != entry.ref
    assert "07700 900123" in [label for _, label in sides_of(committed.gail)]

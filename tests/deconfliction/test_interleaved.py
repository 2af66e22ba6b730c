"""Checks, withdrawals and renewals that run at the same time, with real commits."""

import random
from functools import partial
from itertools import combinations
from typing import Any

import pytest

from broadhurst.capabilities.deconfliction.commands.renew_entry import renew_entry
from broadhurst.capabilities.deconfliction.commands.withdraw_entry import withdraw_entry
from broadhurst.capabilities.deconfliction.models import Entry, Hit, HitSide
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor, elevated
from tests.at_once import at_once, refusals, while_it_waits
from tests.deconfliction.fishing import asked
from tests.people import Cast


def entry_of(actor: Actor) -> Entry:
    """Return the one entry of an actor's unit."""
    with as_actor(actor):
        return Entry.objects.get()


def sides_of(actor: Actor) -> list[Any]:
    with as_actor(actor):
        return list(HitSide.objects.values_list("hit__ref", "entry__title"))


def test_a_check_that_meets_what_is_being_withdrawn_raises_nothing_on_it(committed: Cast) -> None:
    """The check has found the entry, and must not fail when it is deleted."""
    asked(committed.gail)
    entry = entry_of(committed.gail)
    _gone, made = while_it_waits(
        lambda: withdraw_entry(actor=committed.gail, entry=entry), lambda: asked(committed.olive)
    )
    assert (made.hit_count, made.referred) == (0, 0)
    assert sides_of(committed.gail) == sides_of(committed.olive) == []


def test_a_withdrawal_waits_for_the_check_that_found_the_entry(committed: Cast) -> None:
    """The hit is recorded for both although one side deletes its entry."""
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


NUMBERS = [f"07700 90055{number}" for number in range(2)]
ROUNDS = 6


def whatever(actor: Actor, chance: random.Random, number: str, **changes: Any) -> Any:
    """Run a check, a withdrawal or a renewal of one number by one unit, at random."""
    with as_actor(actor):
        own = Entry.objects.filter(title=number).first()
    verb = chance.choice(["check", "withdraw", "withdraw", "renew"]) if own else "check"
    if own and verb == "withdraw":
        return withdraw_entry(actor=actor, entry=own)
    if own and verb == "renew":
        return renew_entry(actor=actor, entry=own)
    return asked(actor, phone=[number], **changes)


def assert_each_two_that_match_have_one_hit() -> int:
    """Check that each matching pair has one hit, and return the number of pairs.

    Both units see the hit, or neither if an entry is silent.
    """
    with elevated("to compare in a test what each two entries came to"):
        live = list(Entry.objects.order_by("pk"))
        hits: dict[frozenset[int], list[list[HitSide]]] = {}
        for hit in Hit.objects.prefetch_related("sides"):
            sides = list(hit.sides.all())
            assert len({side.unit_id for side in sides}) == 2
            assert len({side.is_disclosed for side in sides}) == 1, "both are told, or neither"
            entries = frozenset(side.entry_id for side in sides if side.entry_id)
            hits.setdefault(entries, []).append(sides)
    pairs = [
        (one, other)
        for one, other in combinations(live, 2)
        if one.title == other.title and one.unit_id != other.unit_id
    ]
    for one, other in pairs:
        of_both = hits.get(frozenset({one.pk, other.pk}), [])
        assert len(of_both) == 1, f"{one} of {one.unit_id} and {other.unit_id}"
        is_silent = one.is_silent or other.is_silent
        assert [side.is_disclosed for side in of_both[0]] == [not is_silent] * 2
    return len(pairs)


@pytest.mark.parametrize("seed", range(3))
def test_however_they_interleave_each_two_that_match_have_one_hit(
    committed: Cast, seed: int
) -> None:
    """Three units act at once, one of them silently, again and again.

    Without the locks on keys in `find_candidates` two units enter a number at once, neither sees
    the other's, and two live entries have no hit. Without the lock on the candidates' entries
    (`sql.EXISTING_HITS`) a check fails at its end if a match is withdrawn meanwhile.
    It is asked after each round, since the next check of a number would raise what was missed.
    """
    silence = {"is_silent": True, "because": "A threat to life."}
    units = ((committed.gail, {}), (committed.olive, {}), (committed.dot, silence))
    chance, pairs = random.Random(seed), 0  # noqa: S311
    for turn in range(ROUNDS):
        number = NUMBERS[turn % len(NUMBERS)]
        acts = [
            partial(whatever, actor, random.Random(chance.random()), number, **changes)  # noqa: S311
            for actor, changes in units
        ]
        outcomes = at_once(*acts)
        assert None not in outcomes
        assert refusals(outcomes) == []
        pairs += assert_each_two_that_match_have_one_hit()
    assert pairs, "nothing was compared"

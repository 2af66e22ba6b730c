"""Properties that hold for all entries in any order.

They are symmetry, expiry, and silence that reveals nothing. Each example has a transaction of its
own, which is rolled back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadhurst.capabilities.deconfliction.models import Hit, HitSide
from broadhurst.capabilities.deconfliction.rules.checking import ENTRY_LIFE_DAYS
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor, elevated
from tests.conftest import NOW
from tests.deconfliction.fishing import asked
from tests.doors import Machine
from tests.duty_desks.desks import desk_of_eastshire
from tests.lengths import examples
from tests.people import Cast

FEW = settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
NAMES = st.sampled_from(
    ["Barnaby Crickmere", "CRICKMERE Barnaby", "Barnabie Crickmere", "B Crickmere", "Zoë Applecot"]
)
BORN = st.sampled_from(["", "1988", "1988-03", "1988-03-27", "1988-03-28", "1961-11-02"])
PHONES = st.lists(st.sampled_from(["07700 900123", "+44 7700 900123", "07700 900124"]), max_size=2)
TARGETS = st.fixed_dictionaries(
    {"person": st.lists(NAMES, min_size=1, max_size=2), "born": BORN, "phone": PHONES}
)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def met(cast: Cast, first: dict[str, Any], second: dict[str, Any], *, turned: bool) -> list[Any]:
    """Return the hits between Gail's and Olive's targets, as desks see them."""
    acts = [(cast.gail, first), (cast.olive, second)]
    with undone():
        for actor, target in acts[::-1] if turned else acts:
            asked(actor, **target)
        with elevated("to compare in a test what both orders find"):
            found = list(Hit.objects.values_list("kinds", "strength", "state"))
            assert HitSide.objects.count() == 2 * len(found), "each hit has both sides"
            assert HitSide.objects.filter(is_disclosed=True).values("unit").distinct().count() in (
                0,
                2,
            )
    return sorted(found)


@FEW
@given(TARGETS, TARGETS)
def test_whoever_is_first_the_same_hits_are_found(
    cast: Cast, one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert met(cast, one, other, turned=False) == met(cast, one, other, turned=True)


@FEW
@given(TARGETS)
def test_nothing_is_found_from_an_entry_past_its_expiry(cast: Cast, one: dict[str, Any]) -> None:
    with undone():
        asked(cast.gail, **one)
        with clock.set_to(NOW + timedelta(days=ENTRY_LIFE_DAYS)):
            made = asked(cast.olive, **one)
            assert (made.hit_count, made.referred) == (0, 0)


def test_a_silent_entry_is_referred_and_tells_the_other_side_nothing_of_whose_it_is(
    cast: Cast,
) -> None:
    desk_of_eastshire(cast)
    asked(cast.dot, is_silent=True, because="A threat to life.")
    answer = Machine(cast.olive).post("/deconfliction/checks", phone=["07700 900123"]).json()
    assert (answer["hit_count"], answer["referred"]) == (0, 1)
    assert answer["answer"] == "1 referred to a desk, 1 target checked"
    assert "No hit" not in answer["answer"]
    for word in ("Northshire", "silent", "0161"):
        assert word not in str(answer)
    with as_actor(cast.olive):
        assert not HitSide.objects.exists()
        assert not Hit.objects.exists()

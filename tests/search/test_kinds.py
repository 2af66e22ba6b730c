"""Each kind of record is found by those who may see it, and by no one else."""

from collections.abc import Iterator
from typing import Any

import pytest

from broadhurst.capabilities.deconfliction.models import Entry
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from tests.conftest import NOW, clone
from tests.people import Cast, load_cast
from tests.search.finding import found
from tests.site_walk import AFTERWARDS, walked

# For each kind: a text that finds it, those who see the record, and others who must not.
KINDS = {
    "ocg": ("Copper Heron", {"gail", "len", "rita"}, {"connie", "sid", "olive", "pol", "system"}),
    "person": ("Barnaby Crickmere", {"gail", "rita"}, {"connie", "sid", "olive", "pol", "system"}),
    "identifier": ("ab12 cde", {"gail", "rita"}, {"connie", "sid", "olive", "pol", "system"}),
    "request": ("lock-up bakery", {"gail", "rita"}, {"connie", "sid", "olive", "pol", "system"}),
    "action": ("Inspect three premises", {"rita", "connie"}, {"sid", "olive", "pol", "system"}),
    "bid": ("whole supply network", {"reg"}, {"connie", "sid", "olive", "pol", "system"}),
    "transfer": ("three forces", {"gail", "rita"}, {"connie", "sid", "olive", "pol", "system"}),
    "referral": ("Perry Windle", {"gail", "sid"}, {"connie", "olive", "pol", "system"}),
}
OPEN = {
    "report": "A second inspection",
    "finding": "leads should meet each month",
    "organisation": "Northshire Police",
    "unit": "Challenger Bolton",
    "officer": "Gail Fernsby",
}


@pytest.fixture(scope="module")
def region(worker: str, django_db_blocker: Any) -> Iterator[tuple[Cast, dict[str, str]]]:
    """Walk one OCG through the whole process, in a database of its own."""
    with django_db_blocker.unblock(), clone(f"broadhurst_{worker}_searched"):
        with clock.set_to(NOW):
            cast = load_cast()
            refs = walked(cast)
        yield cast, refs


@pytest.fixture(autouse=True)
def afterwards(at_nine_on_the_first_of_march: None) -> Iterator[None]:
    with clock.set_to(AFTERWARDS):
        yield


def actor(cast: Cast, name: str) -> Actor:
    one = getattr(cast, name)
    assert isinstance(one, Actor)
    return one


@pytest.mark.parametrize("kind", KINDS)
def test_those_who_see_a_record_find_it_by_words_and_reference(
    region: tuple[Cast, dict[str, str]], kind: str
) -> None:
    cast, refs = region
    text, seers, others = KINDS[kind]
    for name in seers:
        [ref, *_] = found(actor(cast, name), text)[kind]
        assert found(actor(cast, name), ref)[kind] == [ref]
        assert ref in found(actor(cast, name), ref[4:8])[kind]
    for name in others:
        for asked in (text, refs[kind], refs[kind][4:8]):
            assert kind not in found(actor(cast, name), asked), (name, asked)


@pytest.mark.parametrize("kind", OPEN)
def test_all_who_have_signed_in_find_what_is_open(
    region: tuple[Cast, dict[str, str]], kind: str
) -> None:
    cast, _refs = region
    for name in ("gail", "connie", "olive", "pol", "sid", "system"):
        assert kind in found(actor(cast, name), OPEN[kind])


def test_a_target_is_found_by_its_own_unit_and_whole_reference_alone(
    region: tuple[Cast, dict[str, str]],
) -> None:
    cast, refs = region
    with as_actor(cast.rita):
        entry = Entry.objects.get(ref=refs["entered"])
    assert found(cast.rita, entry.ref) == {"deconfliction": [entry.ref]}
    assert found(cast.rita, entry.ref.lower()) == {"deconfliction": [entry.ref]}
    assert "deconfliction" not in found(cast.rita, entry.ref[:8]), "entries cannot be searched"
    assert "deconfliction" not in found(cast.rita, entry.title)
    for name in ("gail", "olive", "dot", "otto", "connie", "system"):
        assert "deconfliction" not in found(actor(cast, name), entry.ref)


def test_a_receipt_and_a_hit_are_found_by_those_who_see_them(
    region: tuple[Cast, dict[str, str]],
) -> None:
    cast, refs = region
    assert found(cast.rita, refs["receipt"]) == {"deconfliction": [refs["receipt"]]}
    assert found(cast.olive, refs["receipt"]) == {}
    assert found(cast.rita, refs["hit"]) == {"deconfliction": [refs["hit"]]}
    assert found(cast.olive, refs["hit"]) == {}


def test_the_victim_is_found_as_a_referral_by_the_team_that_sees_no_ocg(
    region: tuple[Cast, dict[str, str]],
) -> None:
    cast, refs = region
    assert found(cast.sid, "Perry Windle") == {"referral": [refs["referral"]]}
    assert found(cast.sid, "Little Perry") == {}, "the alias is the OCG's"

"""Entries and keys of many targets are stored in few statements.

See matching/entries.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from broadhurst.capabilities.deconfliction.matching.candidates import find_own
from broadhurst.capabilities.deconfliction.matching.entries import store_entries
from broadhurst.capabilities.deconfliction.matching.payload import EntryBatch
from broadhurst.capabilities.deconfliction.matching.stages import CheckContext, StoredTarget
from broadhurst.capabilities.deconfliction.models import Entry, Key
from broadhurst.capabilities.deconfliction.rules.match_keys import FIRST_GENERATION
from broadhurst.capabilities.deconfliction.targets.reading import targets_from
from broadhurst.capabilities.deconfliction.targets.target import EXACT, OWN, WEAK, Target
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.doors.references import ALPHABET, new_references
from tests.conftest import NOW
from tests.people import Cast

UNTIL = NOW + timedelta(days=730)
PERSON: dict[str, Any] = {"person": ["Perry Windle"], "born": "1988-03-27"}
EVERYTHING = PERSON | {
    "person": ["Perry Windle", "Михаил Горшков", "P\\W\"'{}, 'x'"],
    "phone": ["07700 900123"],
    "company": ["Windle Haulage Ltd"],
    "address": ["1 High Street, Bolton, BL1 1AA"],
}


def targets(*contents: dict[str, Any]) -> list[Target]:
    made, _ = targets_from(contents)
    assert len(made) == len(contents)
    return made


def placed(context: CheckContext, of: Sequence[Target]) -> Sequence[StoredTarget]:
    batch = EntryBatch(context, of)
    with elevated("a test stores targets"):
        return store_entries(batch, find_own(batch), FIRST_GENERATION).stored


def kept(entry_id: int) -> tuple[Entry, dict[int, tuple[int, bool]]]:
    with elevated("a test looks at what is kept"):
        keys = Key.objects.filter(entry=entry_id).values_list("hash", "kind", "is_exact")
        return Entry.objects.get(pk=entry_id), {key: tuple(rest) for key, *rest in keys}  # type: ignore[misc]


def test_an_entry_and_its_keys_are_as_its_target(cast: Cast) -> None:
    context = CheckContext(cast.gail.unit, matter="OP-TEASEL", officer=cast.gail.officer)
    made = targets(EVERYTHING, {"phone": ["07700 900124"]}, PERSON)
    for one in placed(context, made):
        entry, keys = kept(one.entry_id)
        target = one.target
        assert [bytes(row) for row in entry.feature_vectors] == list(target.feature_vectors)
        assert (entry.kind, entry.title, entry.submitted) == (
            target.kind, target.title, target.submitted
        )  # fmt: skip
        assert (entry.unit, entry.matter, entry.registered_by) == (
            cast.gail.unit, "OP-TEASEL", cast.gail.officer
        )  # fmt: skip
        assert (entry.registered_at, entry.expires_at, entry.is_silent) == (NOW, UNTIL, False)
        assert keys == {
            **{key: (kind, False) for key, kind in target.stored_keys.items()},
            **dict.fromkeys(target.weak, (WEAK, False)),
            **dict.fromkeys(target.exact, (EXACT, True)),
            context.key_of(target): (OWN, False),
        }
        assert sorted(entry.key_hashes) == sorted(keys)
        things = {*target.exact, *target.weak, *target.keys.near}
        assert (len(entry.identifier_hashes), {*entry.identifier_hashes}) == (len(things), things)
    assert [len(kept(one.entry_id)[0].feature_vectors) > 1 for one in placed(context, made)] == [
        True, False, False,
    ]  # fmt: skip


def test_a_key_that_two_of_its_names_have_is_written_once(cast: Cast) -> None:
    context = CheckContext(cast.gail.unit, matter="OP-TEASEL")
    [target] = targets(PERSON | {"person": ["Perry Windle", "Perry Windell"]})
    assert len(target.keys.loose.keys) > len(target.stored_keys), "they have some in common"
    [one] = placed(context, [target])
    _, keys = kept(one.entry_id)
    assert keys.keys() == {*target.stored_keys, *target.exact, context.key_of(target)}


def test_the_same_target_is_one_entry_however_often_it_comes(cast: Cast) -> None:
    context = CheckContext(cast.gail.unit, matter="OP-TEASEL")
    first, again = placed(context, targets(PERSON, PERSON))
    [later] = placed(context, targets(PERSON))
    assert first.entry_id == again.entry_id == later.entry_id
    with as_actor(cast.gail):
        assert Entry.objects.count() == 1


def test_what_is_added_to_somebody_on_an_ocg_changes_their_entry(cast: Cast) -> None:
    context = CheckContext(cast.gail.unit, ocg_ref="OCG-234567")
    other = {"person": ["Juniper Ashdown"], "born": "1979-08-14"}
    before = placed(context, targets(PERSON, other))
    more = PERSON | {"person": ["Perry Windle", "Perry Winkle"], "phone": ["07700 900123"]}
    of = targets(more, other)
    after = placed(context, of)
    assert [one.entry_id for one in after] == [one.entry_id for one in before]
    entry, keys = kept(after[0].entry_id)
    assert [bytes(row) for row in entry.feature_vectors] == list(of[0].feature_vectors)
    assert entry.submitted == more
    assert of[0].exact.keys() | of[0].stored_keys.keys() < keys.keys()
    assert sorted(entry.key_hashes) == sorted(keys), "those that it had before are its own still"
    assert (
        {*of[0].exact, *of[0].keys.near, *of[0].weak}
        <= {*entry.identifier_hashes}
        <= {*entry.key_hashes}
    )


def test_many_cost_as_many_statements_as_one(cast: Cast) -> None:
    context = CheckContext(cast.gail.unit, matter="OP-TEASEL")
    counts = []
    for numbers in (range(1), range(1, 60)):
        of = targets(*({"phone": [f"07700 9000{n:02}"]} for n in numbers))
        with CaptureQueriesContext(connection) as captured:
            assert len({one.entry_id for one in placed(context, of)}) == len(of)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_database_lets_the_matcher_alone_place_anything(cast: Cast) -> None:
    """The statements bypass Django, but row-level security still refuses them."""
    context, of = CheckContext(cast.gail.unit, matter="OP-TEASEL"), targets(PERSON)
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        as_actor(cast.gail),
    ):
        store_entries(batch := EntryBatch(context, of), find_own(batch), FIRST_GENERATION)


def test_references_are_each_their_own_and_every_letter_is_as_likely() -> None:
    made = new_references("TGT", 5_000, 10)
    assert len(set(made)) == 5_000
    counts = Counter("".join(one.removeprefix("TGT-") for one in made))
    assert counts.keys() == set(ALPHABET)
    assert {len(one) for one in made} == {14}
    mean = 50_000 / len(ALPHABET)
    assert all(0.8 * mean < count < 1.2 * mean for count in counts.values())

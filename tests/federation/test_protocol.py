"""The pure part of comparing with another instance: sets, queries, tokens, and cheats."""

import secrets
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadhurst.capabilities.federation.protocol import hub, places, psi
from broadhurst.capabilities.federation.protocol.items import written
from broadhurst.capabilities.federation.protocol.sizes import bucket
from tests.federation.instances import NEEDS_PSI

OURS = [written("phone", 1, f"+447700900{n:03d}") for n in range(40)]
THEIRS = [written("phone", 1, f"+447700900{n:03d}") for n in range(38, 60)]


@given(st.integers(0, 1 << 22))
def test_a_size_is_a_power_of_two_that_holds_it(count: int) -> None:
    size = bucket(count, 64)
    assert size >= count
    assert size & (size - 1) == 0
    assert size == 64 or size < 2 * count


@NEEDS_PSI
def test_a_query_finds_what_both_have_and_nothing_else() -> None:
    served = psi.serve(OURS)
    query = psi.Query(THEIRS, served.offer.nonce)
    found = query.found(served.offer, psi.answer(served.key, query.message), psi.LEAST_SET)
    assert found == THEIRS[:2]
    assert (served.size, query.size) == (psi.LEAST_SET, psi.LEAST_QUERY)


@NEEDS_PSI
@settings(max_examples=15, deadline=None)
@given(st.sets(st.text(max_size=12), max_size=70), st.sets(st.text(max_size=12), max_size=70))
def test_it_is_the_intersection_of_any_two_sets(ours: set[str], theirs: set[str]) -> None:
    served = psi.serve(ours)
    query = psi.Query(sorted(theirs), served.offer.nonce)
    found = query.found(served.offer, psi.answer(served.key, query.message), psi.LEAST_SET)
    assert set(found) == ours & theirs


@NEEDS_PSI
def test_sizes_tell_the_bucket_alone() -> None:
    few, many = psi.serve(OURS[:1]), psi.serve(OURS)
    assert few.size == many.size
    assert abs(len(few.offer.message) - len(many.offer.message)) < 200
    assert psi.Query([], few.offer.nonce).size == psi.Query(THEIRS, few.offer.nonce).size


@NEEDS_PSI
def test_a_new_key_and_a_new_query_have_nothing_in_common_with_the_last() -> None:
    first, second = psi.serve(OURS), psi.serve(OURS)
    assert first.key != second.key
    query, again = psi.Query(THEIRS, first.offer.nonce), psi.Query(THEIRS, first.offer.nonce)
    sent, sent_again = (
        set(psi.openmined.Request.FromString(one.message).encrypted_elements)
        for one in (query, again)
    )
    assert len(sent) == psi.LEAST_QUERY
    assert not sent & sent_again
    old, new = (
        set(
            psi.openmined.Response.FromString(
                psi.answer(one.key, query.message).response
            ).encrypted_elements
        )
        for one in (first, second)
    )
    assert not old & new, "one query, two epochs: no answer in common"
    for item in OURS:
        assert psi.hit_token(first.offer.nonce, item) != psi.hit_token(second.offer.nonce, item)


@NEEDS_PSI
@pytest.mark.parametrize("size", [0, 1, 63, 65, 2_048])
def test_a_query_of_another_size_is_not_answered(size: int) -> None:
    client = psi.openmined.client.CreateWithNewKey(True)
    request = client.CreateRequest([str(n) for n in range(size)]).SerializeToString()
    with pytest.raises(psi.Unsound, match="power of two"):
        psi.answer(psi.serve(OURS).key, request)


@NEEDS_PSI
@pytest.mark.parametrize("point", [b"", b"\x00", b"\x02" + b"\xff" * 32, b"x" * 33])
def test_what_is_not_on_the_curve_is_not_answered(point: bytes) -> None:
    served = psi.serve(OURS)
    request = psi.openmined.Request.FromString(psi.Query(THEIRS, served.offer.nonce).message)
    request.encrypted_elements[7] = point
    with pytest.raises(psi.Unsound, match="curve"):
        psi.answer(served.key, request.SerializeToString())
    with pytest.raises(psi.Unsound, match="cannot be read"):
        psi.answer(served.key, b"\xff\xff")


def answered(message: bytes) -> list[bytes]:
    return list(psi.openmined.Response.FromString(message).encrypted_elements)


def with_points(points: list[bytes]) -> bytes:
    made = psi.openmined.Response(encrypted_elements=points)
    return bytes(made.SerializeToString())


@NEEDS_PSI
def test_an_answer_that_is_not_by_the_key_of_the_set_is_seen() -> None:
    """Leaving items out, answering one for another, or all with one that is likely to be a hit."""
    served, other = psi.serve(OURS), psi.serve(OURS)
    query = psi.Query(THEIRS, served.offer.nonce)
    honest = psi.answer(served.key, query.message)
    points = answered(honest.response)
    for cheat in (
        points[1:],
        [points[0]] * len(points),
        [points[1], points[0], *points[2:]],
        [served.offer.commitment, *points[1:]],
        [b"\x00", *points[1:]],
    ):
        with pytest.raises(psi.Unsound, match="not made with the key"):
            query.found(served.offer, replace(honest, response=with_points(cheat)), psi.LEAST_SET)
    forged = psi.answer(other.key, query.message)
    for answer in (forged, replace(honest, proof=forged.proof), replace(honest, proof=b"")):
        with pytest.raises(psi.Unsound, match="not made with the key"):
            query.found(served.offer, answer, psi.LEAST_SET)
    swapped = replace(served.offer, commitment=other.offer.commitment)
    with pytest.raises(psi.Unsound, match="another key"):
        query.found(swapped, forged, psi.LEAST_SET)
    assert query.found(served.offer, honest, psi.LEAST_SET) == THEIRS[:2]


@NEEDS_PSI
@pytest.mark.parametrize(
    ("field", "value"),
    [("hash_range", 0), ("hash_range", 1), ("hash_range", 1 << 60), ("div", 1), ("div", 60)],
)
def test_a_set_made_to_meet_everything_is_refused(field: str, value: int) -> None:
    served = psi.serve(OURS)
    query = psi.Query(THEIRS, served.offer.nonce)
    answer = psi.answer(served.key, query.message)
    crafted = psi.openmined.ServerSetup.FromString(served.offer.message)
    setattr(crafted.gcs, field, value)
    offer = replace(served.offer, message=crafted.SerializeToString())
    with pytest.raises(psi.Unsound, match=r"not coded as agreed|were agreed"):
        query.found(offer, answer, psi.LEAST_SET)


@NEEDS_PSI
def test_a_set_with_more_in_it_than_it_says_is_refused() -> None:
    served, stuffed = psi.serve(OURS), psi.serve([secrets.token_hex(8) for _ in range(3_000)])
    crafted = psi.openmined.ServerSetup.FromString(served.offer.message)
    crafted.gcs.bits = psi.openmined.ServerSetup.FromString(stuffed.offer.message).gcs.bits
    for message in (crafted.SerializeToString(), stuffed.offer.message):
        with pytest.raises(psi.Unsound):
            psi.inspected(message, psi.LEAST_SET)
    raw = psi.openmined.ServerSetup()
    raw.raw.encrypted_elements.append(b"\x02" * 33)
    with pytest.raises(psi.Unsound):
        psi.inspected(raw.SerializeToString(), psi.LEAST_SET)


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psi, "openmined", None)
    with pytest.raises(psi.Unavailable, match=r"broadhurst\[psi\]"):
        psi.serve([])


def test_a_hubs_token_hangs_on_key_kind_rule_and_form() -> None:
    key = bytes(range(32))
    tokens = {
        hub.token(one, written(*parts))
        for one in (key, hub.next_key(key))
        for parts in (("phone", 1, "a"), ("phone", 2, "a"), ("imei", 1, "a"), ("phone", 1, "b"))
    }
    assert len(tokens) == 8
    assert {len(token) for token in tokens} == {hub.TOKEN_BYTES}
    with pytest.raises(ValueError, match="fewer than 32"):
        hub.token(b"short", "x")


def test_publishers_who_hold_one_key_have_one_key_tomorrow() -> None:
    key = secrets.token_bytes(32)
    days = [key]
    for _ in range(3):
        days.append(hub.next_key(days[-1]))
    assert len(set(days)) == 4
    assert hub.next_key(hub.next_key(key)) == days[2]


def test_tokens_are_padded_and_in_an_order_that_tells_nothing() -> None:
    mine = {hub.token(bytes(32), str(n)) for n in range(300)}
    sent = hub.padded(mine)
    assert len(sent) == 512
    assert mine < set(sent)
    assert sent == sorted(sent)
    assert set(hub.padded(mine)) & set(sent) == mine, "the padding is new each time"


@given(st.lists(st.tuples(st.binary(min_size=16, max_size=16), st.integers(0, 9), st.integers(1))))
def test_places_are_found_again(rows: list[tuple[bytes, int, int]]) -> None:
    rows = [(token, kind, entry % 2**62) for token, kind, entry in rows]
    packed = places.packed(rows)
    for token, _, _ in rows:
        expected = sorted((kind, entry) for other, kind, entry in rows if other == token)
        assert places.found(packed, token) == expected
    assert places.found(packed, b"\x00" * 15 + b"\x01") == [
        (kind, entry) for token, kind, entry in rows if token == b"\x00" * 15 + b"\x01"
    ]

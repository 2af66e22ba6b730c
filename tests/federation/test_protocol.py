"""The pure part of federation: tokens, keys and padding."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadhurst.capabilities.federation.protocol import hub
from broadhurst.capabilities.federation.protocol.items import written
from broadhurst.capabilities.federation.protocol.sizes import bucket


@given(st.integers(0, 1 << 22))
def test_a_size_is_a_power_of_two_that_holds_it(count: int) -> None:
    size = bucket(count, 64)
    assert size >= count
    assert size & (size - 1) == 0
    assert size == 64 or size < 2 * count


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

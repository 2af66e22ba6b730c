"""Limits of a hub: who sends tokens, how long they stay, and the day's key."""

from datetime import date, timedelta
from threading import Event
from typing import Any

import pytest
from django.test import Client as Browser

from broadhurst.capabilities.federation.commands.agree_with import agree_with
from broadhurst.capabilities.federation.commands.end_agreement import end_agreement
from broadhurst.capabilities.federation.commands.follow_pointers import follow_pointers
from broadhurst.capabilities.federation.commands.give_pointers import give_pointers
from broadhurst.capabilities.federation.commands.make_tokens import make_tokens
from broadhurst.capabilities.federation.commands.set_hub_key import set_hub_key
from broadhurst.capabilities.federation.commands.take_tokens import take_tokens
from broadhurst.capabilities.federation.exchange import exchanges
from broadhurst.capabilities.federation.exchange.base64_fields import as_text
from broadhurst.capabilities.federation.exchange.hub_pointers import Pointed
from broadhurst.capabilities.federation.models import HubKey, HubToken, Peer, Pointer
from broadhurst.capabilities.federation.protocol.hub import next_key, padded, token
from broadhurst.foundation import clock
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.workflow import Refused
from tests.at_once import at_once, somebody_waits
from tests.conftest import NOW
from tests.doors import Machine
from tests.federation.instances import agreed, enter, hits_of, machine_of, token_for
from tests.federation.test_limits import PHONE, refusal, text_of
from tests.people import Cast

TODAY, KEY, MARK = date(2021, 3, 1), bytes(range(32)), "0123abcd"
RING = "Westshire: duty desk, 01632 960001"
SHARED = [bytes([n]) * 16 for n in range(4)]


class Publisher:
    """A publisher's machine with an agreement at this hub."""

    def __init__(self, cast: Cast, key: str, **terms: Any) -> None:
        self.machine = machine_of(cast, key, key.title())
        self.peer = agreed(cast, self.machine, way="publisher", **terms)
        self.door = Machine(None)
        self.door.client = Browser(headers={"Authorization": f"Bearer {token_for(self.machine)}"})

    def send(self, *tokens: bytes, day: date = TODAY, mark: str = MARK) -> Any:
        return self.door.post(
            "/federation/tokens", day=day.isoformat(), mark=mark, tokens=as_text(b"".join(tokens))
        )

    def pointers(self) -> list[dict[str, str]]:
        return self.door.post("/federation/pointers").json()["pointers"]  # type: ignore[no-any-return]


def kept() -> int:
    with as_actor(actor_of_system()):
        return HubToken.objects.count()


def test_two_who_share_a_token_are_pointed_to_each_other_and_a_third_is_not(cast: Cast) -> None:
    west, south, far = (Publisher(cast, key) for key in ("west", "south", "far"))
    assert west.send(*SHARED).json()["others"] == 0
    assert far.send(*(bytes([9, n]) * 8 for n in range(4))).json()["others"] == 1
    assert south.send(SHARED[0], bytes(15) + b"x").json()["others"] == 2
    (ours,), (theirs,) = west.pointers(), south.pointers()
    assert ours["ref"] == theirs["ref"]
    assert (ours["contact"][:6], theirs["contact"][:5]) == ("South:", "West:")
    assert far.pointers() == []


def test_of_two_who_publish_at_once_neither_is_stopped(
    committed: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Publishers have the same clock, so this happens.

    The second waits for the first, and finds its tokens.
    """
    west, south = Publisher(committed, "west"), Publisher(committed, "south")
    digest, both_hold, holding = exchanges.digest, Event(), []

    def slowly(data: bytes) -> str:
        """Wait until both hold their agreements, or one waits for the other."""
        holding.append(data)
        if len(holding) > 1:
            both_hold.set()
        somebody_waits(both_hold)
        return digest(data)

    monkeypatch.setattr(exchanges, "digest", slowly)

    def publish(one: Publisher, *others: bytes) -> Any:
        tokens = b"".join((SHARED[0], *others))
        return lambda: take_tokens(actor=one.machine, day=TODAY, mark=MARK, tokens=tokens)

    taken = at_once(publish(west, bytes(16)), publish(south, bytes([8]) * 16))
    assert sorted(one.others for one in taken) == [0, 1]
    assert [len(one.pointers()) for one in (west, south)] == [1, 1]


def test_what_is_not_as_agreed_is_refused_and_leaves_nothing(cast: Cast) -> None:
    west = Publisher(cast, "west", items_a_day=64)
    for send, why in (
        (lambda: west.send(*SHARED, day=TODAY + timedelta(days=1)), "today's key"),
        (lambda: west.send(*SHARED, day=TODAY - timedelta(days=2)), "today's key"),
        (lambda: west.send(*SHARED[:3]), "power of two"),
        (lambda: west.send(b"x"), "power of two"),
        (lambda: west.send(*(bytes([n]) * 16 for n in range(128))), "64 items a day"),
    ):
        assert why in refusal(send())
    assert west.send(*SHARED, mark="x").status_code == 422
    assert kept() == 0
    assert west.send(*SHARED).status_code == 201
    assert "received before" in refusal(west.send(*SHARED))
    assert kept() == 4


def test_tokens_under_another_key_are_gone_when_new_ones_come(cast: Cast) -> None:
    west, south = Publisher(cast, "west"), Publisher(cast, "south")
    west.send(*SHARED)
    west.send(bytes([7]) * 16, mark="f" * 8)
    assert kept() == 1
    south.send(*SHARED)
    assert west.pointers() == south.pointers() == []


def test_a_hub_keeps_tokens_and_pointers_for_two_days(cast: Cast) -> None:
    west, south = Publisher(cast, "west"), Publisher(cast, "south")
    west.send(*SHARED)
    south.send(*SHARED)
    assert len(west.pointers()) == 4
    with clock.set_to(NOW + timedelta(days=2)):
        assert west.pointers() == []
        west.send(bytes([5]) * 16, day=TODAY + timedelta(days=2))
        with as_actor(cast.system):
            assert (HubToken.objects.count(), Pointer.objects.count()) == (1, 0)


def test_after_an_agreement_ended_its_tokens_are_gone(cast: Cast) -> None:
    west, south = Publisher(cast, "west"), Publisher(cast, "south")
    west.send(*SHARED)
    end_agreement(actor=cast.system, peer=west.peer, reason="Over")
    assert kept() == 0
    assert "no agreement in force" in refusal(west.send(*SHARED))
    assert south.send(*SHARED).json()["others"] == 0


@pytest.fixture
def hub(cast: Cast) -> Peer:
    """Return a hub to which this instance publishes Gail's phone number."""
    peer = agreed(cast, machine_of(cast, "hub", "Hub"), way="hub")
    enter(cast.gail, phone=[PHONE])
    set_hub_key(actor=cast.system, peer=peer, key=KEY.hex(), from_on=TODAY)
    return peer


def test_each_day_has_its_key_and_past_ones_are_deleted(cast: Cast, hub: Peer) -> None:
    today = make_tokens(actor=cast.system, peer=hub)
    assert token(KEY, text_of(PHONE)) in today.tokens
    with clock.set_to(NOW + timedelta(days=2)):
        later = make_tokens(actor=cast.system, peer=hub)
        key = next_key(next_key(KEY))
        assert token(key, text_of(PHONE)) in later.tokens
        assert later.mark != today.mark
        with as_actor(cast.system):
            assert [row.day for row in HubKey.objects.all()] == [later.day]


def test_a_hub_that_lies_raises_nothing(cast: Cast, hub: Peer) -> None:
    made = make_tokens(actor=cast.system, peer=hub)
    mine, padding = token(KEY, text_of(PHONE)), padded([])[0]
    lies = [
        Pointed(TODAY, padding, "HIT-222222", RING),
        Pointed(date(9999, 12, 31), mine, "HIT-333333", RING),
        Pointed(TODAY - timedelta(days=9), mine, "HIT-444444", RING),
    ]
    assert follow_pointers(actor=cast.system, made=made, pointed=lies[:1]) == []
    assert follow_pointers(actor=cast.system, made=made, pointed=lies[1:]) == []
    assert hits_of(cast.gail) == []
    true = Pointed(TODAY, mine, "HIT-555555", RING)
    (side,) = follow_pointers(actor=cast.system, made=made, pointed=[true])
    assert (side.ref, side.other_contact) == ("HIT-555555", RING)
    assert follow_pointers(actor=cast.system, made=made, pointed=[true]) == [], "it stands"


def test_who_may_not_is_refused(cast: Cast, hub: Peer) -> None:
    def key(actor: Actor, text: str, day: date) -> Any:
        return lambda: set_hub_key(actor=actor, peer=hub, key=text, from_on=day)

    agreement: dict[str, Any] = {
        "unit": cast.olive.unit, "way": "hub", "agreement": "x", "kinds": ["phone"],
        "until_on": TODAY, "address": "", "authority": "", "secret": "", "items_a_day": 64,
    }  # fmt: skip
    for run, why in (
        (key(cast.gail, KEY.hex(), TODAY), "Only an administrator"),
        (key(cast.system, "00", TODAY), "64 hexadecimal digits"),
        (key(cast.system, KEY.hex(), TODAY - timedelta(days=1)), "today or a later day"),
        (lambda: make_tokens(actor=cast.gail, peer=hub), "Only an administrator"),
        (lambda: make_tokens(actor=cast.dot, peer=hub), "Only an administrator"),
        (lambda: give_pointers(actor=cast.gail), "no agreement"),
        (lambda: take_tokens(actor=cast.gail, day=TODAY, mark=MARK, tokens=b""), "no agreement"),
        (lambda: agree_with(actor=cast.gail, **agreement), "Only an administrator"),
    ):
        with pytest.raises(Refused, match=why):
            run()

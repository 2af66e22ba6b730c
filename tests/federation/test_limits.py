"""Agreements with other instances: who enters them, and what they allow."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client as Browser

from broadhurst.capabilities.deconfliction.models import Entry, Stopped
from broadhurst.capabilities.federation.commands.end_agreement import end_agreement
from broadhurst.capabilities.federation.commands.follow_pointers import follow_pointers
from broadhurst.capabilities.federation.commands.give_pointers import give_pointers
from broadhurst.capabilities.federation.commands.make_tokens import Made, make_tokens
from broadhurst.capabilities.federation.commands.set_hub_key import set_hub_key
from broadhurst.capabilities.federation.commands.take_tokens import take_tokens
from broadhurst.capabilities.federation.exchange.base64_fields import as_text
from broadhurst.capabilities.federation.exchange.hub_pointers import Pointed
from broadhurst.capabilities.federation.exchange.items import items_of
from broadhurst.capabilities.federation.models import Exchange, HubKey, HubToken, Peer, Pointer
from broadhurst.capabilities.federation.protocol.hub import token
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor, elevated
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, terminal
from tests.federation.instances import KINDS, agreed, enter, hits_of, machine_of, token_for
from tests.people import Cast

PHONE, OTHER = "07700 900123", "07700 900456"
KEY = bytes(range(32))
RING = "Westshire Police: duty desk, 01632 960001"


def text_of(phone: str) -> str:
    return next(iter(items_of({"phone": [phone]}, KINDS))).text


def refusal(answer: Any) -> str:
    assert answer.status_code == 409, answer.content
    return " ".join(error["message"] for error in answer.json()["errors"])


def with_key(cast: Cast, **terms: Any) -> Peer:
    """Return a hub to which this instance publishes under a key."""
    peer = agreed(cast, machine_of(cast, "hub", "Hub"), **terms)
    return set_hub_key(actor=cast.system, peer=peer, key=KEY.hex(), from_on=clock.today())


def pointer_to(made: Made, phone: str) -> Pointed:
    return Pointed(made.day, token(KEY, text_of(phone)), "HIT-555555", RING)


def send(machine: Machine) -> Any:
    tokens = as_text(bytes(16))
    return machine.post("/federation/tokens", day="2021-03-01", mark="0" * 8, tokens=tokens)


@pytest.mark.parametrize("why", ["silent", "stopped", "expired", "not agreed"])
def test_what_is_kept_back_is_not_published(cast: Cast, why: str) -> None:
    hub = with_key(cast, kinds=["vehicle"] if why == "not agreed" else KINDS)
    enter(cast.gail, phone=[OTHER], is_silent=why == "silent")
    with elevated("to keep something back in a test"):
        if why == "stopped":
            Stopped.objects.create(
                kind="phone", label=OTHER, form="+447700900456", reason="A test number",
                added_by=cast.system.officer, added_at=clock.now(),
            )  # fmt: skip
        if why == "expired":
            Entry.objects.update(expires_at=clock.now() + timedelta(seconds=1))
    with clock.set_to(NOW + timedelta(seconds=1)):
        made = make_tokens(actor=cast.system, peer=hub)
        assert token(KEY, text_of(OTHER)) not in made.tokens
        pointed = [pointer_to(made, OTHER)]
        assert follow_pointers(actor=cast.system, made=made, pointed=pointed) == []
    assert hits_of(cast.gail) == []


def test_what_was_deleted_since_it_was_published_is_no_hit(cast: Cast) -> None:
    hub = with_key(cast)
    enter(cast.gail, phone=[PHONE])
    made = make_tokens(actor=cast.system, peer=hub)
    assert token(KEY, text_of(PHONE)) in made.tokens
    with elevated("to end an entry in a test"):
        Entry.objects.update(expires_at=clock.now() + timedelta(seconds=1))
    with clock.set_to(NOW + timedelta(minutes=1)):
        pointed = [pointer_to(made, PHONE)]
        assert follow_pointers(actor=cast.system, made=made, pointed=pointed) == []
    assert hits_of(cast.gail) == []


def test_a_publication_that_never_ended_is_sent_again(cast: Cast) -> None:
    hub, ours = with_key(cast), token(KEY, text_of(PHONE))
    enter(cast.gail, phone=[PHONE])
    for _ in range(2):
        made = make_tokens(actor=cast.system, peer=hub)
        assert ours in made.tokens
    follow_pointers(actor=cast.system, made=made, pointed=[])
    assert ours not in make_tokens(actor=cast.system, peer=hub).tokens


def test_each_unit_of_an_entry_is_told_once_and_with_who_to_contact(cast: Cast) -> None:
    hub = with_key(cast)
    for unit in (cast.gail, cast.rita):
        enter(unit, phone=[PHONE])
    made = make_tokens(actor=cast.system, peer=hub)
    assert (
        len(follow_pointers(actor=cast.system, made=made, pointed=[pointer_to(made, PHONE)])) == 2
    )
    (side,) = hits_of(cast.gail)
    assert (side.ref, side.other_contact, side.hit.kind) == ("HIT-555555", RING, "phone")
    assert side.other_unit.agency.name == "Hub"
    assert len(hits_of(cast.rita)) == 1
    assert hits_of(cast.olive) == []
    with as_actor(cast.gail):
        told = Event.objects.get(verb="hit.raised")
        assert (told.subject, told.detail["other_contact"]) == (side.ref, RING)


def test_without_an_agreement_in_force_there_is_nothing(cast: Cast) -> None:
    west = machine_of(cast, "west", "Westshire")
    peer = agreed(cast, west, way="publisher")
    door = Machine(None)
    door.client = Browser(headers={"Authorization": f"Bearer {token_for(west)}"})
    assert send(door).status_code == 201
    nobody = Machine(cast.olive)
    for ask in (send, lambda machine: machine.post("/federation/pointers")):
        assert "no agreement in force" in refusal(ask(nobody))
        assert ask(Machine(None)).status_code == 401
    end_agreement(actor=cast.system, peer=peer, reason="Over")
    assert "no agreement" in refusal(send(door))
    assert "no agreement" in refusal(door.post("/federation/pointers"))
    with as_actor(cast.system):
        assert (HubToken.objects.count(), bytes(Peer.objects.get().credential)) == (0, b"")


def test_a_hub_does_not_publish_to_its_publisher(cast: Cast) -> None:
    """An agreement has one direction. The machine of a hub may not publish here."""
    hub = machine_of(cast, "hub", "Hub")
    agreed(cast, hub, way="hub")
    for run in (
        lambda: take_tokens(actor=hub, day=clock.today(), mark="0" * 8, tokens=bytes(16)),
        lambda: give_pointers(actor=hub),
    ):
        with pytest.raises(Refused, match="no agreement in force"):
            run()


def test_an_agreement_ends_on_its_last_day(cast: Cast) -> None:
    west = machine_of(cast, "west", "Westshire")
    agreed(cast, west, way="publisher", until_on=clock.today() + timedelta(days=1))
    hub = with_key(cast, until_on=clock.today() + timedelta(days=1))
    assert give_pointers(actor=west) == []
    with clock.set_to(NOW + timedelta(days=2)):
        for run in (
            lambda: give_pointers(actor=west),
            lambda: make_tokens(actor=cast.system, peer=hub),
        ):
            with pytest.raises(Refused, match="no agreement in force"):
                run()


def test_only_an_administrator_agrees_and_only_exact_kinds(cast: Cast) -> None:
    machine = machine_of(cast, "west", "Westshire")
    with pytest.raises(Refused, match="Only an administrator"):
        agreed(replace(cast, system=cast.gail), machine)
    with pytest.raises(Refused, match="not one of yours"):
        agreed(cast, cast.system)
    for changes, why in (
        ({"kinds": ["event"]}, "Not compared"),
        ({"until_on": clock.today()}, "ends before it begins"),
        ({"address": "http://127.0.0.1"}, "https"),
        ({"authority": "x"}, "PEM"),
    ):
        with pytest.raises(Refused, match=why):
            agreed(cast, machine, **changes)


def test_a_peer_reads_its_agreement_and_no_key_token_or_exchange(cast: Cast) -> None:
    hub = with_key(cast)
    make_tokens(actor=cast.system, peer=hub)
    west = machine_of(cast, "west", "Westshire")
    agreed(cast, west, way="publisher")
    take_tokens(actor=west, day=clock.today(), mark="0" * 8, tokens=bytes(16))
    with as_actor(west):
        assert Peer.objects.count() == 1
        for model in (HubKey, HubToken, Exchange, Pointer):
            assert model.objects.count() == 0
    with as_actor(cast.gail):
        assert Peer.objects.count() == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Peer.objects.create(
                unit=cast.gail.unit, way="hub", agreement="x", items_a_day=1, from_at=NOW,
                until_at=NOW,
            )  # fmt: skip
    with as_actor(cast.system):
        for change in ({"size": 1}, {"digest": "x"}, {"last_entry": 1}):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                Exchange.objects.update(**change)


def test_private_set_intersection_is_gone(cast: Cast) -> None:
    """Its addresses and commands were removed."""
    for path in ("set", "queries", "hits"):
        assert Machine(cast.olive, may_miss=True).post(f"/federation/{path}").status_code == 404
    for verb in ("compare", "renew-sets"):
        assert "No such command" in terminal(cast.system, "federation", verb).output

"""Two publishers and a running hub over HTTPS.

Both publishers get the hits. The hub only sees counts and coincidences.
"""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
import trustme

from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.federation.exchange import link
from broadhurst.capabilities.federation.exchange.items import items_of
from broadhurst.capabilities.federation.models import HubKey, HubToken, Peer, Pointer
from broadhurst.capabilities.federation.protocol.hub import LEAST, mark, token
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import as_actor
from tests.doors import terminal
from tests.federation.instances import (
    KINDS,
    Instance,
    acquaint,
    enter,
    everything_in,
    hits_of,
    new_instance,
    on_the_wire,
    with_decoded,
)

NUMBERS = count(900_500)


@dataclass(eq=False)
class Three:
    """Two organisations that publish, and the hub that joins their tokens."""

    north: Instance
    east: Instance
    hub: Instance

    def federate(self, here: Instance, verb: str, *more: str) -> Any:
        """Run `broadhurst federation …` at a publisher, for the hub."""
        with here.here():
            return terminal(
                here.cast.system, "federation", verb, f"{self.hub.key}-instance",
                *more,
            )  # fmt: skip

    def publish(self, here: Instance) -> str:
        done = self.federate(here, "publish")
        assert done.exit_code == 0, done.output
        return str(done.output)

    def new_key(self) -> bytes:
        """Set a new key at both publishers, from today on."""
        key = secrets.token_bytes(32)
        self.set_key(key, self.north, self.east)
        return key

    def set_key(self, key: bytes, *publishers: Instance) -> None:
        """Set a key from a file, as an operator does: a shell keeps its command lines."""
        for here in publishers:
            file = here.folder / "hub.key"
            file.write_text(key.hex())
            with here.here():
                today = clock.today().isoformat()
            done = self.federate(here, "set-hub-key", "--key", str(file), "--from-on", today)
            assert done.exit_code == 0, done.output

    def both_work_on(self, phone: str) -> None:
        for here, who in ((self.north, "gail"), (self.east, "olive")):
            with here.here():
                enter(getattr(here.cast, who), phone=[phone])

    def sides(self, since: datetime) -> tuple[list[HitSide], list[HitSide]]:
        found = []
        for here, who in ((self.north, "gail"), (self.east, "olive")):
            with here.here():
                found.append(hits_of(getattr(here.cast, who)))
        ours, theirs = ([side for side in one if side.raised_at >= since] for one in found)
        return ours, theirs

    def tokens(self) -> list[tuple[int, str, bytes]]:
        """Return the hub's tokens of both publishers."""
        with self.hub.here(), as_actor(self.hub.cast.system):
            rows = HubToken.objects.order_by("pk")
            return [(row.peer_id, row.mark, bytes(row.token)) for row in rows]


@pytest.fixture(scope="module")
def three(worker: str, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Three]:
    folder, authority = tmp_path_factory.mktemp("hub"), trustme.CA()
    with (
        django_db_blocker.unblock(),
        new_instance(f"northern_{worker}", folder / "north", authority, authority) as north,
        new_instance(f"eastern_{worker}", folder / "east", authority, authority) as east,
        new_instance(f"hub_{worker}", folder / "hub", authority, authority) as hub,
    ):
        for publisher in (north, east):
            acquaint(publisher, hub, authority)
        with hub.served():
            yield Three(north, east, hub)


def text_of(phone: str) -> str:
    return next(iter(items_of({"phone": [phone]}, KINDS))).text


def new_phone() -> str:
    return f"07700 {next(NUMBERS)}"


def test_both_publishers_learn_and_a_curious_hub_sees_no_more_than_that_two_tokens_are_one(
    three: Three, monkeypatch: pytest.MonkeyPatch
) -> None:
    since, wire, key = datetime.now(UTC), on_the_wire(monkeypatch), three.new_key()
    shared, norths, easts = new_phone(), new_phone(), new_phone()
    three.both_work_on(shared)
    with three.north.here():
        enter(three.north.cast.gail, phone=[norths])
    with three.east.here():
        enter(three.east.cast.olive, phone=[easts])

    first = three.publish(three.north)
    assert first.startswith("0 new hits.\nNo other publisher has sent tokens under your key")
    assert three.publish(three.east).startswith("1 new hit.\nOnly exact")
    assert three.publish(three.north).startswith("1 new hit.\nOnly exact")
    (ours,), (theirs,) = three.sides(since)
    assert ours.ref == theirs.ref, "they quote one reference on the telephone"
    assert ours.other_contact == (
        f"{three.east.name.title()}: {three.east.name.title()} deconfliction desk, 0161 496 0999"
    )

    kept = three.tokens()
    assert len(kept) == 3 * LEAST, "as many as if one had a single entry, and the other 250"
    assert len({one for _, _, one in kept}) == len(kept) - 1, "one token is of both"
    assert token(key, text_of(shared)) in {one for _, _, one in kept}
    with three.hub.here(), as_actor(three.hub.cast.system):
        assert not HubKey.objects.exists()
        assert [bytes(one.token) for one in Pointer.objects.all()] == [token(key, text_of(shared))]
    known = everything_in(three.hub).encode() + with_decoded(wire)
    for phone in (shared, norths, easts):
        form = text_of(phone).rpartition("\x1f")[2]
        for written in (phone, form, form[3:], form.encode().hex()):
            assert written.encode() not in known
    for secret in (key.hex(), three.north.secret_key, three.east.secret_key):
        assert secret.encode() not in known
    assert key not in known
    paths = {text for text in wire if text.startswith(b"/")}
    assert paths == {b"/api/v1/federation/tokens", b"/api/v1/federation/pointers"}


def test_a_new_key_while_all_is_running_and_the_old_tokens_are_gone(three: Three) -> None:
    old_key, new_key = three.new_key(), secrets.token_bytes(32)
    first = new_phone()
    three.both_work_on(first)
    for here in (three.north, three.east, three.north):
        three.publish(here)
    old, since, second = three.tokens(), datetime.now(UTC), new_phone()

    three.set_key(new_key, three.north)
    three.both_work_on(second)
    assert "No other publisher has sent tokens" in three.publish(three.north)
    assert three.sides(since) == ([], []), "under different keys nothing meets"
    three.set_key(new_key, three.east)
    assert three.publish(three.east).startswith("1 new hit.\nOnly exact"), "the first stands"
    assert three.publish(three.north).startswith("1 new hit.\nOnly exact")
    (ours,), (theirs,) = three.sides(since)
    assert ours.ref == theirs.ref

    new = three.tokens()
    assert {marked for _, marked, _ in new} == {mark(new_key)}
    assert not {one for _, _, one in old} & {one for _, _, one in new}
    assert token(old_key, text_of(first)) in {one for _, _, one in old}
    assert token(new_key, text_of(first)) in {one for _, _, one in new}, "sent again, at once"


def test_lengths_on_the_wire_tell_of_no_hit(three: Three, monkeypatch: pytest.MonkeyPatch) -> None:
    three.new_key()
    wire = on_the_wire(monkeypatch)
    three.publish(three.north)
    three.publish(three.east)
    without = [len(text) for text in wire]
    three.both_work_on(new_phone())
    wire.clear()
    three.publish(three.north)
    assert three.publish(three.east).startswith("1 new hit.")
    assert [len(text) for text in wire] == pytest.approx(without, abs=2)
    pointed = json.loads(wire[-1])["pointers"]
    assert pointed, "the hit's pointer is within the same length"
    assert three.publish(three.north).startswith("1 new hit.")


def test_a_certificate_of_another_authority_is_refused_and_what_was_broken_off_is_sent_again(
    three: Three,
) -> None:
    three.new_key()
    place = three.north.folder / "federation"
    certificate, key = (place / one for one in ("certificate.pem", "key.pem"))
    right = certificate.read_text(), key.read_text()
    since = datetime.now(UTC)
    three.both_work_on(new_phone())
    three.publish(three.east)
    before = three.tokens()
    stranger = trustme.CA().issue_cert("127.0.0.1")
    certificate.write_bytes(stranger.cert_chain_pems[0].bytes())
    key.write_bytes(stranger.private_key_pem.bytes())
    refused = three.federate(three.north, "publish")
    assert refused.exit_code == 1
    assert "The other instance was not reached" in refused.output
    assert three.tokens() == before
    certificate.write_text(right[0])
    key.write_text(right[1])
    assert three.publish(three.north).startswith("1 new hit.")
    three.publish(three.east)
    (ours,), (theirs,) = three.sides(since)
    assert ours.ref == theirs.ref


@contextmanager
def pinned(instance: Instance, authority: trustme.CA) -> Iterator[None]:
    """Pin another authority than that of the other side's certificate, for a while."""
    with instance.here(), as_actor(instance.cast.system):
        peers = Peer.objects.all()
        before = peers.get().authority
        peers.update(authority=authority.cert_pem.bytes().decode())
    yield
    with instance.here(), as_actor(instance.cast.system):
        peers.update(authority=before)


def test_nothing_is_sent_to_a_hub_of_another_authority(three: Three) -> None:
    three.new_key()
    before = three.tokens()
    with pinned(three.north, trustme.CA()):
        untrusted = three.federate(three.north, "publish")
    assert untrusted.exit_code == 1
    assert "certificate verify failed" in untrusted.output
    assert three.tokens() == before


def test_without_a_token_in_force_there_is_no_answer(
    three: Three, monkeypatch: pytest.MonkeyPatch
) -> None:
    three.new_key()
    monkeypatch.setattr(link, "secret_of", lambda _peer: "bhst_made-up")
    refused = three.federate(three.north, "publish")
    assert refused.exit_code == 1
    assert "The other instance refused: Send a valid token" in refused.output


def test_names_meet_in_any_script_and_every_kind_by_its_form(three: Three) -> None:
    since = datetime.now(UTC)
    three.new_key()
    with three.north.here():
        enter(three.north.cast.gail, person=["Oleksandr Petrenko"], born="1988-03-27")
        enter(three.north.cast.rita, vehicle=["AB12 CDE"], handle=["telegram:@made_up_name"])
    with three.east.here():
        enter(three.east.cast.olive, person=["Олександр Петренко"], born="1988-03-27")
        enter(three.east.cast.olive, vehicle=["ab12cde"])
        enter(three.east.cast.olive, person=["Oleksandr Petrenko"], born="1988-03-28")
    for here in (three.north, three.east, three.north):
        three.publish(here)
    ours, theirs = three.sides(since)
    assert {side.hit.kind for side in ours} == {"person"}
    with three.north.here():
        (vehicle,) = (side for side in hits_of(three.north.cast.rita) if side.raised_at >= since)
    assert vehicle.hit.kind == "vehicle"
    assert {ours[0].ref, vehicle.ref} == {side.ref for side in theirs}


def test_an_operators_timer_publishes_in_a_process_of_its_own(three: Three) -> None:
    three.new_key()
    published = three.north.run("publish", f"{three.hub.key}-instance")
    assert published.returncode == 0, published.stderr
    assert " new hit" in published.stdout


def test_only_who_runs_the_comparing_publishes(three: Three) -> None:
    with three.north.here():
        refused = terminal(
            three.north.cast.gail, "federation", "publish", f"{three.hub.key}-instance"
        )
    assert refused.exit_code == 1
    assert "you cannot publish to it" in refused.output

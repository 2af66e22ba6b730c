"""Two running instances over HTTPS: each learns of what both work on, and of nothing else."""

import json
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from typing import Any

import pytest
import trustme
from django.utils.crypto import salted_hmac

from broadhurst.capabilities.deconfliction.models import Entry, HitSide
from broadhurst.capabilities.federation.commands.renew_sets import renew_sets
from broadhurst.capabilities.federation.exchange import link
from broadhurst.capabilities.federation.exchange.base64_fields import as_text
from broadhurst.capabilities.federation.exchange.items import items_of
from broadhurst.capabilities.federation.models import Exchange, Peer
from broadhurst.capabilities.federation.protocol import psi
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated, seen_as
from broadhurst.foundation.audit.models import Event
from broadhurst_linkage.hashing import keyed_hash
from tests.conftest import NOW
from tests.doors import terminal
from tests.federation.instances import (
    KINDS,
    NEEDS_PSI,
    Instance,
    acquaint,
    certify,
    enter,
    hits_of,
    new_instance,
    on_the_wire,
    with_decoded,
)

pytestmark = NEEDS_PSI
NUMBERS = count()


@dataclass(eq=False)
class Pair:
    """Two instances that have an agreement, and one authority of both their certificates.

    `shared` is a telephone on which both work, `norths` and `easts` on which one of them does; each
    test has its own, and sees the hits since it began.
    """

    north: Instance
    east: Instance
    authority: trustme.CA
    since: datetime = NOW
    shared: str = ""
    norths: tuple[str, ...] = ()
    easts: tuple[str, ...] = ()

    def compare(self, *more: str, back: bool = False) -> Any:
        """North asks East, or East asks North, in this process."""
        here, there = (self.east, self.north) if back else (self.north, self.east)
        with here.here():
            return terminal(
                here.cast.system, "federation", "compare", f"{there.key}-instance",
                *more,
            )  # fmt: skip

    def renew(self, *instances: Instance) -> None:
        """Make sets anew: of both, or of those that are named."""
        for instance in instances or (self.north, self.east):
            with instance.here():
                assert renew_sets(actor=instance.cast.system) == 1

    def sides(self, instance: Instance, who: str) -> list[HitSide]:
        """What an officer's unit sees of this test's hits."""
        with instance.here():
            sides = hits_of(getattr(instance.cast, who))
        return [side for side in sides if side.raised_at >= self.since]

    def found(self) -> tuple[list[HitSide], list[HitSide]]:
        """What Gail, in the North, and Olive, in the East, see of this test's hits."""
        return self.sides(self.north, "gail"), self.sides(self.east, "olive")


@pytest.fixture(scope="module")
def running(worker: str, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Pair]:
    """Both, served over HTTPS from here to the end of this file."""
    folder, authority = tmp_path_factory.mktemp("federation"), trustme.CA()
    with (
        django_db_blocker.unblock(),
        new_instance(f"north_{worker}", folder / "north", authority, authority) as north,
        new_instance(f"east_{worker}", folder / "east", authority, authority) as east,
    ):
        acquaint(north, east, authority)
        with north.served(), east.served():
            yield Pair(north, east, authority)


@pytest.fixture
def pair(running: Pair, django_db_blocker: Any) -> Iterator[Pair]:
    """Both, with telephones that no other test has, and new sets."""
    phones = [f"07700 {900_000 + n}" for n in islice(NUMBERS, 5)]
    test = replace(
        running, since=datetime.now(UTC), shared=phones[0], norths=(phones[1], phones[2]),
        easts=(phones[3], phones[4]),
    )  # fmt: skip
    with django_db_blocker.unblock():
        for instance, who, own in (
            (test.north, "gail", test.norths),
            (test.east, "olive", test.easts),
        ):
            with instance.here():
                begin_anew()
                for phone in (test.shared, *own):
                    enter(getattr(instance.cast, who), phone=[phone])
        test.renew()
        yield test


def begin_anew() -> None:
    """As after a day: what earlier tests entered or broke off has no part in this one."""
    with elevated("to end in a test what earlier ones left"):
        at_once = clock.now() + timedelta(microseconds=1)
        Entry.objects.filter(expires_at__gt=at_once).update(expires_at=at_once)
        Exchange.objects.update(closed_at=clock.now(), objection="")


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    return on_the_wire(monkeypatch)


def test_both_learn_of_what_both_have_and_of_nothing_else(pair: Pair) -> None:
    done = pair.compare()
    assert done.output.startswith("1 new hit.\n"), done.output
    assert "does not mean that nobody" in done.output
    (ours,), (theirs,) = pair.found()
    assert ours.ref == theirs.ref, "they quote one reference on the telephone"
    assert ours.ring == (
        "Eastshire Police: Eastshire organised crime team duty officer, 0161 496 0000"
    )
    assert theirs.ring == "Northshire Police: Challenger Bolton duty officer, 0161 496 0000"
    assert (ours.hit.kind, ours.hit.strength) == (theirs.hit.kind, theirs.hit.strength)
    assert abs((ours.raised_at - theirs.raised_at).total_seconds()) < 30
    assert pair.sides(pair.north, "olive") == pair.sides(pair.east, "gail") == []
    for instance, who in ((pair.north, "gail"), (pair.east, "olive")):
        actor = getattr(instance.cast, who)
        with instance.here(), seen_as(actor):
            assert Event.objects.get(verb="hit.raised").subject == ours.ref
    assert pair.compare().output.startswith("0 new hits."), "it stands"
    asked = pair.east.run("compare", f"{pair.north.key}-instance")
    assert asked.stdout.startswith("0 new hits."), "East finds the same, and it stands"
    with pair.east.here(), elevated("to see in a test what East found by itself"):
        exchange = Exchange.objects.filter(direction="asked").latest("pk")
        assert (exchange.hits, exchange.objection) == (1, "")
    assert len(pair.sides(pair.north, "gail")) == len(pair.sides(pair.east, "olive")) == 1


def test_nothing_on_the_wire_tells_of_what_missed(pair: Pair, wire: list[bytes]) -> None:
    assert pair.compare().output.startswith("1 new hit.")
    everything = with_decoded(wire)
    offered = next(json.loads(text) for text in wire if b'"commitment"' in text)
    nonce = b64decode(offered["nonce"])
    texts = {phone: text_of(phone) for phone in (pair.shared, *pair.norths, *pair.easts)}
    secrets = [
        salted_hmac(
            "broadhurst.deconfliction", "keys", secret=instance.secret_key, algorithm="sha256"
        ).digest()
        for instance in (pair.north, pair.east)
    ]
    for phone, text in texts.items():
        form = text.rpartition("\x1f")[2]
        assert form == "+44" + phone[1:].replace(" ", "")
        for written in (phone, form, form[3:], text):
            assert written.encode() not in everything
        for secret in secrets:
            key = keyed_hash(secret, "phone", 1, form)
            for hashed in (str(key).encode(), key.to_bytes(8, "big", signed=True)):
                assert hashed not in everything
        token = psi.hit_token(nonce, text)
        said = token.hex().encode() in everything or token in everything
        assert said is (phone == pair.shared), "only of a hit, which both know, is a token said"
    assert pair.north.secret_key.encode() not in everything
    paths = {text for text in wire if text.startswith(b"/")}
    assert paths == {b"/api/v1/federation/" + one for one in (b"set", b"queries", b"hits")}


def text_of(phone: str) -> str:
    return next(iter(items_of({"phone": [phone]}, KINDS))).text


def test_lengths_on_the_wire_are_the_same_with_a_hit_or_without(
    pair: Pair, wire: list[bytes]
) -> None:
    assert pair.compare().output.startswith("1 new hit.")
    first = [len(text) for text in wire]
    wire.clear()
    assert pair.compare().output.startswith("0 new hits.")
    assert [len(text) for text in wire] == pytest.approx(first, abs=8), "the proof's digits vary"


def test_a_new_epoch_has_nothing_in_common_with_the_last(pair: Pair, wire: list[bytes]) -> None:
    pair.compare()
    assert pair.east.run("renew-sets").stdout == "1 set made.\n"
    pair.compare()
    first, second = (json.loads(text) for text in wire if b'"commitment"' in text)
    for part in ("ref", "nonce", "commitment", "message"):
        assert first[part] != second[part]
    answers = [json.loads(text) for text in wire if b'"proof"' in text]
    one, other = (
        set(psi.openmined.Response.FromString(b64decode(answer["response"])).encrypted_elements)
        for answer in answers
    )
    assert not one & other
    assert len(pair.sides(pair.north, "gail")) == 1, "found again, and it stands"


def test_what_is_entered_after_the_set_was_made_is_found_by_the_other(pair: Pair) -> None:
    pair.compare()
    with pair.east.here():
        enter(pair.east.cast.olive, phone=[pair.norths[0]])
    assert pair.compare().output.startswith("0 new hits."), "East's set is older than its entry"
    assert pair.compare(back=True).output.startswith("1 new hit.")
    assert len(pair.sides(pair.north, "gail")) == len(pair.sides(pair.east, "olive")) == 2


def test_names_meet_in_any_script_and_every_kind_by_its_form(pair: Pair) -> None:
    with pair.north.here():
        enter(pair.north.cast.gail, person=["Oleksandr Petrenko"], born="1988-03-27")
        enter(pair.north.cast.rita, vehicle=["AB12 CDE"], handle=["telegram:@made_up_name"])
    with pair.east.here():
        enter(
            pair.east.cast.olive, person=["Олександр Петренко"], born="1988-03-27",
            vehicle=["ab12cde"],
        )  # fmt: skip
        enter(pair.east.cast.olive, person=["Oleksandr Petrenko"], born="1988-03-28")
    pair.renew(pair.east)
    assert pair.compare().output.startswith("3 new hits.")
    assert {side.hit.kind for side in pair.sides(pair.north, "gail")} == {"phone", "person"}
    assert {side.hit.kind for side in pair.sides(pair.north, "rita")} == {"vehicle"}
    assert pair.sides(pair.north, "rita")[0].ref in {
        side.ref for side in pair.sides(pair.east, "olive")
    }


def test_certificates_of_another_authority_are_refused_on_both_sides(pair: Pair) -> None:
    stranger = trustme.CA()
    certify(pair.north.folder, stranger, pair.authority)
    refused = pair.compare()
    assert refused.exit_code == 1
    assert "The other instance was not reached" in refused.output
    certify(pair.north.folder, pair.authority, pair.authority)
    with pinned(pair.north, stranger):
        untrusted = pair.compare()
    assert untrusted.exit_code == 1
    assert "certificate verify failed" in untrusted.output
    assert pair.found() == ([], [])
    assert pair.compare().output.startswith("1 new hit.")


@contextmanager
def pinned(instance: Instance, authority: trustme.CA) -> Iterator[None]:
    """Another authority than that of the other side's certificate is pinned, for a while."""
    with instance.here(), elevated("to pin another authority in a test"):
        peers = Peer.objects.all()
        before = peers.get().authority
        peers.update(authority=authority.cert_pem.bytes().decode())
    yield
    with instance.here(), elevated("to pin the right authority again in a test"):
        peers.update(authority=before)


def test_without_a_token_in_force_there_is_no_answer(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "secret_of", lambda _peer: "bhst_made-up")
    refused = pair.compare()
    assert refused.exit_code == 1
    assert "The other instance refused: Send a token in force" in refused.output


def breaking(monkeypatch: pytest.MonkeyPatch, *, after: bool) -> None:
    """The line breaks when it is said what hit: before the other side has heard it, or after."""
    post = link.Line.post

    def broken(self: Any, path: str, answers: Any) -> Any:
        if path != "/hits":
            return post(self, path, answers)
        if after:
            post(self, path, answers)
        raise link.Unreachable("The other instance was not reached: made up")

    monkeypatch.setattr(link.Line, "post", broken)


@pytest.mark.parametrize("after", [False, True])
def test_a_line_that_breaks_loses_no_hit(
    pair: Pair, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    with monkeypatch.context() as patch:
        breaking(patch, after=after)
        broken = pair.compare()
        assert broken.exit_code == 1
        assert "not reached: made up" in broken.output
        assert pair.sides(pair.north, "gail") == []
        assert len(pair.sides(pair.east, "olive")) == after
        with pair.north.here(), elevated("to see in a test that it is kept"):
            assert "made up" in Exchange.objects.filter(direction="asked").latest("pk").objection
    assert pair.compare().output.startswith("1 new hit.")
    (ours,), (theirs,) = pair.found()
    assert ours.ref == theirs.ref


def test_nothing_is_said_to_a_server_that_cheats(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    post, said = link.Line.post, []

    def cheating(self: Any, path: str, answers: Any) -> Any:
        said.append(path)
        answer = post(self, path, answers)
        if path == "/queries":
            response = psi.openmined.Response.FromString(b64decode(answer["response"]))
            points = list(response.encrypted_elements)
            response.ClearField("encrypted_elements")
            response.encrypted_elements.extend([points[0]] * len(points))
            answer["response"] = as_text(response.SerializeToString())
        return answer

    monkeypatch.setattr(link.Line, "post", cheating)
    refused = pair.compare()
    assert refused.exit_code == 1
    assert "not made with the key of the set" in refused.output
    assert said == ["/set", "/queries"]
    assert pair.found() == ([], [])


def test_more_hits_than_two_bodies_should_share_are_not_said(pair: Pair) -> None:
    refused = pair.compare("--most-hits", "0")
    assert refused.exit_code == 1
    assert "1 hits in one query, more than 0: nothing was said of them." in refused.output
    assert pair.found() == ([], [])
    assert pair.compare().output.startswith("1 new hit.")


def test_only_who_runs_the_comparing_compares(pair: Pair) -> None:
    with pair.north.here():
        for command in ("compare", "publish"):
            refused = terminal(
                pair.north.cast.gail, "federation", command,
                f"{pair.east.key}-instance",
            )  # fmt: skip
            assert refused.exit_code == 1
            assert "not yours to compare with" in refused.output

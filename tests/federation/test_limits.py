"""What a peer's machine may ask of this instance, and what is refused."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client as Browser

from broadhurst.capabilities.deconfliction.models import Entry, Stopped
from broadhurst.capabilities.federation.commands.answer_query import answer_query
from broadhurst.capabilities.federation.commands.ask_peer import ask_peer
from broadhurst.capabilities.federation.commands.confirm_hits import confirm_hits
from broadhurst.capabilities.federation.commands.end_agreement import end_agreement
from broadhurst.capabilities.federation.commands.give_set import give_set
from broadhurst.capabilities.federation.commands.renew_sets import renew_sets
from broadhurst.capabilities.federation.commands.settle_query import settle_query
from broadhurst.capabilities.federation.exchange import peers
from broadhurst.capabilities.federation.exchange.base64_fields import as_text, from_text
from broadhurst.capabilities.federation.exchange.claims import Claim, written
from broadhurst.capabilities.federation.exchange.items import items_of
from broadhurst.capabilities.federation.models import BlindedSet, Exchange, Peer
from broadhurst.capabilities.federation.protocol import psi
from broadhurst.capabilities.federation.rules import (
    CONFIRM_WITHIN,
    EPOCH,
    MOST_BROKEN_OFF,
    OVERLAP,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import elevated, seen_as
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.workflow import Refused
from tests.conftest import NOW
from tests.doors import Machine, terminal
from tests.federation.instances import (
    KINDS,
    NEEDS_PSI,
    agreed,
    enter,
    hits_of,
    machine_of,
    token_for,
)
from tests.people import Cast

pytestmark = NEEDS_PSI
PHONE, OTHER = "07700 900123", "07700 900456"
RING = "Westshire Police: duty desk, 01632 960001"


def text_of(phone: str) -> str:
    return next(iter(items_of({"phone": [phone]}, KINDS))).text


class Client:
    """Another instance's machine, which keeps to the protocol as far as a test lets it."""

    def __init__(self, machine: Actor) -> None:
        self.machine, self.door = machine, Machine(None)
        self.door.client = Browser(headers={"Authorization": f"Bearer {token_for(machine)}"})

    def take_set(self) -> dict[str, Any]:
        answer = self.door.post("/federation/set")
        assert answer.status_code == 200, answer.content
        self.set = answer.json()
        self.offer = psi.Offer(
            *(from_text(self.set[part]) for part in ("nonce", "commitment", "message"))
        )
        return self.set  # type: ignore[no-any-return]

    def ask(self, *phones: str) -> Any:
        self.query = psi.Query([text_of(phone) for phone in phones], self.offer.nonce)
        return self.send(self.query.message)

    def send(self, message: bytes) -> Any:
        return self.door.post(
            "/federation/queries", set_ref=self.set["ref"], request=as_text(message)
        )

    def claim(self, exchange: str, *phones: str, nonce: bytes = b"") -> Any:
        claims = [
            Claim(psi.hit_token(nonce or self.offer.nonce, text_of(phone)), RING)
            for phone in phones
        ]
        return self.door.post("/federation/hits", exchange=exchange, claims=written(claims))


@pytest.fixture
def client(cast: Cast) -> Client:
    """A peer with an agreement, and a set of one telephone of Gail's for it."""
    machine = machine_of(cast, "west", "Westshire")
    agreed(cast, machine)
    enter(cast.gail, phone=[PHONE])
    renew_sets(actor=cast.system)
    made = Client(machine)
    made.take_set()
    return made


def test_a_hit_is_recorded_here_and_answered_with_whom_to_ring(cast: Cast, client: Client) -> None:
    answer = client.ask(PHONE, OTHER).json()
    blinded = psi.Answer(from_text(answer["response"]), from_text(answer["proof"]))
    found = client.query.found(client.offer, blinded, 4_096)
    assert found == [text_of(PHONE)]
    said = client.claim(answer["exchange"], PHONE)
    assert said.status_code == 200
    (side,) = hits_of(cast.gail)
    assert said.json() == {
        "hits": [
            {
                "ref": side.ref,
                "ring": "Northshire Police: Challenger Bolton duty officer, 0161 496 0000",
            }
        ]
    }
    assert (side.ring, side.other_unit.agency.name, side.hit.kind) == (RING, "Westshire", "phone")
    assert hits_of(cast.olive) == []
    with seen_as(cast.gail):
        told = Event.objects.get(verb="hit.raised")
        assert (told.subject, told.detail["ring"]) == (side.ref, RING)


def test_saying_it_again_gives_the_same_answer_and_no_second_hit(
    cast: Cast, client: Client
) -> None:
    exchange = client.ask(PHONE).json()["exchange"]
    first = client.claim(exchange, PHONE)
    assert client.claim(exchange, PHONE).json() == first.json()
    assert refusal(client.claim(exchange)) == "You said already what hit."
    again = client.claim(client.ask(PHONE).json()["exchange"], PHONE)
    assert again.json() == first.json()
    assert len(hits_of(cast.gail)) == 1


def test_what_missed_leaves_no_trace(cast: Cast, client: Client) -> None:
    """All that is kept of two queries with other misses is the same but for what is random."""
    kept = []
    for phones in ((PHONE,), (PHONE, OTHER, "07700 900789")):
        exchange = client.ask(*phones).json()["exchange"]
        client.claim(exchange, PHONE)
        with elevated("to see in a test what is kept"):
            row = Exchange.objects.values().get(ref=exchange)
        kept.append({k: v for k, v in row.items() if k not in ("id", "ref", "digest")})
    assert kept[0] == kept[1]


def refusal(answer: Any) -> str:
    assert answer.status_code == 409, answer.content
    return " ".join(error["message"] for error in answer.json()["errors"])


NOT_IN_THE_SET = "Not all of these are in the set: none was recorded, and this query is closed."


@pytest.mark.parametrize("named", [(OTHER,), (PHONE, OTHER)])
def test_who_names_what_is_not_in_the_set_is_refused_whole_and_its_query_closed(
    cast: Cast, client: Client, named: tuple[str, ...]
) -> None:
    """Else whoever guesses could ask by naming, for nothing, whatever it never queried."""
    exchange = client.ask(PHONE).json()["exchange"]
    assert refusal(client.claim(exchange, *named)) == NOT_IN_THE_SET
    for again in (named, (PHONE,)):
        assert refusal(client.claim(exchange, *again)) == "You said already what hit."
    assert hits_of(cast.gail) == []
    with seen_as(client.machine):
        lie = Event.objects.get(verb="hits.confirmed")
    assert (lie.subject, lie.detail["objection"]) == (exchange, NOT_IN_THE_SET)


def test_who_names_too_often_what_is_not_there_is_not_answered_any_more(client: Client) -> None:
    for _ in range(MOST_BROKEN_OFF + 1):
        client.claim(client.ask(PHONE).json()["exchange"], OTHER)
    assert "ended without hits that we know" in refusal(client.ask(PHONE))


def test_a_token_of_another_epoch_is_worth_nothing(cast: Cast, client: Client) -> None:
    old = client.offer.nonce
    renew_sets(actor=cast.system)
    client.take_set()
    exchange = client.ask(PHONE).json()["exchange"]
    assert "in the set" in refusal(client.claim(exchange, PHONE, nonce=old))


def test_a_replay_is_refused(client: Client) -> None:
    client.ask(PHONE)
    assert refusal(client.send(client.query.message)) == (
        "This query was answered before: each is blinded anew."
    )


def test_the_days_allowance_counts_padding_too(cast: Cast, client: Client) -> None:
    agreed(cast, client.machine, items_a_day=2 * psi.LEAST_QUERY)
    for _ in range(2):
        client.claim(client.ask(PHONE).json()["exchange"], PHONE)
    assert refusal(client.ask(PHONE)) == "More than the 128 items a day that were agreed."
    with clock.set_to(NOW + timedelta(hours=25)):
        renew_sets(actor=cast.system)
        client.take_set()
        assert client.ask(PHONE).status_code == 201


def test_whoever_never_says_what_hit_is_not_answered_any_more(client: Client) -> None:
    for _ in range(MOST_BROKEN_OFF + 1):
        assert client.ask(PHONE).status_code == 201
    assert refusal(client.ask(PHONE)) == (
        "Too many of your queries in this hour ended without hits that we know."
    )


def test_a_claim_too_late_or_of_another_is_refused(cast: Cast, client: Client) -> None:
    exchange = client.ask(PHONE).json()["exchange"]
    other = machine_of(cast, "south", "Southshire")
    agreed(cast, other)
    renew_sets(actor=cast.system)
    stranger = Client(other)
    stranger.take_set()
    assert refusal(stranger.claim(exchange, PHONE)) == "There is no such query of yours."
    with clock.set_to(NOW + CONFIRM_WITHIN + timedelta(seconds=1)):
        assert refusal(client.claim(exchange, PHONE)) == "Too late: ask again."
    assert hits_of(cast.gail) == []


@pytest.mark.parametrize("size", [1, 32, 100, 2_048])
def test_a_query_of_another_size_is_refused(client: Client, size: int) -> None:
    raw = psi.openmined.client.CreateWithNewKey(True)
    message = raw.CreateRequest([str(n) for n in range(size)]).SerializeToString()
    answer = client.send(message)
    assert answer.status_code in (409, 422), "422: longer than any query"
    assert client.send(b"\xff\xff").status_code == 409


def test_a_set_past_its_epoch_is_not_asked_and_its_key_is_gone(cast: Cast, client: Client) -> None:
    with clock.set_to(NOW + EPOCH):
        assert client.ask(PHONE).status_code == 201, "until the overlap is over"
        renew_sets(actor=cast.system)
    with clock.set_to(NOW + EPOCH + OVERLAP):
        assert "past its epoch" in refusal(client.ask(PHONE))
        renew_sets(actor=cast.system)
        with elevated("to see in a test that the key is gone"):
            assert not BlindedSet.objects.filter(ref=client.set["ref"]).exists()


def test_without_an_agreement_in_force_there_is_nothing(cast: Cast, client: Client) -> None:
    nobody = Machine(cast.olive)
    for path, body in (
        ("/federation/set", {}),
        ("/federation/queries", {"set_ref": client.set["ref"], "request": as_text(b"x")}),
        ("/federation/hits", {"exchange": "EXC-222222", "claims": ""}),
        (
            "/federation/tokens",
            {"day": "2021-03-01", "mark": "0" * 8, "tokens": as_text(bytes(16))},
        ),
        ("/federation/pointers", {}),
    ):
        assert "no agreement in force" in refusal(nobody.post(path, **body))
        assert Machine(None).post(path, **body).status_code == 401
    assert "no agreement" in refusal(client.door.post("/federation/pointers")), "another way"
    end_agreement(actor=cast.system, peer=peers.named("west-instance"), reason="Over")
    assert "no agreement" in refusal(client.ask(PHONE))
    assert "no agreement" in refusal(client.door.post("/federation/set"))
    with elevated("to see in a test that nothing is left"):
        assert (BlindedSet.objects.count(), bytes(Peer.objects.get().credential)) == (0, b"")


def test_an_agreement_ends_on_its_last_day(cast: Cast, client: Client) -> None:
    agreed(cast, client.machine, until_on=clock.today() + timedelta(days=1))
    client.take_set()
    with clock.set_to(NOW + timedelta(days=2)):
        assert "no agreement" in refusal(client.door.post("/federation/set"))
        assert renew_sets(actor=cast.system) == 0


@pytest.mark.parametrize("why", ["silent", "stopped", "expired", "not agreed"])
def test_what_is_kept_back_is_not_in_the_set(cast: Cast, client: Client, why: str) -> None:
    enter(cast.gail, phone=[OTHER], is_silent=why == "silent")
    with elevated("to keep something back in a test"):
        if why == "stopped":
            Stopped.objects.create(
                kind="phone", label=OTHER, form="+447700900456", reason="A test number",
                added_by=cast.system.officer, added_at=clock.now(),
            )  # fmt: skip
        if why == "expired":
            Entry.objects.update(expires_at=clock.now() + timedelta(seconds=1))
    if why == "not agreed":
        agreed(cast, client.machine, kinds=["vehicle"])
    with clock.set_to(NOW + timedelta(seconds=1)):
        renew_sets(actor=cast.system)
        client.take_set()
        exchange = client.ask(OTHER).json()["exchange"]
        assert "in the set" in refusal(client.claim(exchange, OTHER))


def test_what_was_deleted_since_the_set_was_made_is_no_hit(cast: Cast, client: Client) -> None:
    exchange = client.ask(PHONE).json()["exchange"]
    with elevated("to end an entry in a test"):
        Entry.objects.update(expires_at=clock.now() + timedelta(seconds=1))
    with clock.set_to(NOW + timedelta(minutes=1)):
        assert client.claim(exchange, PHONE).json() == {"hits": [{"ref": "", "ring": ""}]}
    assert hits_of(cast.gail) == []


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


def test_a_peer_reads_its_agreement_and_no_set_key_or_token(cast: Cast, client: Client) -> None:
    with seen_as(client.machine):
        assert Peer.objects.count() == 1
        for model in (BlindedSet, Exchange):
            assert model.objects.count() == 0
    with seen_as(cast.gail):
        assert Peer.objects.count() == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Peer.objects.create(
                unit=cast.gail.unit, way="private", agreement="x", items_a_day=1, most_items=1,
                from_at=NOW, until_at=NOW,
            )  # fmt: skip
    with elevated("to try in a test what the database must refuse"):
        for change in ({"size": 1}, {"digest": "x"}):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                Exchange.objects.update(**change)


def test_the_commands_are_the_peers_machines_alone(cast: Cast) -> None:
    for run in (
        lambda: give_set(actor=cast.gail),
        lambda: answer_query(actor=cast.gail, set_ref="x", request=b""),
        lambda: confirm_hits(actor=cast.gail, exchange="x", claims=[]),
    ):
        with pytest.raises(Refused, match="no agreement"):
            run()
    for job in (
        lambda: renew_sets(actor=cast.gail),
        lambda: ask_peer(actor=cast.gail, peer=None, theirs=None),  # type: ignore[arg-type]
        lambda: settle_query(actor=cast.gail, asked=None, told={}),  # type: ignore[arg-type]
    ):
        with pytest.raises(Refused, match="administrator or the deconfliction desk"):
            job()
    assert terminal(cast.gail, "federation", "renew-sets").exit_code == 1
    assert "0 sets made" in terminal(cast.system, "federation", "renew-sets").output


def test_without_the_extra_the_operator_is_told_what_to_install(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(psi, "openmined", None)
    refused = terminal(cast.system, "federation", "renew-sets")
    assert refused.exit_code == 1
    assert "install “broadhurst[psi]”" in refused.output
    assert "not installed here" in refusal(client.send(b"x"))

"""Answer a peer's blinded query: this side learns its size, and nothing of what was asked."""

from dataclasses import dataclass

from broadhurst.capabilities.federation import rules
from broadhurst.capabilities.federation.exchange import blinded_sets as sets
from broadhurst.capabilities.federation.exchange import exchanges, peers
from broadhurst.capabilities.federation.exchange.base64_fields import BytesField, refusing_unsound
from broadhurst.capabilities.federation.models import Exchange, Peer
from broadhurst.capabilities.federation.protocol.psi import Answer, size_of
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import Refused, refuse_if

ANSWERED = Exchange.Direction.ANSWERED


@dataclass(frozen=True)
class Answered:
    """The exchange to which the client comes back, and its query blinded again."""

    exchange: str
    answer: Answer


class AnswerQueryForm(Ask):
    set_ref = TextField(label="Set", max_length=16)
    request = BytesField(label="Blinded query", max_length=64_000)


@command
def answer_query(*, actor: Actor, set_ref: str, request: bytes) -> Answered:
    """Blind a query again with the set's key, within what was agreed."""
    peer = peers.locked(actor.unit, Peer.Way.PRIVATE)
    asked = sets.in_force(peer, set_ref)
    if asked is None:
        raise Refused([rules.PAST_EPOCH])
    with refusing_unsound():
        size = size_of(request)
    digest, use = exchanges.digest(request), exchanges.use_of(peer, ANSWERED)
    replayed = exchanges.is_replay(peer, ANSWERED, digest)
    refuse_if(rules.objections_to_query(peer, use, size, is_replay=replayed))

    with refusing_unsound():
        answer = sets.answered(asked, request)
    exchange = exchanges.begin(
        peer, ANSWERED, set_ref=asked.ref, set_made_at=asked.made_at, size=size, digest=digest
    )

    record(
        actor,
        "query.answered",
        exchange.ref,
        dossier=None,
        kind=Event.Kind.COMBINATION,
        set=asked.ref,
        size=size,
        digest=digest,
        past_the_wall=peers.WHY,
    )
    return Answered(exchange.ref, answer)

"""Take in a publisher's tokens.

This command runs at the hub, which cannot read them.
"""

from dataclasses import dataclass
from datetime import date

from django.core.validators import RegexValidator

from broadhurst.capabilities.federation import rules
from broadhurst.capabilities.federation.exchange import exchanges, peers
from broadhurst.capabilities.federation.exchange import hub_tokens as hub
from broadhurst.capabilities.federation.exchange.base64_fields import BytesField
from broadhurst.capabilities.federation.models import Exchange, Peer
from broadhurst.capabilities.federation.protocol.hub import TOKEN_BYTES
from broadhurst.foundation import clock
from broadhurst.foundation.access.acting import actor_of_system
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import DateField, TextField
from broadhurst.foundation.workflow import refuse_if

TAKEN = Exchange.Direction.TAKEN
MARK = RegexValidator(r"\A[0-9a-f]{8}\Z", "A mark is 8 hexadecimal digits")


@dataclass(frozen=True)
class Taken:
    """The exchange, and how many other publishers used the same key that day."""

    exchange: Exchange
    others: int


class TakeTokensForm(CommandForm):
    day = DateField(label="Day of the key")
    mark = TextField(label="Mark of the key", max_length=8, validators=[MARK])
    tokens = BytesField(label="Tokens", max_length=750_000)


@command
def take_tokens(*, actor: Actor, day: date, mark: str, tokens: bytes) -> Taken:
    """Store a publisher's tokens of a day, and make pointers for shared tokens."""
    with as_actor(actor_of_system()):  # a publisher sees no token or exchange itself
        hub.serialise_hub()
        peer = peers.locked(actor.unit, Peer.Way.PUBLISHER)
        exchange = _take(peer, day, mark, tokens)
        others = hub.others_under(peer, day, mark)

    record(
        actor,
        "tokens.taken",
        exchange.ref,
        dossier=None,
        kind=Event.Kind.COMBINATION,
        size=exchange.size,
        hits=exchange.hits,
    )
    return Taken(exchange, others)


def _take(peer: Peer, day: date, mark: str, tokens: bytes) -> Exchange:
    """Store the tokens and their exchange. Raise Refused if they are not as agreed."""
    digest, sent = exchanges.digest(tokens), exchanges.sent_today(peer, TAKEN)
    refuse_if(
        rules.objections_to_publish(
            peer, sent, len(tokens) / TOKEN_BYTES, day, clock.today(),
            is_replay=exchanges.is_replay(peer, TAKEN, digest),
        )
    )  # fmt: skip
    token_list = [tokens[at : at + TOKEN_BYTES] for at in range(0, len(tokens), TOKEN_BYTES)]
    pointers = hub.take(peer, day, mark, token_list)
    return exchanges.begin(
        peer, TAKEN, key_ref=hub.ref_of(day, mark), size=len(token_list), digest=digest,
        hits=len(pointers), closed_at=clock.now(),
    )  # fmt: skip

"""Make today's hub tokens for entries not yet published."""

from dataclasses import dataclass
from datetime import date

from broadhurst.capabilities.deconfliction.matching import federated
from broadhurst.capabilities.federation import rules
from broadhurst.capabilities.federation.exchange import exchanges, peers
from broadhurst.capabilities.federation.exchange import hub_tokens as hub
from broadhurst.capabilities.federation.exchange.live_items import live_items
from broadhurst.capabilities.federation.models import Exchange, Peer
from broadhurst.capabilities.federation.protocol.hub import mark, padded, token
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import Refused, refuse_if


@dataclass(frozen=True)
class Made:
    """Tokens to send to a hub, mixed with random ones."""

    exchange: Exchange
    day: date
    mark: str
    tokens: list[bytes]


@command
def make_tokens(*, actor: Actor, peer: Peer) -> Made:
    """Hash the identifiers of entries not yet published today, with today's key."""
    refuse_if(rules.objections_to_administer(actor.roles))
    peer, day = peers.locked(peer.unit, Peer.Way.HUB), clock.today()
    key = hub.key_of(peer, day)
    if key is None:
        raise Refused(["Set the key that you share with the other publishers first."])

    ref = hub.ref_of(day, mark(key))
    after = exchanges.published_to(peer, ref)
    entries = live_items(peer, after)
    tokens = padded(token(key, item.text) for _, items in entries for item in items)
    exchange = exchanges.begin(
        peer,
        Exchange.Direction.PUBLISHED,
        key_ref=ref,
        size=len(tokens),
        last_entry=entries[-1][0] if entries else after,
        digest=exchanges.digest(b"".join(tokens)),
    )

    record(
        actor,
        "tokens.made",
        exchange.ref,
        dossier=None,
        kind=Event.Kind.DISCLOSURE,
        body=peer.unit.agency.name,
        size=len(tokens),
        past_the_wall=federated.TO_COMPARE,
    )
    return Made(exchange, day, mark(key), tokens)

"""Ask a peer: blind what of ours it was not asked yet, as one query."""

from broadhurst.capabilities.federation import rules
from broadhurst.capabilities.federation.exchange import blinded_sets as sets
from broadhurst.capabilities.federation.exchange import exchanges, peers
from broadhurst.capabilities.federation.exchange.base64_fields import refusing_unsound
from broadhurst.capabilities.federation.exchange.items import Item
from broadhurst.capabilities.federation.exchange.outgoing_query import Asked
from broadhurst.capabilities.federation.exchange.peer_set import TheirSet
from broadhurst.capabilities.federation.models import Exchange, Peer
from broadhurst.capabilities.federation.protocol.psi import ROOM, Query
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def ask_peer(*, actor: Actor, peer: Peer, theirs: TheirSet) -> Asked:
    """Blind the next entries that the peer's set was not asked about.

    Where there are none the query is of padding alone: how often we ask tells nothing of our work.
    """
    refuse_if(rules.objections_to_run(actor.roles))
    peer = peers.locked(peer.unit, Peer.Way.PRIVATE)
    after = exchanges.asked_to(peer, theirs.ref)
    chosen = sets.live_items(peer, after, ROOM)
    asked_to = chosen[-1][0] if chosen else after
    entries: dict[Item, list[int]] = {}
    for entry, items in chosen:
        for item in items:
            if item.kind in theirs.compared:
                entries.setdefault(item, []).append(entry)
    with refusing_unsound():
        query = Query([item.text for item in entries], theirs.offer.nonce)
    exchange = exchanges.begin(
        peer,
        Exchange.Direction.ASKED,
        set_ref=theirs.ref,
        set_made_at=theirs.made_at,
        size=query.size,
        asked_to=asked_to,
        digest=exchanges.digest(query.message),
    )

    record(
        actor,
        "query.asked",
        exchange.ref,
        dossier=None,
        kind=Event.Kind.DISCLOSURE,
        body=peer.unit.agency.name,
        set=theirs.ref,
        size=query.size,
        digest=exchange.digest,
        past_the_wall=peers.WHY,
    )
    is_last = asked_to == after or not sets.is_more(asked_to)
    return Asked(exchange, query, entries, is_last)

"""Settle a query of ours: record the hits that the peer confirmed, or why it was broken off."""

from collections.abc import Mapping

from broadhurst.capabilities.deconfliction.commands.announce import tell_sides
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.federation import rules
from broadhurst.capabilities.federation.exchange import exchanges, peers
from broadhurst.capabilities.federation.exchange import peer_hits as hits
from broadhurst.capabilities.federation.exchange.claims import Told
from broadhurst.capabilities.federation.exchange.items import Item
from broadhurst.capabilities.federation.exchange.outgoing_query import Asked
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def settle_query(
    *, actor: Actor, asked: Asked, told: Mapping[Item, Told], objection: str = ""
) -> list[HitSide]:
    """Record what came of a query; with an objection it counts as not asked, and is asked again."""
    refuse_if(rules.objections_to_run(actor.roles))

    raised: list[HitSide] = []
    for item, answer in told.items():
        if answer.ref:
            peer, entries = asked.exchange.peer, asked.entries[item]
            met = hits.meet(peer, item.kind, entries, answer.ring, answer.ref)
            raised += met.raised if met else []
    exchanges.close(asked.exchange, hits=len(told), objection=objection[:200])

    record(
        actor,
        "query.settled",
        asked.exchange.ref,
        dossier=None,
        kind=Event.Kind.COMBINATION,
        hits=len(told),
        objection=objection or None,
        past_the_wall=peers.WHY,
    )
    tell_sides(raised)
    return raised

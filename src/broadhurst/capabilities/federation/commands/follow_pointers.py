"""Follow a hub's pointers to the publishers that share one of our tokens.

Each pointer records a hit.
"""

from collections.abc import Sequence

from broadhurst.capabilities.deconfliction.matching import federated
from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.writes.announce import tell_sides
from broadhurst.capabilities.federation import rules
from broadhurst.capabilities.federation.commands.make_tokens import Made
from broadhurst.capabilities.federation.exchange import exchanges
from broadhurst.capabilities.federation.exchange import hub_tokens as hub
from broadhurst.capabilities.federation.exchange.hub_pointers import Pointed
from broadhurst.capabilities.federation.exchange.live_items import live_items
from broadhurst.capabilities.federation.models import Peer
from broadhurst.capabilities.federation.protocol.hub import token
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def follow_pointers(
    *, actor: Actor, made: Made, pointed: Sequence[Pointed], objection: str = ""
) -> list[HitSide]:
    """Record a hit for each pointer to a current target, unless it has one already."""
    refuse_if(rules.objections_to_administer(actor.roles))
    peer = made.exchange.peer

    raised: list[HitSide] = []
    for pointer, (kind, entries) in _match_own_entries(peer, pointed):
        raised += federated.raise_peer_hits(peer.unit, kind, entries, pointer.contact, pointer.ref)
    exchanges.close(made.exchange, hits=len(pointed), objection=objection[:200])

    record(
        actor,
        "pointers.followed",
        made.exchange.ref,
        dossier=None,
        kind=Event.Kind.COMBINATION,
        pointers=len(pointed),
        objection=objection or None,
        past_the_wall=federated.TO_COMPARE,
    )
    tell_sides(raised)
    return raised


def _match_own_entries(
    peer: Peer, pointed: Sequence[Pointed]
) -> list[tuple[Pointed, tuple[str, list[int]]]]:
    """Return each pointer to one of our tokens, with the kind and entry ids behind it.

    The tokens of all current entries are hashed again to find them.
    """
    if not pointed:
        return []
    days = rules.hub_days(clock.today())
    keys = {
        day: hub.key_of(peer, day) for day in sorted(days & {pointer.day for pointer in pointed})
    }
    wanted = {pointer.token for pointer in pointed}
    matches: dict[bytes, tuple[str, list[int]]] = {}
    for entry, items in live_items(peer):
        for item in items:
            for key in filter(None, keys.values()):
                if (own_token := token(key, item.text)) in wanted:
                    matches.setdefault(own_token, (item.kind, []))[1].append(entry)
    return [(pointer, matches[pointer.token]) for pointer in pointed if pointer.token in matches]

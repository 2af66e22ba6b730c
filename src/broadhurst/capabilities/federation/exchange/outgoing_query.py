"""A query of ours on its way to a peer."""

from dataclasses import dataclass

from broadhurst.capabilities.federation.exchange.claims import Claim
from broadhurst.capabilities.federation.exchange.items import Item
from broadhurst.capabilities.federation.exchange.peer_hits import ring_for
from broadhurst.capabilities.federation.exchange.peer_set import TheirSet
from broadhurst.capabilities.federation.models import Exchange
from broadhurst.capabilities.federation.protocol.psi import Answer, Query, hit_token


@dataclass(frozen=True)
class Asked:
    """A query on its way. It lives in memory alone: its key is in no store."""

    exchange: Exchange
    query: Query
    entries: dict[Item, list[int]]
    is_last: bool

    def claims(self, theirs: TheirSet, answer: Answer) -> dict[Item, Claim]:
        """What hit, and what is said of each. Raises psi.Unsound."""
        texts = set(self.query.found(theirs.offer, answer, theirs.most))
        return {
            item: Claim(hit_token(theirs.offer.nonce, item.text), ring)
            for item, entries in self.entries.items()
            if item.text in texts and (ring := ring_for(entries))
        }

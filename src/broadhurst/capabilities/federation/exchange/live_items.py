"""Choose the entries that are compared with another instance."""

from broadhurst.capabilities.deconfliction.matching.federated import live_contents
from broadhurst.capabilities.deconfliction.models import Stopped
from broadhurst.capabilities.federation.exchange.items import Item, items_of
from broadhurst.capabilities.federation.models import Peer

CHUNK_SIZE = 2_000
Content = tuple[int, set[Item]]


def live_items(peer: Peer, after: int = 0) -> list[Content]:
    """Return the current entries of all units after an id, with the items to compare.

    Entries come in order of id. Values on the stop list are left out, and so are silent entries.
    """
    stopped = set(Stopped.objects.filter(lifted_at=None).values_list("kind", "form"))
    rows: list[Content] = []
    while chunk := live_contents(after, CHUNK_SIZE):
        for entry, content in chunk:
            if items := items_of(content, peer.kinds, stopped):
                rows.append((entry, items))
        after = chunk[-1][0]
    return rows

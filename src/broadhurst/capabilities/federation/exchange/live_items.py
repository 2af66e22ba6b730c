"""Choose the entries that are compared with another instance."""

from broadhurst.capabilities.deconfliction.models import Entry, Stopped
from broadhurst.capabilities.federation.exchange.items import Item, items_of
from broadhurst.capabilities.federation.exchange.peers import WHY
from broadhurst.capabilities.federation.models import Peer
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated

CHUNK_SIZE = 2_000
Content = tuple[int, set[Item]]


def live_items(peer: Peer, after: int = 0) -> list[Content]:
    """Return the current entries of all units after an id, with the items to compare.

    Entries come in order of id. Silent entries are left out, because even a referral would tell
    another instance that there is one. Values on the stop list are left out too.
    """
    rows: list[Content] = []
    with elevated(WHY):
        live = Entry.objects.filter(expires_at__gt=clock.now(), pk__gt=after, is_silent=False)
        stopped = set(Stopped.objects.filter(lifted_at=None).values_list("kind", "form"))
        for entry in live.order_by("pk").only("pk", "content").iterator(chunk_size=CHUNK_SIZE):
            if items := items_of(entry.content, peer.kinds, stopped):
                rows.append((entry.pk, items))
    return rows

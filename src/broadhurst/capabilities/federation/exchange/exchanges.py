"""What was exchanged with each peer: opened, closed and counted."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db.models import Max, Sum

from broadhurst.capabilities.federation.exchange.peers import WHY
from broadhurst.capabilities.federation.models import Exchange, Peer
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.doors.references import new_reference


def digest(sent: bytes) -> str:
    """Return a digest that recognises a message without keeping it."""
    return sha256(sent).hexdigest()


def begin(peer: Peer, direction: str, **told: Any) -> Exchange:
    """Record that an exchange began."""
    with elevated(WHY):
        return Exchange.objects.create(
            ref=new_reference("EXC"), peer=peer, direction=direction, opened_at=clock.now(), **told
        )


def close(exchange: Exchange, **how: Any) -> None:
    """Record how it ended."""
    with elevated(WHY):
        Exchange.objects.filter(pk=exchange.pk).update(closed_at=clock.now(), **how)


def is_replay(peer: Peer, direction: str, sent: str) -> bool:
    """Whether the same bytes were received before."""
    with elevated(WHY):
        return peer.exchanges.filter(direction=direction, digest=sent).exists()


def sent_today(peer: Peer, direction: str) -> int:
    """How many items a peer has sent in the last day, padding included."""
    since = clock.now() - timedelta(days=1)
    with elevated(WHY):
        rows = peer.exchanges.filter(direction=direction, opened_at__gt=since)
        return rows.aggregate(n=Sum("size"))["n"] or 0


def published_to(peer: Peer, key_ref: str) -> int:
    """Return the number of the last entry whose tokens under a key (`hub.ref_of`) are at the hub.

    A publication that never ended may not have arrived, so its entries are sent again.
    """
    with elevated(WHY):
        sent = peer.exchanges.filter(
            direction=Exchange.Direction.PUBLISHED, key_ref=key_ref, closed_at__isnull=False
        )
        return sent.filter(objection="").aggregate(n=Max("last_entry"))["n"] or 0

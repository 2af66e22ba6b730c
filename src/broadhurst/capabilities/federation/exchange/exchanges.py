"""Record the exchanges with each peer."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db.models import Max, Sum

from broadhurst.capabilities.federation.models import Exchange, Peer
from broadhurst.foundation import clock
from broadhurst.foundation.doors.references import new_reference


def digest(sent: bytes) -> str:
    """Return the SHA-256 of a message as hex, to recognise it without keeping it."""
    return sha256(sent).hexdigest()


def begin(peer: Peer, direction: str, **values: Any) -> Exchange:
    """Record the start of an exchange."""
    return Exchange.objects.create(
        ref=new_reference("EXC"),
        peer=peer,
        direction=direction,
        opened_at=clock.now(),
        **values,
    )


def close(exchange: Exchange, **values: Any) -> None:
    """Record the end of an exchange."""
    Exchange.objects.filter(pk=exchange.pk).update(closed_at=clock.now(), **values)


def is_replay(peer: Peer, direction: str, sent: str) -> bool:
    """Return whether the same bytes were received before."""
    return peer.exchanges.filter(direction=direction, digest=sent).exists()


def sent_today(peer: Peer, direction: str) -> int:
    """Return how many items a peer sent in the last 24 hours, padding included."""
    since = clock.now() - timedelta(days=1)
    rows = peer.exchanges.filter(direction=direction, opened_at__gt=since)
    return rows.aggregate(n=Sum("size"))["n"] or 0


def published_to(peer: Peer, key_ref: str) -> int:
    """Return the id of the last entry published to a hub under a key (`hub.ref_of`).

    A publication without an end may not have arrived, so its entries are sent again.
    """
    sent = peer.exchanges.filter(
        direction=Exchange.Direction.PUBLISHED, key_ref=key_ref, closed_at__isnull=False
    )
    return sent.filter(objection="").aggregate(n=Max("last_entry"))["n"] or 0

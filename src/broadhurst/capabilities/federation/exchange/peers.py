"""Store, find and end agreements with other instances."""

from typing import Any

from broadhurst.capabilities.federation import rules
from broadhurst.capabilities.federation.exchange.sealing import resealed, seal, unseal
from broadhurst.capabilities.federation.models import Peer
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.workflow import Refused

PEERS = Peer.objects.select_related("unit__agency")


def keep(unit: Unit, secret: str, **terms: Any) -> Peer:
    """Create or renew an agreement with a peer. Its token is stored sealed."""
    peer, _ = Peer.objects.update_or_create(
        unit=unit, defaults={**terms, "credential": seal(secret.encode())}
    )
    return peer


def locked(unit: Unit, way: str) -> Peer:
    """Lock and return the peer that a unit represents.

    The lock makes its requests run one at a time. Raise Refused without an agreement in force.
    """
    peer = PEERS.select_for_update(of=("self",)).filter(unit=unit).first()
    objections = rules.objections_to_peer(peer, way, clock.now())
    if objections or peer is None:
        raise Refused(objections)
    return peer


def named(key: str) -> Peer | None:
    """Return the peer whose unit has this key, or None."""
    return PEERS.filter(unit__key=key).first()


def in_force(way: str = "") -> list[Peer]:
    """Return the peers whose agreement is in force now."""
    now = clock.now()
    rows = PEERS.filter(from_at__lte=now, until_at__gt=now).order_by("unit__key")
    return list(rows.filter(way=way) if way else rows)


def end(peer: Peer) -> None:
    """End an agreement now.

    Delete its keys and tokens, and keep the record of exchanges.
    """
    now = clock.now()
    Peer.objects.filter(pk=peer.pk).update(until_at=max(now, peer.from_at), credential=b"")
    for rows in (peer.keys, peer.tokens):
        rows.all().delete()


def reseal() -> int:
    """Seal the credentials of all agreements with the first key, and return how many."""
    rows = list(Peer.objects.select_for_update().exclude(credential=b"").order_by("pk"))
    for peer in rows:
        peer.credential = resealed(peer.credential)
        peer.save(update_fields=["credential"])
    return len(rows)


def secret_of(peer: Peer) -> str:
    """Return the token that the peer gave us."""
    return unseal(peer.credential).decode()

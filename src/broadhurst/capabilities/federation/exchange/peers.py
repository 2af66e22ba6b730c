"""Agreements with other instances: kept, found and ended."""

from typing import Any

from broadhurst.capabilities.federation import rules
from broadhurst.capabilities.federation.exchange.sealing import resealed, seal, unseal
from broadhurst.capabilities.federation.models import Peer
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.workflow import Refused

WHY = "to compare targets with another instance under an agreement"
PEERS = Peer.objects.select_related("unit__agency")


def keep(unit: Unit, secret: str, **terms: Any) -> Peer:
    """An agreement with a peer, or the one that renews it; its token is sealed."""
    with elevated(WHY):
        peer, _ = Peer.objects.update_or_create(
            unit=unit, defaults={**terms, "credential": seal(secret.encode())}
        )
    return peer


def locked(unit: Unit, way: str) -> Peer:
    """The peer in force that a unit stands for, whose requests are taken one after the other.

    Raises Refused without an agreement in force.
    """
    with elevated(WHY):
        peer = PEERS.select_for_update(of=("self",)).filter(unit=unit).first()
    objections = rules.objections_to_peer(peer, way, clock.now())
    if objections or peer is None:
        raise Refused(objections)
    return peer


def named(key: str) -> Peer | None:
    """The peer whose unit has this key."""
    with elevated(WHY):
        return PEERS.filter(unit__key=key).first()


def in_force(way: str = "") -> list[Peer]:
    """Peers whose agreement is in force now."""
    now = clock.now()
    with elevated(WHY):
        rows = PEERS.filter(from_at__lte=now, until_at__gt=now).order_by("unit__key")
        return list(rows.filter(way=way) if way else rows)


def end(peer: Peer) -> None:
    """End an agreement now. Its keys and tokens are deleted; the record of exchanges stays."""
    now = clock.now()
    with elevated(WHY):
        Peer.objects.filter(pk=peer.pk).update(until_at=max(now, peer.from_at), credential=b"")
        for rows in (peer.keys, peer.tokens):
            rows.all().delete()


def reseal() -> int:
    """Seal the tokens of all agreements under the first sealing key, and return how many."""
    with elevated(WHY):
        rows = list(Peer.objects.select_for_update().exclude(credential=b"").order_by("pk"))
        for peer in rows:
            peer.credential = resealed(peer.credential)
            peer.save(update_fields=["credential"])
    return len(rows)


def secret_of(peer: Peer) -> str:
    """The token that the peer gave us."""
    return unseal(peer.credential).decode()

"""What was exchanged with each peer: opened, closed and counted."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db.models import Max, Q, Sum

from broadhurst.capabilities.deconfliction.models import Entry
from broadhurst.capabilities.federation.exchange.peers import WHY
from broadhurst.capabilities.federation.models import Exchange, Peer
from broadhurst.capabilities.federation.rules import Use
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.doors.references import new_reference

ASKED = Exchange.Direction.ASKED


def digest(sent: bytes) -> str:
    """By which a message is known again, without being kept."""
    return sha256(sent).hexdigest()


def begin(peer: Peer, direction: str, **told: Any) -> Exchange:
    """Note that an exchange began."""
    with elevated(WHY):
        return Exchange.objects.create(
            ref=new_reference("EXC"), peer=peer, direction=direction, opened_at=clock.now(), **told
        )


def close(exchange: Exchange, **how: Any) -> None:
    """Note how it ended."""
    with elevated(WHY):
        Exchange.objects.filter(pk=exchange.pk).update(closed_at=clock.now(), **how)


def find(peer: Peer, direction: str, ref: str) -> Exchange | None:
    """An exchange of a peer's by its reference; locked by the lock on its peer."""
    with elevated(WHY):
        return peer.exchanges.filter(direction=direction, ref=ref).first()


def is_replay(peer: Peer, direction: str, sent: str) -> bool:
    """Whether these very bytes were answered before."""
    with elevated(WHY):
        return peer.exchanges.filter(direction=direction, digest=sent).exists()


def use_of(peer: Peer, direction: str) -> Use:
    """What a peer has used of its allowance, in the last day and hour."""
    now = clock.now()
    broken_off = Q(closed_at=None) | ~Q(objection="")
    with elevated(WHY):
        rows = peer.exchanges.filter(direction=direction)
        today = rows.filter(opened_at__gt=now - timedelta(days=1)).aggregate(n=Sum("size"))
        hour = rows.filter(opened_at__gt=now - timedelta(hours=1))
        return Use(today["n"] or 0, hour.count(), hour.filter(broken_off).count())


def asked_to(peer: Peer, set_ref: str) -> int:
    """The number of the last entry that need not be asked of a peer's set any more.

    Of a new set only what was registered since the last one was made is asked again: what both had
    by then was compared, and of two entries made since, one is older than the other side's new set.
    """
    with elevated(WHY):
        settled = peer.exchanges.filter(direction=ASKED, closed_at__isnull=False, objection="")
        here = settled.filter(set_ref=set_ref).aggregate(n=Max("asked_to"))["n"]
        before = settled.exclude(set_ref=set_ref).order_by("-opened_at", "-pk").first()
        if here is not None or before is None:
            return here or 0
        then = Entry.objects.filter(registered_at__lte=before.set_made_at)
        return min(before.asked_to or 0, then.aggregate(n=Max("pk"))["n"] or 0)


def published_to(peer: Peer, key_ref: str) -> int:
    """The number of the last entry whose tokens under a key (`hub.ref_of`) are at the hub."""
    with elevated(WHY):
        sent = peer.exchanges.filter(direction=Exchange.Direction.PUBLISHED, set_ref=key_ref)
        return sent.filter(objection="").aggregate(n=Max("asked_to"))["n"] or 0

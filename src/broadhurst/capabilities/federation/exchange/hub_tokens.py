"""Tokens at a hub: the day's key of a publisher; at the hub, the tokens and who shares one."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from broadhurst.capabilities.federation.exchange.peers import PEERS, WHY
from broadhurst.capabilities.federation.exchange.sealing import resealed, seal, unseal
from broadhurst.capabilities.federation.models import HubKey, HubToken, Peer, Pointer
from broadhurst.capabilities.federation.protocol import hub
from broadhurst.capabilities.federation.rules import HUB_DAYS
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.doors.references import new_reference

AT_A_TIME = 10_000


def begin_key(peer: Peer, key: bytes, day: date) -> None:
    """All keys of a hub give way to one from a day on: at the start, and after a compromise."""
    with elevated(WHY):
        peer.keys.filter(day__gte=day).delete()
        HubKey.objects.create(peer=peer, day=day, key=seal(key))


def key_of(peer: Peer, day: date) -> bytes | None:
    """The key of a day, stepped on from the last one kept; past ones are deleted for good."""
    with elevated(WHY):
        last = peer.keys.select_for_update().filter(day__lte=day).order_by("-day").first()
        if last is None:
            return None
        key, at = unseal(last.key), last.day
        while at < day:
            key, at = hub.next_key(key), at + timedelta(days=1)
        if last.day < day:
            HubKey.objects.create(peer=peer, day=day, key=seal(key))
        peer.keys.filter(day__lte=clock.today() - timedelta(days=HUB_DAYS)).delete()
    return key


def reseal_keys() -> int:
    """Seal the daily keys under the first sealing key, and return how many."""
    with elevated(WHY):
        rows = list(HubKey.objects.select_for_update().order_by("pk"))
        for row in rows:
            row.key = resealed(row.key)
            row.save(update_fields=["key"])
    return len(rows)


def ref_of(day: date, mark: str) -> str:
    """What an exchange calls the key that its tokens were made under."""
    return f"{day:%y%m%d}-{mark}"


def one_by_one() -> None:
    """Of two who publish at once the second waits, and then finds what the first published.

    Before either takes its own agreement: after that, each would wait for the other's.
    """
    with elevated(WHY):
        list(Peer.objects.select_for_update().filter(way=Peer.Way.PUBLISHER).order_by("pk"))


def take(peer: Peer, day: date, mark: str, tokens: Collection[bytes]) -> list[Pointer]:
    """At the hub: keep a publisher's tokens, and point it and any other that shares one to each
    other, at one instant. Its tokens under any other key of that day are deleted."""
    with elevated(WHY):
        past = clock.today() - timedelta(days=HUB_DAYS)
        for rows in (HubToken.objects, Pointer.objects):
            rows.filter(day__lte=past).delete()
        peer.tokens.filter(day=day).exclude(mark=mark).delete()
        HubToken.objects.bulk_create(
            (HubToken(peer=peer, day=day, mark=mark, token=token) for token in tokens),
            batch_size=AT_A_TIME,
            ignore_conflicts=True,
        )
        now = clock.now()
        shared = HubToken.objects.filter(
            day=day,
            token__in=list(tokens),
            peer__way=Peer.Way.PUBLISHER,
            peer__from_at__lte=now,
            peer__until_at__gt=now,
        ).exclude(peer=peer)
        return [_pointer(peer, theirs) for theirs in shared]


def others_under(peer: Peer, day: date, mark: str) -> int:
    """At the hub: how many other publishers have tokens here under a key of that day."""
    with elevated(WHY):
        rows = HubToken.objects.filter(day=day, mark=mark).exclude(peer=peer)
        return rows.values("peer").distinct().count()


def _pointer(peer: Peer, theirs: HubToken) -> Pointer:
    one, other = sorted((peer.pk, theirs.peer_id))
    pointer, _ = Pointer.objects.get_or_create(
        day=theirs.day,
        token=theirs.token,
        one_id=one,
        other_id=other,
        defaults={"ref": new_reference("HIT"), "raised_at": clock.now()},
    )
    return pointer


def pointers_of(peer: Peer) -> list[tuple[Pointer, Peer]]:
    """At the hub: a publisher's pointers of the last days, each with the other publisher."""
    since = clock.today() - timedelta(days=HUB_DAYS)
    with elevated(WHY):
        rows: QuerySet[Pointer] = Pointer.objects.filter(Q(one=peer) | Q(other=peer), day__gt=since)
        others = PEERS.in_bulk({p.one_id if p.other_id == peer.pk else p.other_id for p in rows})
        return [
            (p, others[p.one_id if p.other_id == peer.pk else p.other_id])
            for p in rows.order_by("raised_at", "pk")
        ]

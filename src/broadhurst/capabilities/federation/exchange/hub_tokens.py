"""Store a publisher's daily keys and, at the hub, tokens and pointers."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from broadhurst.capabilities.federation.exchange.peers import PEERS
from broadhurst.capabilities.federation.exchange.sealing import resealed, seal, unseal
from broadhurst.capabilities.federation.models import HubKey, HubToken, Peer, Pointer
from broadhurst.capabilities.federation.protocol import hub
from broadhurst.capabilities.federation.rules import HUB_DAYS
from broadhurst.foundation import clock
from broadhurst.foundation.doors.references import new_reference

BATCH_SIZE = 10_000


def begin_key(peer: Peer, key: bytes, day: date) -> None:
    """Set a hub's key from a given day, and delete the keys of that day and later.

    This is how a key starts, and how it is replaced if others may know it.
    """
    peer.keys.filter(day__gte=day).delete()
    HubKey.objects.create(peer=peer, day=day, key=seal(key))


def key_of(peer: Peer, day: date) -> bytes | None:
    """Return the key of a day, derived from the last one kept, or None without a key.

    Keys older than HUB_DAYS are deleted for good.
    """
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
    """Seal the daily keys with the first sealing key, and return how many."""
    rows = list(HubKey.objects.select_for_update().order_by("pk"))
    for row in rows:
        row.key = resealed(row.key)
        row.save(update_fields=["key"])
    return len(rows)


def ref_of(day: date, mark: str) -> str:
    """Return the reference of a key: its day and its mark."""
    return f"{day:%y%m%d}-{mark}"


def serialise_hub() -> None:
    """Lock all publishers, so that they publish to this hub one at a time.

    The second then finds the tokens of the first. Call this before locking one publisher, so that
    two do not wait for each other.
    """
    list(Peer.objects.select_for_update().filter(way=Peer.Way.PUBLISHER).order_by("pk"))


def take(peer: Peer, day: date, mark: str, tokens: Collection[bytes]) -> list[Pointer]:
    """Store a publisher's tokens at the hub; return a pointer for each shared one.

    All are stored at one instant. The publisher's tokens under another key of that day are deleted.
    """
    past = clock.today() - timedelta(days=HUB_DAYS)
    for rows in (HubToken.objects, Pointer.objects):
        rows.filter(day__lte=past).delete()
    peer.tokens.filter(day=day).exclude(mark=mark).delete()
    HubToken.objects.bulk_create(
        (HubToken(peer=peer, day=day, mark=mark, token=token) for token in tokens),
        batch_size=BATCH_SIZE,
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
    return [_get_or_create_pointer(peer, other_token) for other_token in shared]


def others_under(peer: Peer, day: date, mark: str) -> int:
    """Return how many other publishers have tokens at the hub under a key of a day."""
    rows = HubToken.objects.filter(day=day, mark=mark).exclude(peer=peer)
    return rows.values("peer").distinct().count()


def _get_or_create_pointer(peer: Peer, other_token: HubToken) -> Pointer:
    lower, higher = sorted((peer.pk, other_token.peer_id))
    pointer, _ = Pointer.objects.get_or_create(
        day=other_token.day,
        token=other_token.token,
        one_id=lower,
        other_id=higher,
        defaults={"ref": new_reference("HIT"), "raised_at": clock.now()},
    )
    return pointer


def pointers_of(peer: Peer) -> list[tuple[Pointer, Peer]]:
    """Return a publisher's pointers of the last days, each with the other publisher."""
    since = clock.today() - timedelta(days=HUB_DAYS)
    rows: QuerySet[Pointer] = Pointer.objects.filter(Q(one=peer) | Q(other=peer), day__gt=since)
    others = PEERS.in_bulk({p.one_id if p.other_id == peer.pk else p.other_id for p in rows})
    return [
        (p, others[p.one_id if p.other_id == peer.pk else p.other_id])
        for p in rows.order_by("raised_at", "pk")
    ]

"""Our blinded set for each peer, new each epoch; and which entries it is made of."""

from broadhurst.capabilities.deconfliction.models import Entry, Stopped
from broadhurst.capabilities.federation.exchange.items import Item, items_of
from broadhurst.capabilities.federation.exchange.peers import WHY
from broadhurst.capabilities.federation.exchange.sealing import seal, unseal
from broadhurst.capabilities.federation.models import BlindedSet, Peer
from broadhurst.capabilities.federation.protocol import places, proof, psi
from broadhurst.capabilities.federation.rules import COMPARED, EPOCH, OVERLAP
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.doors.references import new_reference

AT_A_TIME = 2_000
Content = tuple[int, set[Item]]


def live_items(peer: Peer, after: int = 0, room: int | None = None) -> list[Content]:
    """Entries of any unit with what is compared of each, in order of their numbers.

    `room` is how many items are wanted at most. Silent entries are left out: even a referral would
    tell another instance that there is one. So is what the stop list holds.
    """
    found: list[Content] = []
    with elevated(WHY):
        live = Entry.objects.filter(expires_at__gt=clock.now(), pk__gt=after, is_silent=False)
        stopped = _stopped()
        for entry in live.order_by("pk").only("pk", "content").iterator(chunk_size=AT_A_TIME):
            items = items_of(entry.content, peer.kinds, stopped)
            if room is not None:
                if len(items) > room:
                    break
                room -= len(items)
            if items:
                found.append((entry.pk, items))
    return found


def is_more(after: int) -> bool:
    """Whether there are entries past a number, that may have something to compare."""
    with elevated(WHY):
        live = Entry.objects.filter(expires_at__gt=clock.now(), pk__gt=after, is_silent=False)
        return live.exists()


def _stopped() -> set[tuple[str, str]]:
    return set(Stopped.objects.filter(lifted_at=None).values_list("kind", "form"))


def renew(peer: Peer) -> BlindedSet:
    """A new set under a new key. The last one serves until its overlap is over, then is deleted."""
    entries = live_items(peer)
    served = psi.serve({item.text for _, items in entries for item in items})
    with elevated(WHY):
        peer.sets.filter(until_at__lte=clock.now()).delete()
        peer.sets.filter(until_at__gt=clock.now() + OVERLAP).update(until_at=clock.now() + OVERLAP)
        return BlindedSet.objects.create(
            ref=new_reference("SET"),
            peer=peer,
            key=seal(served.key),
            nonce=served.offer.nonce,
            message=served.offer.message,
            places=places.packed(
                (psi.hit_token(served.offer.nonce, item.text), COMPARED.index(item.kind), entry)
                for entry, items in entries
                for item in items
            ),
            size=served.size,
            made_at=clock.now(),
            until_at=clock.now() + EPOCH + OVERLAP,
        )


def in_force(peer: Peer, ref: str = "") -> BlindedSet | None:
    """The peer's newest set, or the one of a reference while it may still be asked."""
    with elevated(WHY):
        rows = peer.sets.filter(until_at__gt=clock.now()).order_by("-made_at", "-pk")
        return (rows.filter(ref=ref) if ref else rows).first()


def commitment(ours: BlindedSet) -> bytes:
    """What the key of a set is known by."""
    return proof.commitment(unseal(ours.key))


def answered(asked: BlindedSet, request: bytes) -> psi.Answer:
    """A query of a set, blinded with its key. Raises psi.Unsound."""
    return psi.answer(unseal(asked.key), request)


def entries_at(asked: BlindedSet, token: bytes) -> list[tuple[str, int]]:
    """The kinds and entries that a hit token of a set stands for."""
    return [(COMPARED[kind], entry) for kind, entry in places.found(bytes(asked.places), token)]


def delete_past() -> int:
    """Delete the sets that are past their epoch, with their keys."""
    with elevated(WHY):
        return BlindedSet.objects.filter(until_at__lte=clock.now()).delete()[0]

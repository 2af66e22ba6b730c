"""What becomes of entries: moved with their OCG, withdrawn, renewed, expired. Past the wall."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.db.models import QuerySet

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.matching import counting, placing, secret_mark, store
from broadhurst.capabilities.deconfliction.matching.store import Asker
from broadhurst.capabilities.deconfliction.models import CommonName, Entry, Hit, HitSide
from broadhurst.capabilities.deconfliction.queries import contact_of, desk_of
from broadhurst.capabilities.deconfliction.targets import Target
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Unit
from broadhurst_linkage.encoding.version import VERSION

TO_MOVE = "to move entries and open hits to the OCG's new owner"
TO_KEEP = "to withdraw or renew an entry of one's own unit"
TO_EXPIRE = "to delete entries that are past their expiry"
TO_KEY_AGAIN = "to key entries again by the rules of this version"
TO_COUNT_NAMES = "to count which names are common among entries"
AT_ONCE = 5_000
# Held by whoever deletes what has expired and by whoever keys again: a statement that deletes does
# not see the keys that were written while it waited for the entry, and would leave them.
KEEPING = 0x6B656570
FORGET_OVER_MATCHING = """
DELETE FROM deconfliction_overmatching o
WHERE NOT EXISTS (SELECT 1 FROM deconfliction_key k WHERE k.hash = o.hash)
"""


@dataclass(frozen=True)
class Moved:
    """How many entries went to the new owner, and the sides of others who now ring that owner."""

    entries: int
    others: list[HitSide]


@dataclass(frozen=True)
class KeyedAgain:
    """How many entries were keyed again, and the number of the last if there may be more."""

    entries: int
    last: int | None


def move(ocg_ref: str, targets: list[Target], to: Unit) -> Moved:
    """Entries and open hits of an OCG go to its new owner; the other side is to ring that owner.

    A hit between the old owner and the new is settled by the move itself: both sides close.
    """
    secret_mark.require()
    with elevated(TO_MOVE):
        going = Entry.objects.filter(ocg_ref=ocg_ref, expires_at__gt=clock.now()).exclude(unit=to)
        kept = {key for hashes in going.values_list("hashes", flat=True) for key in hashes}
        asker = Asker(to, ocg_ref)
        # All that the check afterwards locks, so that it never asks for more than is held.
        held = {key for one in targets for key in (*one.hashes, asker.key_of(one))}
        store.lock(held.union(kept))
        gone = list(going)
        Entry.objects.filter(pk__in=[entry.pk for entry in gone]).update(unit=to)
        own = [Asker(to, one.ocg_ref, one.matter, one.is_silent).key_of(one) for one in gone]
        placing.own_again([one.pk for one in gone], own)
        sides = HitSide.objects.filter(ocg_ref=ocg_ref, closed_at=None).exclude(unit=to)
        # Both of each, in the order in which a desk takes them: the other is told whom to ring.
        both = HitSide.objects.filter(hit__in=sides.values("hit"))
        list(both.select_for_update(no_key=True).order_by("pk"))
        moving = list(
            sides.select_related("entry", "hit").select_for_update(of=("self",)).order_by("pk")
        )
        others = [told for side in moving for told in _move_side(side, to)]
    return Moved(len(gone), others)


def _move_side(side: HitSide, to: Unit) -> list[HitSide]:
    """The other side, if it must be told whom to ring from now."""
    opposite = HitSide.objects.filter(hit=side.hit_id).exclude(pk=side.pk)
    if opposite.filter(unit=to).exists():
        HitSide.objects.filter(hit=side.hit_id, closed_at=None).update(
            outcome=HitSide.Outcome.TRANSFER,
            reason=f"{to} now works on it for both.",
            closed_at=clock.now(),
        )
        return []
    desk = desk_of(to)
    # An entry that has expired no longer says that it was silent; what the other was told does.
    hidden = (side.entry is not None and side.entry.is_silent) or opposite.exclude(
        other_unit=side.unit_id
    ).exists()
    shown = desk if hidden and desk else to
    has_desk = hidden or side.hit.state != Hit.State.REFERRED
    HitSide.objects.filter(pk=side.pk).update(unit=to, desk=desk if has_desk else None)
    opposite.update(other_unit=shown, ring=contact_of(shown, clock.now()))
    return list(opposite.filter(is_told=True).select_related("hit", "unit", "other_unit__agency"))


def withdraw(entry: Entry) -> None:
    """Delete an entry of one's own unit at once, with its keys; hits stay, without the entry."""
    with elevated(TO_KEEP):
        sides = HitSide.objects.filter(entry=entry.pk, closed_at=None)
        ids = list(sides.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
        HitSide.objects.filter(pk__in=ids).update(entry_removed_at=clock.now())
        Entry.objects.filter(pk=entry.pk).update(expires_at=clock.now())
        placing.delete([entry.pk])


def renew(entry: Entry) -> None:
    """Keep an entry of one's own unit for another life from now."""
    until = clock.now() + timedelta(days=rules.ENTRY_LIFE_DAYS)
    with elevated(TO_KEEP):
        Entry.objects.filter(pk=entry.pk).update(expires_at=until)


def expire() -> int:
    """Delete entries that are past their expiry, with their keys; hits stay, without the entry."""
    gone = 0
    with elevated(TO_EXPIRE), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEEPING])
        past = Entry.objects.filter(expires_at__lte=clock.now()).order_by("pk")
        while batch := list(past.values_list("pk", flat=True)[:AT_ONCE]):
            gone += placing.delete(batch)
        cursor.execute(FORGET_OVER_MATCHING)
    return gone


def key_again(after: int) -> KeyedAgain:
    """Key the next entries that were keyed by other rules, behind one of a number.

    What somebody changes at this moment is left: they may hold others that are wanted here.
    """
    secret_mark.require()
    with elevated(TO_KEY_AGAIN), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEEPING])
        found = _keyed_before().filter(pk__gt=after).order_by("pk").select_related("unit")
        held = found.select_for_update(of=("self",), skip_locked=True, no_key=True)
        some = list(held[:AT_ONCE])
        placing.key_again(some)
    return KeyedAgain(len(some), some[-1].pk if len(some) == AT_ONCE else None)


def keyed_before() -> int:
    """How many entries are keyed by the rules of an earlier version, and are hardly found."""
    with elevated(TO_KEY_AGAIN):
        return _keyed_before().count()


def _keyed_before() -> QuerySet[Entry]:
    return Entry.objects.filter(expires_at__gt=clock.now()).exclude(version=VERSION)


def count_names() -> int:
    """Count anew which names more people have than the population would; says how many names."""
    with elevated(TO_COUNT_NAMES):
        found = counting.count(clock.now())
        CommonName.objects.all().delete()
        CommonName.objects.bulk_create(found, batch_size=AT_ONCE)
    return len(found)

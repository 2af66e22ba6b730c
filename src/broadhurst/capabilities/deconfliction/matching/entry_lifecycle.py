"""The life of entries: move them with their OCG, withdraw, renew and expire them.

This bypasses row-level security.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from django.db import connection
from django.db.models import QuerySet

from broadhurst.capabilities.deconfliction.matching import event_store, match_key, name_counts, sql
from broadhurst.capabilities.deconfliction.matching.candidates import find_own, lock_keys
from broadhurst.capabilities.deconfliction.matching.entries import LIFE, store_entries
from broadhurst.capabilities.deconfliction.matching.hits import TO_MATCH
from broadhurst.capabilities.deconfliction.matching.payload import EntryBatch
from broadhurst.capabilities.deconfliction.matching.stages import CheckContext, Entries
from broadhurst.capabilities.deconfliction.models import BulkRow, CommonName, Entry, Hit, HitSide
from broadhurst.capabilities.deconfliction.queries.on_duty import contact_of, desk_of
from broadhurst.capabilities.deconfliction.targets.match_keys import match_keys
from broadhurst.capabilities.deconfliction.targets.target import EXACT, OWN, Target
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.database.arrays import array
from broadhurst.foundation.database.prepared import pipelined, send

TO_MOVE = "to move entries and open hits to the OCG's new owner"
TO_KEEP = "to withdraw or renew an entry of the officer's own unit"
TO_EXPIRE = "to delete entries and events that are past their expiry"
TO_COUNT_NAMES = "to count which names are common among entries"
AT_ONCE = 5_000
# Deleting expired entries and keying again exclude each other. A delete that waited for an entry
# would not see the keys written meanwhile, and would leave them behind.
KEEPING = 0x6B656570
FORGET_OVER_MATCHING = """
DELETE FROM deconfliction_overmatching o
WHERE NOT EXISTS (SELECT 1 FROM deconfliction_key k WHERE k.hash = o.hash)
"""


@dataclass(frozen=True)
class Moved:
    """The number of entries that moved, and the other sides, which now call the new owner."""

    entries: int
    others: list[HitSide]


def enter(batch: EntryBatch) -> Entries:
    """Create or renew the entries without searching for matches.

    A bulk check takes no locks: it commits this first, then waits for the checks under way
    (`candidates.wait_for_checks`), and only then searches.
    """
    with elevated(TO_MATCH):
        marks = match_key.require()
        keyed = batch.under(marks)
        entries = store_entries(keyed, find_own(keyed), marks.written_generation)
    # The caller knows each by the target object that it gave.
    pairs = zip(entries.stored, batch.targets, strict=True)
    return replace(entries, stored=[replace(stored, target=target) for stored, target in pairs])


def move(ocg_ref: str, targets: list[Target], to: Unit) -> Moved:
    """Move the entries and open hits of an OCG to its new owner.

    The other sides get the new owner's contact. The move settles a hit between the old and the new
    owner: both sides close.
    """
    with elevated(TO_MOVE):
        marks = match_key.require()
        targets = [target.under(marks) for target in targets]
        to_move = Entry.objects.filter(ocg_ref=ocg_ref, expires_at__gt=clock.now()).exclude(unit=to)
        keys = {key for hashes in to_move.values_list("key_hashes", flat=True) for key in hashes}
        context = CheckContext(to, ocg_ref)
        # Take all locks that the later check needs, so that it never waits for another.
        target_keys = {
            key for target in targets for key in (*target.key_hashes, context.key_of(target))
        }
        lock_keys(target_keys.union(keys))
        entries = list(to_move.select_related("unit"))
        Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(unit=to)
        for key in match_keys():
            own_keys = [replace(context_of(entry), unit=to).key_by(key, entry) for entry in entries]
            rekey_ownership([entry.pk for entry in entries], own_keys)
        sides = HitSide.objects.filter(ocg_ref=ocg_ref, closed_at=None).exclude(unit=to)
        # Lock both sides of each hit in id order, as a desk does, so that the two cannot deadlock.
        both = HitSide.objects.filter(hit__in=sides.values("hit"))
        list(both.select_for_update(no_key=True).order_by("pk"))
        moving = list(
            sides.select_related("entry", "hit").select_for_update(of=("self",)).order_by("pk")
        )
        others = [other for side in moving for other in _move_side(side, to)]
    return Moved(len(entries), others)


def _move_side(side: HitSide, to: Unit) -> list[HitSide]:
    """Move a side, and return the other side if it must be told the new contact."""
    opposite = HitSide.objects.filter(hit=side.hit_id).exclude(pk=side.pk)
    if opposite.filter(unit=to).exists():
        HitSide.objects.filter(hit=side.hit_id, closed_at=None).update(
            outcome=HitSide.Outcome.TRANSFER,
            reason=f"{to} now works on it for both.",
            closed_at=clock.now(),
        )
        return []
    desk = desk_of(to)
    # An expired entry no longer shows that it was silent. The other side does, because it names
    # the desk and not the unit.
    is_silent = (side.entry is not None and side.entry.is_silent) or opposite.exclude(
        other_unit=side.unit_id
    ).exists()
    disclosed_unit = desk if is_silent and desk else to
    has_desk = is_silent or side.hit.state != Hit.State.REFERRED
    HitSide.objects.filter(pk=side.pk).update(unit=to, desk=desk if has_desk else None)
    opposite.update(
        other_unit=disclosed_unit, other_contact=contact_of(disclosed_unit, clock.now())
    )
    return list(
        opposite.filter(is_disclosed=True).select_related("hit", "unit", "other_unit__agency")
    )


def withdraw(entry: Entry) -> None:
    """Delete an entry of the officer's own unit with its keys. Hits stay, without the entry."""
    _keep_until(entry, clock.now())


def renew(entry: Entry) -> None:
    """Keep an entry of the officer's own unit for another full term from now."""
    _keep_until(entry, clock.now() + LIFE)


def _keep_until(entry: Entry, until: datetime) -> None:
    """Keep an entry of the officer's own unit until an instant. If that is now, delete it."""
    with elevated(TO_KEEP):
        is_over = until <= clock.now()
        if is_over:
            _mark_removed(HitSide.objects.filter(entry=entry.pk, closed_at=None))
        Entry.objects.filter(pk=entry.pk).update(expires_at=until)
        if is_over:
            delete_expired([entry.pk])


def _mark_removed(sides: QuerySet[HitSide]) -> None:
    """Mark open sides whose entry is withdrawn, locked in id order like a desk's."""
    ids = list(sides.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    HitSide.objects.filter(pk__in=ids).update(entry_removed_at=clock.now())


def expire() -> tuple[int, int]:
    """Delete expired entries with their keys, then expired events; return how many of each.

    Hits stay, without the entry or the event.
    """
    deleted = 0
    with elevated(TO_EXPIRE), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEEPING])
        past = Entry.objects.filter(expires_at__lte=clock.now()).order_by("pk")
        while batch := list(past.values_list("pk", flat=True)[:AT_ONCE]):
            deleted += delete_expired(batch)
        cursor.execute(FORGET_OVER_MATCHING)
        return deleted, event_store.delete_expired()


def count_names() -> int:
    """Count again which names are more frequent here than in the population; return how many."""
    with elevated(TO_COUNT_NAMES):
        common_names = name_counts.count(clock.now())
        CommonName.objects.all().delete()
        CommonName.objects.bulk_create(common_names, batch_size=AT_ONCE)
    return len(common_names)


def context_of(entry: Entry) -> CheckContext:
    """Return the unit of an entry, with its OCG or its own matter."""
    return CheckContext(entry.unit, entry.ocg_ref, entry.matter, entry.is_silent)


def rekey_ownership(entries: Sequence[int], own_keys: Sequence[int]) -> None:
    """Add to each entry the key that its new unit finds it by."""
    hashes, entry_ids = np.array(own_keys, np.int64), np.array(entries, np.int64)
    with pipelined():
        send(sql.ADD_HASHES, {"hashes": hashes, "entries": entry_ids})
        kinds = np.full(len(own_keys), OWN, np.int64)
        send(
            sql.NEW_KEYS_UNLESS_THERE,
            {"hashes": hashes, "entries": entry_ids, "kinds": kinds, "exact": EXACT},
        )


def delete_expired(ids: Collection[int]) -> int:
    """Delete those of some entries that have expired, with their keys, and return how many.

    Sides of hits and rows of bulk checks stay, without the entry. If a check is raising a hit on an
    entry, this waits for it, and then also sees the side that the check wrote.
    """
    gone = [pk for (pk,) in send(sql.DELETE_EXPIRED, [array(ids)]).rows()]
    sides = HitSide.objects.filter(entry__in=gone)
    # Lock in the order in which a desk locks several sides, so that the two cannot deadlock.
    locked = sides.select_for_update(no_key=True).order_by("pk")
    HitSide.objects.filter(pk__in=list(locked.values_list("pk", flat=True))).update(
        entry=None, shared=[]
    )
    BulkRow.objects.filter(entry__in=gone).update(entry=None)
    return len(gone)

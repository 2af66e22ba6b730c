"""The matcher: the one module that looks past the wall, and only for commands to call.

It alone writes entries, keys and hits, because each touches what another unit keeps. What it sees
of others never leaves it: a unit gets back its own sides, which say whom to ring.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Q

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.models import Check, Entry, Hit, HitSide, Key
from broadhurst.capabilities.deconfliction.targets import Target
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.doors.references import new_reference

TO_MATCH = "to find other units that work on the same targets"
TO_MOVE = "to move entries and open hits to the OCG's new owner"
TO_EXPIRE = "to delete entries that are past their expiry"
TO_VERIFY = "to say on which day a receipt was issued"


@dataclass(frozen=True)
class Found:
    """How many hits stand against the targets, and both sides of each that was raised now."""

    standing: int
    raised: list[HitSide]


def find(unit: Unit, ocg_ref: str, targets: list[Target]) -> Found:
    """Register the targets for a unit, and raise a hit with each other unit that works on one.

    Of two units that register one target at the same instant, the second waits for the first's
    commit and then finds it: the lock on the key is taken before its own row is written.
    """
    hashes = {key for target in targets for key in target.hashes}
    with elevated(TO_MATCH):
        _lock(hashes)
        mine = _register(unit, ocg_ref, targets)
        theirs = _others(unit, hashes)
        hits = _standing(unit, hashes)
        raised: list[HitSide] = []
        for key in theirs:
            if (key.entry.unit_id, key.hash) not in hits:
                target, entry = mine[key.hash]
                sides = _raise_hit(entry, key.entry)
                raised += sides
                hits |= {(key.entry.unit_id, each): sides[0].hit_id for each in target.hashes}
    return Found(len({hits[key.entry.unit_id, key.hash] for key in theirs}), raised)


def _lock(hashes: Iterable[int]) -> None:
    """Until the end of the transaction; always in the same order, so that no two wait in a ring."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) AS key", [sorted(hashes)]
        )


def _register(unit: Unit, ocg_ref: str, targets: list[Target]) -> dict[int, tuple[Target, Entry]]:
    """An entry for each target, made or renewed; each key to the target and entry it is of."""
    now = clock.now()
    until = now + timedelta(days=rules.ENTRY_LIFE_DAYS)
    own = Entry.objects.filter(unit=unit, ocg_ref=ocg_ref, expires_at__gt=now)
    own.filter(label__in=[target.label for target in targets]).update(expires_at=until)
    entries = {(entry.kind, entry.label): entry for entry in own}
    for target in targets:
        if (target.kind, target.label) not in entries:
            entries[target.kind, target.label] = Entry.objects.create(
                ref=new_reference("TGT"), unit=unit, kind=target.kind, label=target.label,
                ocg_ref=ocg_ref, registered_at=now, expires_at=until,
            )  # fmt: skip
    placed = {
        key: (target, entries[target.kind, target.label])
        for target in targets
        for key in target.hashes
    }
    Key.objects.bulk_create(
        (
            Key(hash=key, entry=entry, kind=0, is_exact=True)
            for key, (_target, entry) in placed.items()
        ),
        ignore_conflicts=True,
    )
    return placed


def _others(unit: Unit, hashes: Iterable[int]) -> list[Key]:
    """Live keys of other units, those registered first on top."""
    live = Key.objects.filter(hash__in=hashes, entry__expires_at__gt=clock.now()).exclude(
        entry__unit=unit
    )
    return list(
        live.select_related("entry__unit__agency").order_by("entry__registered_at", "entry")
    )


def _standing(unit: Unit, hashes: Iterable[int]) -> dict[tuple[int, int], int]:
    """Hits that need not be raised again, by the other unit and key.

    They are those open on either side, and those that both closed no longer ago than a check is
    fresh: what was agreed last week is not asked again by this week's check.
    """
    settled = clock.now() - timedelta(days=rules.FRESH_FOR_DAYS)
    rows = HitSide.objects.filter(unit=unit, entry__keys__hash__in=hashes).filter(
        Q(hit__sides__closed_at=None) | Q(hit__sides__closed_at__gt=settled)
    )
    found = rows.values_list("other_unit_id", "entry__keys__hash", "hit_id").distinct()
    return {(other, key): hit for other, key, hit in found}


def _raise_hit(one: Entry, other: Entry) -> list[HitSide]:
    """A hit with its two sides, each with the other's duty contact and nothing else of it."""
    now = clock.now()
    hit = Hit.objects.create(
        ref=new_reference("HIT"), kind=one.kind, strength=Hit.Strength.EXACT, raised_at=now
    )
    return [
        HitSide.objects.create(
            hit=hit,
            unit=entry.unit,
            entry=entry,
            ocg_ref=entry.ocg_ref,
            other_unit=against.unit,
            ring=against.unit.duty_contact,
            raised_at=now,
            due_at=rules.due_at(now),
        )
        for entry, against in ((one, other), (other, one))
    ]


@dataclass(frozen=True)
class Moved:
    """How many entries went to the new owner, and the sides of others who now ring that owner."""

    entries: int
    others: list[HitSide]


def move(ocg_ref: str, targets: list[Target], to: Unit) -> Moved:
    """Entries and open hits of an OCG go to its new owner; the other side is to ring that owner.

    A hit between the old owner and the new is settled by the move itself: both sides close.
    """
    with elevated(TO_MOVE):
        going = Entry.objects.filter(ocg_ref=ocg_ref, expires_at__gt=clock.now()).exclude(unit=to)
        kept = Key.objects.filter(entry__in=going).values_list("hash", flat=True)
        _lock({*kept, *(key for target in targets for key in target.hashes)})
        gone = list(going.values_list("pk", flat=True))
        Entry.objects.filter(pk__in=gone).update(unit=to)
        sides = HitSide.objects.filter(ocg_ref=ocg_ref, closed_at=None).exclude(unit=to)
        others: list[HitSide] = []
        for side in sides.select_for_update():
            opposite = HitSide.objects.filter(hit=side.hit_id).exclude(pk=side.pk)
            if side.other_unit_id == to.pk:
                HitSide.objects.filter(hit=side.hit_id, closed_at=None).update(
                    outcome=HitSide.Outcome.TRANSFER,
                    reason=f"{to} now works on it for both.",
                    closed_at=clock.now(),
                )
            else:
                HitSide.objects.filter(pk=side.pk).update(unit=to)
                opposite.update(other_unit=to, ring=to.duty_contact)
                others += opposite.select_related("hit", "unit", "other_unit__agency")
    return Moved(len(gone), others)


def expire() -> int:
    """Delete entries that are past their expiry, with their keys; hits stay, without the entry."""
    with elevated(TO_EXPIRE):
        _, deleted = Entry.objects.filter(expires_at__lte=clock.now()).delete()
    return deleted.get(Entry._meta.label, 0)


def issued_on(receipt: str) -> date | None:
    """The day on which a receipt was issued, whoever's it is; None if there is no such receipt."""
    with elevated(TO_VERIFY):
        made_at = Check.objects.filter(ref=receipt).values_list("made_at", flat=True).first()
    return made_at.astimezone(clock.LONDON).date() if made_at else None

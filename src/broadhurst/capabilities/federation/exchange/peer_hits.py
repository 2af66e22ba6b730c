"""Hits with another instance: recorded like any other, with whom to ring there and nothing else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from broadhurst.capabilities.deconfliction.models import Entry, Hit, HitSide
from broadhurst.capabilities.deconfliction.queries import contact_of, desk_of
from broadhurst.capabilities.deconfliction.rules import FRESH_FOR_DAYS, due_at
from broadhurst.capabilities.federation.exchange.peers import WHY
from broadhurst.capabilities.federation.models import Peer
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.doors.references import new_reference

RING = 120  # characters of HitSide.ring


@dataclass(frozen=True)
class Met:
    """What a hit came to here: the sides raised now, and what the other instance is told."""

    raised: list[HitSide]
    ref: str
    ring: str


def whom_to_ring(unit: Unit) -> str:
    """A unit's body and duty contact, for another instance."""
    return f"{unit.agency.name}: {contact_of(unit, clock.now())}"[:RING]


def ring_for(entries: Collection[int]) -> str:
    """Whom the other side is to ring about these entries: the unit that was first, if any is."""
    with elevated(WHY):
        live = _live(entries)
        return whom_to_ring(live[0].unit) if live else ""


def meet(peer: Peer, kind: str, entries: Collection[int], ring: str, ref: str = "") -> Met | None:
    """Each unit that works on the target has a hit with the peer; None if none does any more.

    A hit that stands is not raised again: the two instances each ask the other, and find it twice.
    """
    with elevated(WHY):
        live = _live(entries)
        if not live:
            return None
        first: dict[int, Entry] = {}
        for entry in live:
            first.setdefault(entry.unit_id, entry)
        raised: list[HitSide] = []
        refs: list[str] = []
        for entry in first.values():
            side = _standing(peer, entry, ring)
            if side is None:
                side = _raised(peer, kind, entry, ring, "" if refs else ref)
                raised.append(side)
            refs.append(side.ref)
        return Met(raised, refs[0], whom_to_ring(live[0].unit))


def _live(entries: Collection[int]) -> list[Entry]:
    """Those first registered on top; locked, so that two exchanges do not raise one hit twice."""
    rows = Entry.objects.select_for_update(of=("self",)).select_related("unit__agency")
    live = rows.filter(pk__in=entries, expires_at__gt=clock.now(), is_silent=False)
    return list(live.order_by("registered_at", "pk"))


def _standing(peer: Peer, entry: Entry, ring: str) -> HitSide | None:
    """The hit that a unit has with this body already, open or settled lately."""
    settled = clock.now() - timedelta(days=FRESH_FOR_DAYS)
    body = ring.partition(":")[0]
    rows = HitSide.objects.select_related("hit").filter(
        Q(closed_at=None) | Q(closed_at__gt=settled),
        unit=entry.unit,
        other_unit=peer.unit,
        entry=entry,
        ring__startswith=f"{body}:",
    )
    return rows.order_by("pk").first()


def _raised(peer: Peer, kind: str, entry: Entry, ring: str, ref: str) -> HitSide:
    """The two instances quote one reference, unless it is taken here."""
    now = clock.now()
    if not ref or Hit.objects.filter(ref=ref).exists():
        ref = new_reference("HIT")
    hit = Hit.objects.create(
        ref=ref, kind=kind, kinds=[kind], strength=Hit.Strength.EXACT, raised_at=now
    )
    return HitSide.objects.create(
        hit=hit,
        unit=entry.unit,
        entry=entry,
        ocg_ref=entry.ocg_ref,
        other_unit=peer.unit,
        ring=ring[:RING],
        desk=desk_of(entry.unit),
        raised_at=now,
        due_at=due_at(now),
    )

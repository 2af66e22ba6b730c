"""Read targets of all units for federation, past the wall, and raise hits on them.

Federation compares under an agreement with another instance. It reads its own tables as an ordinary
actor, and uses only these two functions to see targets of every unit.
"""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Q

from broadhurst.capabilities.deconfliction.models import Entry, Hit, HitSide
from broadhurst.capabilities.deconfliction.queries.on_duty import desk_of
from broadhurst.capabilities.deconfliction.rules.checking import FRESH_FOR_DAYS
from broadhurst.capabilities.deconfliction.rules.hits import due_at
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.doors.references import new_reference

TO_COMPARE = "to compare targets with another instance under an agreement"
RING = 120  # characters of HitSide.other_contact

Content = tuple[int, Mapping[str, Any]]


def live_contents(after: int, size: int) -> list[Content]:
    """Return the ids and contents of the next `size` current entries after an id, in order of id.

    Silent entries are left out, because even a referral would tell another instance of one.
    """
    with elevated(TO_COMPARE):
        live = Entry.objects.filter(expires_at__gt=clock.now(), pk__gt=after, is_silent=False)
        return list(live.order_by("pk").values_list("pk", "submitted")[:size])


def raise_peer_hits(
    peer: Unit, kind: str, entries: Collection[int], other_contact: str, ref: str
) -> list[HitSide]:
    """Raise a hit with the peer's unit for each unit that works on the target.

    Return the new hits. A unit that already has a hit with the peer gets no second one, because a
    hub repeats its pointers each time.
    """
    with elevated(TO_COMPARE):
        first: dict[int, Entry] = {}
        for entry in _lock_current(entries):
            first.setdefault(entry.unit_id, entry)
        raised: list[HitSide] = []
        for at, entry in enumerate(first.values()):
            if _existing_hit(peer, entry, other_contact) is None:
                raised.append(_raise_hit(peer, kind, entry, other_contact, "" if at else ref))
        return raised


def _lock_current(entries: Collection[int]) -> list[Entry]:
    """Lock and return the current entries, oldest first.

    The lock keeps two exchanges from raising the same hit.
    """
    rows = Entry.objects.select_for_update(of=("self",)).select_related("unit__agency")
    live = rows.filter(pk__in=entries, expires_at__gt=clock.now(), is_silent=False)
    return list(live.order_by("registered_at", "pk"))


def _existing_hit(peer: Unit, entry: Entry, other_contact: str) -> HitSide | None:
    """Return the hit that a unit already has with this organisation, or None.

    It is open, or was settled recently.
    """
    settled = clock.now() - timedelta(days=FRESH_FOR_DAYS)
    body = other_contact.partition(":")[0]
    rows = HitSide.objects.select_related("hit").filter(
        Q(closed_at=None) | Q(closed_at__gt=settled),
        unit=entry.unit,
        other_unit=peer,
        entry=entry,
        other_contact__startswith=f"{body}:",
    )
    return rows.order_by("pk").first()


def _raise_hit(peer: Unit, kind: str, entry: Entry, other_contact: str, ref: str) -> HitSide:
    """Raise a hit.

    Both instances use the reference `ref`, unless it is taken here.
    """
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
        other_unit=peer,
        other_contact=other_contact[:RING],
        desk=desk_of(entry.unit),
        raised_at=now,
        due_at=due_at(now),
    )

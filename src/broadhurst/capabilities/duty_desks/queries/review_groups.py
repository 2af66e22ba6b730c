"""What waits for a desk to decide, with what one entry met again and again put together."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import QuerySet

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.models import Hit, HitSide
from broadhurst.foundation.agencies.models import Unit

LISTED = 200  # what waits longest: more than these nobody reads at once
AT_ONCE = 100  # decided at once: each has its own record, and tells its own two sides

# Of a hit also what its words are made of: which it is, and what the two share.
MATCH = ("hit__kind", "hit__kinds", "hit__strength", "hit__probability")
MET = ("hit", "hit__ref", "hit__state", "hit__raised_at", *MATCH, "entry", "other_unit__kind")
UNREAD = ("entry__content", "entry__rows", "entry__hashes", "entry__things")


@dataclass(frozen=True)
class Together:
    """Hits that are decided one by one or at once: entries of one other unit met one and the same
    entry. Of most there is one. `lost` are hits one of whose entries, of those that the desk
    serves, is no more.
    """

    sides: list[HitSide]
    lost: frozenset[int] = frozenset()

    @property
    def side(self) -> HitSide:
        """That of the entry which was met, in the first of them."""
        return self.sides[0]

    @property
    def hits(self) -> list[Hit]:
        """What waits longest first."""
        return [side.hit for side in self.sides]

    @property
    def first(self) -> Hit:
        """The one that waits longest."""
        return self.side.hit

    @property
    def gone(self) -> str:
        """That the entry which was met, or that met it, is no more; empty while both are."""
        return rules.GONE if self.is_gone(self.first) else ""

    @property
    def others(self) -> list[Hit]:
        """Those that came after it."""
        return self.hits[1:]

    def is_gone(self, hit: Hit) -> bool:
        """So of any of them."""
        return hit.pk in self.lost or bool(self.side.gone)

    @property
    def mark(self) -> str:
        """By which they are decided at once: whoever was shown others is told to look again.

        A hit stands where its check began, so that one which is written late comes between two.
        """
        refs = [hit.ref for hit in self.at_once]
        return f"{len(refs)}-{sha256(' '.join(refs).encode()).hexdigest()[:8]}"

    @property
    def at_once(self) -> list[Hit]:
        """Those of them that are decided at once."""
        return self.hits[:AT_ONCE]


def waiting() -> QuerySet[HitSide]:
    """The sides at the reader's desk of hits that wait for a decision, what waits longest first."""
    rows = HitSide.objects.filter(is_told=False, hit__state__in=rules.OPEN_TO_REVIEW)
    return rows.order_by("hit__raised_at", "hit_id", "pk")


def reviews(most: int = LISTED) -> list[Together]:
    """What waits for the reader's desk, what waits longest first: the first so many.

    Forty ways to write a name that meet one silent entry are one thing to look at, not forty.
    """
    # Of thousands that a table may bring, the whole is read of those alone that are listed.
    rows = waiting().select_related("hit", "other_unit").only(*MET)
    listed = _grouped(rows)[:most]
    whole = waiting().select_related("hit", "unit", "entry").defer(*UNREAD)
    found = whole.in_bulk([side.pk for sides in listed for side in sides])
    lost = frozenset(side.hit_id for side in rows if side.entry_id is None)
    return [Together([found[side.pk] for side in sides], lost) for sides in listed]


def reviewed_with(hit: Hit) -> Together | None:
    """The hits that may be decided with one, itself among them; None if it waits no longer."""
    rows = waiting().select_related("hit", "other_unit").only(*MET)
    of_hit = [sides[0] for sides in _grouped(rows.filter(hit=hit))]
    alike = waiting().filter(entry__in=[side.entry_id for side in of_hit])
    groups = _grouped(rows.filter(hit__in=[hit.pk, *alike.values_list("hit", flat=True)]))
    return next((Together(some) for some in groups if hit in [one.hit for one in some]), None)


def gone_of(hits: Iterable[Hit]) -> set[int]:
    """Of which of some hits an entry is no more, of those that the reader's desk serves."""
    rows = HitSide.objects.filter(hit__in=[hit.pk for hit in hits])
    return {side.hit_id for side in rows.select_related("hit", "entry") if side.gone}


def _grouped(rows: Iterable[HitSide]) -> list[list[HitSide]]:
    """One side of each hit, with those that are decided together. Of a hit of which the desk serves
    both sides it is that of the entry which was there first."""
    of_hit: dict[int, list[HitSide]] = {}
    for side in rows:
        of_hit.setdefault(side.hit_id, []).append(side)
    groups: dict[Hashable, list[HitSide]] = {}
    for sides in of_hit.values():
        side = min(sides, key=lambda one: (one.entry_id is None, one.entry_id or 0, one.pk))
        groups.setdefault(_met(side), []).append(side)
    return [*groups.values()]


def _met(side: HitSide) -> Hashable:
    """One entry and the unit whose entries met it.

    Whose entry is gone is met by nothing more; and whom another desk keeps silent may be of any of
    its units.
    """
    if side.entry_id is None or side.other_unit.kind == Unit.Kind.DESK:
        return side.hit_id
    return (side.entry_id, side.other_unit_id, side.hit.state)

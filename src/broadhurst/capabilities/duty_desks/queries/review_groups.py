"""The hits that wait for a desk's decision, with hits on the same entry grouped."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import QuerySet

from broadhurst.capabilities.deconfliction.models import Hit, HitSide
from broadhurst.capabilities.deconfliction.rules.hits import GONE, OPEN_TO_REVIEW
from broadhurst.foundation.agencies.models import Unit

LISTED = 200  # groups on the page, oldest first
AT_ONCE = 100  # hits in one decision: each has its own record and notifies its own two sides

# The fields that `Hit.words` needs.
MATCH = ("hit__kind", "hit__kinds", "hit__strength", "hit__probability")
MET = ("hit", "hit__ref", "hit__state", "hit__raised_at", *MATCH, "entry", "other_unit__kind")
UNREAD = (
    "entry__submitted",
    "entry__feature_vectors",
    "entry__key_hashes",
    "entry__identifier_hashes",
)


@dataclass(frozen=True)
class ReviewGroup:
    """Hits of one other unit with the same entry, to decide one by one or together.

    Most groups have one hit. `lost` holds the ids of hits with a deleted entry on a side that the
    desk serves.
    """

    sides: list[HitSide]
    lost: frozenset[int] = frozenset()

    @property
    def side(self) -> HitSide:
        """Return the side of the oldest hit. The group is about its entry."""
        return self.sides[0]

    @property
    def hits(self) -> list[Hit]:
        """Return the hits, oldest first."""
        return [side.hit for side in self.sides]

    @property
    def first(self) -> Hit:
        """Return the oldest hit."""
        return self.side.hit

    @property
    def gone(self) -> str:
        """Return a note if an entry of the oldest hit is gone; else ""."""
        return GONE if self.is_gone(self.first) else ""

    @property
    def others(self) -> list[Hit]:
        """Return all hits of the group but the oldest."""
        return self.hits[1:]

    def is_gone(self, hit: Hit) -> bool:
        """Return whether an entry of a hit in the group is gone."""
        return hit.pk in self.lost or bool(self.side.entry_gone_notice)

    @property
    def mark(self) -> str:
        """Return a mark of the hits that are decided together.

        A decision sends it back, and is refused if the group has changed. Counting the hits is not
        enough, because they are in order of their check's start: a hit saved late is not the last.
        """
        refs = [hit.ref for hit in self.at_once]
        return f"{len(refs)}-{sha256(' '.join(refs).encode()).hexdigest()[:8]}"

    @property
    def at_once(self) -> list[Hit]:
        """Return the hits that one decision can cover, oldest first."""
        return self.hits[:AT_ONCE]


def waiting() -> QuerySet[HitSide]:
    """Return the reader's desk's sides of undecided hits, oldest first."""
    rows = HitSide.objects.filter(is_disclosed=False, hit__state__in=OPEN_TO_REVIEW)
    return rows.order_by("hit__raised_at", "hit_id", "pk")


def reviews(most: int = LISTED) -> list[ReviewGroup]:
    """Return the groups that wait for the reader's desk, oldest first, at most `most`.

    Grouping keeps the list short: 40 spellings of a name that match one silent entry are one task.
    """
    # A bulk check may bring thousands of hits, so only the listed ones are read in full.
    rows = waiting().select_related("hit", "other_unit").only(*MET)
    listed = _grouped(rows)[:most]
    complete = waiting().select_related("hit", "unit", "entry").defer(*UNREAD)
    loaded = complete.in_bulk([side.pk for sides in listed for side in sides])
    lost = frozenset(side.hit_id for side in rows if side.entry_id is None)
    return [ReviewGroup([loaded[side.pk] for side in sides], lost) for sides in listed]


def reviewed_with(hit: Hit) -> ReviewGroup | None:
    """Return the group of a hit, with the hit itself; None if the hit is already decided."""
    rows = waiting().select_related("hit", "other_unit").only(*MET)
    of_hit = [sides[0] for sides in _grouped(rows.filter(hit=hit))]
    same_entry = waiting().filter(entry__in=[side.entry_id for side in of_hit])
    groups = _grouped(rows.filter(hit__in=[hit.pk, *same_entry.values_list("hit", flat=True)]))
    with_hit = (sides for sides in groups if hit in [side.hit for side in sides])
    return next((ReviewGroup(sides) for sides in with_hit), None)


def visibly_gone(hits: Iterable[Hit]) -> set[int]:
    """Return the ids of the hits that the reader's desk can see have a gone entry."""
    rows = HitSide.objects.filter(hit__in=[hit.pk for hit in hits])
    return {side.hit_id for side in rows.select_related("hit", "entry") if side.entry_gone_notice}


def _grouped(rows: Iterable[HitSide]) -> list[list[HitSide]]:
    """Return one side of each hit, grouped by the hits that are decided together.

    If the desk serves both sides of a hit, the side with the older entry is taken.
    """
    of_hit: dict[int, list[HitSide]] = {}
    for side in rows:
        of_hit.setdefault(side.hit_id, []).append(side)
    groups: dict[Hashable, list[HitSide]] = {}
    for sides in of_hit.values():
        older = min(sides, key=lambda side: (side.entry_id is None, side.entry_id or 0, side.pk))
        groups.setdefault(_group_key(older), []).append(older)
    return [*groups.values()]


def _group_key(side: HitSide) -> Hashable:
    """Return the entry and the unit whose entries match it, or the hit if it is alone.

    A hit with a deleted entry stands alone, because nothing more can match it. So does a hit with
    another desk's silent entry, because that entry may belong to any of the desk's units.
    """
    if side.entry_id is None or side.other_unit.kind == Unit.Kind.DESK:
        return side.hit_id
    return (side.entry_id, side.other_unit_id, side.hit.state)

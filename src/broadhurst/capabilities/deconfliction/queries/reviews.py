"""What waits for a desk to decide, with what one entry met again and again put together."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.models import Hit, HitSide


@dataclass(frozen=True)
class Together:
    """Hits that are decided one by one or at once: entries of one other unit met one and the same
    entry. Of most there is one. `side` is that of the entry which was met, in the first of them.
    """

    hits: list[Hit]
    side: HitSide

    @property
    def first(self) -> Hit:
        """The one that waits longest."""
        return self.hits[0]

    @property
    def others(self) -> list[Hit]:
        """Those that came after it."""
        return self.hits[1:]

    @property
    def ref(self) -> str:
        """The last of them: up to it they are decided at once, and what comes later is not."""
        return self.hits[-1].ref


def reviews() -> list[Together]:
    """All that waits for the reader's desk, what waits longest first.

    Forty ways to write a name that meet one silent entry are one thing to look at, not forty.
    """
    waiting = HitSide.objects.filter(is_told=False, hit__state__in=rules.OPEN_TO_REVIEW)
    rows = list(
        waiting.select_related("hit", "unit", "entry").order_by("hit__raised_at", "hit_id", "pk")
    )
    size = Counter(_met(side) for side in rows)
    of_hit: dict[int, list[HitSide]] = {}
    for side in rows:
        of_hit.setdefault(side.hit_id, []).append(side)
    together: dict[Hashable, list[HitSide]] = {}
    for sides in of_hit.values():
        # Of a hit of which the desk serves both, under the entry that was met most.
        side = max(sides, key=lambda one: size[_met(one)])
        together.setdefault(_met(side), []).append(side)
    return [Together([side.hit for side in some], some[0]) for some in together.values()]


def reviewed_with(hit: Hit) -> list[Hit]:
    """The hits that may be decided with one, itself among them; it alone if it waits no longer."""
    found = (one.hits for one in reviews() if hit in one.hits)
    return next(found, [hit])


def _met(side: HitSide) -> Hashable:
    """One entry and the unit whose entries met it. Whose entry is gone is met by nothing more."""
    if side.entry_id is None:
        return side.hit_id
    return (side.entry_id, side.other_unit_id, side.hit.state)

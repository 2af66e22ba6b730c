"""The open hits of OCGs, as far as the reader may know of them: the one source of every page.

Who sees the OCG knows that hits are open and how many. What they are is for those who see a side:
anybody else is told to contact the unit that owns the OCG.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.concerning import open_hits
from broadhurst.capabilities.deconfliction.queries.hits import sides
from broadhurst.capabilities.deconfliction.rules.open_hits import as_many, match_found
from broadhurst.capabilities.register.counting import COUNTERS
from broadhurst.capabilities.register.models import Ocg, Ownership
from broadhurst.capabilities.register.queries import led_by
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.database.prepared import array, send

COUNT = "SELECT ocg, hits FROM deconfliction_open_hits(%s::bigint[])"


@dataclass(frozen=True)
class OpenHits:
    """The open hits of one OCG: how many, those that the reader sees, and its owner."""

    ocg: Ocg
    count: int
    sides: Sequence[HitSide]
    owner: Unit

    @property
    def contacts(self) -> list[str]:
        """Who to contact: each other side, and the owner about hits that the reader cannot see."""
        found = [f"{one.other_unit.agency.name}, {one.ring}" for one in self.sides]
        if self.unseen:
            found.append(f"{self.owner.name}, {self.owner.duty_contact}")
        return list(dict.fromkeys(found))

    @property
    def unseen(self) -> int:
        """How many of them the reader sees no side of."""
        return max(self.count - len({one.hit_id for one in self.sides}), 0)

    @property
    def many(self) -> str:
        """How many, in words."""
        return as_many(self.count)

    @property
    def title(self) -> str:
        """The heading, with who to contact."""
        return match_found(self.contacts)


def counts_of(ocgs: Iterable[Ocg]) -> dict[int, int]:
    """By OCG, how many hits are open, of those OCGs that have any and that the reader sees."""
    return dict(send(COUNT, [array(one.pk for one in ocgs)]).rows())


COUNTERS.append(counts_of)


def open_hits_of(ocg: Ocg | None) -> OpenHits | None:
    """The open hits of an OCG; None without any, or if the reader does not see the OCG."""
    if ocg is None:
        return None
    seen = list(open_hits(ocg))
    count = max(counts_of([ocg]).get(ocg.pk, 0), len({one.hit_id for one in seen}))
    return OpenHits(ocg, count, seen, _owners([ocg])[ocg.pk]) if count else None


def open_hits_ahead(actor: Actor) -> list[OpenHits]:
    """Those of the OCGs that the actor leads or whose owner is their unit, by name."""
    owned = Ownership.objects.filter(until_at=None, unit=actor.unit).values("ocg")
    mine = Ocg.objects.filter(pk__in=owned) | Ocg.objects.filter(pk__in=led_by(actor.officer))
    rows = list(mine.filter(state=Ocg.State.ACTIVE).order_by("name", "pk"))
    counts = counts_of(rows)
    rows = [one for one in rows if one.pk in counts]
    seen: dict[str, list[HitSide]] = {one.ref: [] for one in rows}
    for side in sides().filter(ocg_ref__in=seen, closed_at=None):
        seen[side.ocg_ref].append(side)
    owners = _owners(rows)
    return [OpenHits(one, counts[one.pk], seen[one.ref], owners[one.pk]) for one in rows]


def _owners(ocgs: Iterable[Ocg]) -> dict[int, Unit]:
    spans = Ownership.objects.filter(until_at=None, ocg__in=ocgs).select_related("unit__agency")
    return {span.ocg_id: span.unit for span in spans}

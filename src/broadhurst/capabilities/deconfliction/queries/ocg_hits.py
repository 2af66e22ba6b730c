"""Open hits of OCGs, as far as the reader may know of them.

Every page uses this module. Anyone who sees the OCG knows how many hits are open. Only those who
see a side know its details. Others are asked to contact the unit that owns the OCG.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet

from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.concerning import open_hits_on_each
from broadhurst.capabilities.deconfliction.queries.hits import (
    hit_task,
    may_answer,
    names_for,
    sides,
)
from broadhurst.capabilities.deconfliction.rules.open_hits import as_many, match_found
from broadhurst.capabilities.register.models import Ocg, Ownership
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.database.arrays import array
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.notices.waiting import Waiting

COUNT = "SELECT ocg, hits FROM deconfliction_open_hits(%s::bigint[])"
ANY_OPEN = (
    "SELECT EXISTS (SELECT FROM deconfliction_hitside WHERE is_disclosed AND closed_at IS NULL)"
)


@dataclass(frozen=True)
class OpenHits:
    """Open hits of one OCG: how many, the sides that the reader sees, and the owner."""

    ocg: Ocg
    count: int
    sides: Sequence[HitSide]
    owner: Unit

    @property
    def contacts(self) -> list[str]:
        """Who to contact: each other side, and the owner about hidden hits."""
        contacts = [f"{side.other_unit.agency.name}, {side.other_contact}" for side in self.sides]
        named = {side.other_contact for side in self.sides}
        if self.unseen and self.owner.duty_contact not in named:
            contacts.append(f"{self.owner.name}, {self.owner.duty_contact}")
        return list(dict.fromkeys(contacts))

    @property
    def unseen(self) -> int:
        """Return the number of hits whose two sides the reader cannot see."""
        return max(self.count - len({side.hit_id for side in self.sides}), 0)

    @property
    def many(self) -> str:
        """The number of hits, in words."""
        return as_many(self.count)

    @property
    def title(self) -> str:
        """The heading, with who to contact."""
        return match_found(self.contacts)


def counts_of(ocgs: Iterable[Ocg]) -> dict[int, int]:
    """Return the number of open hits by OCG id.

    OCGs without open hits, and those that the reader cannot see, are left out.
    """
    return counts_of_ids(ocg.pk for ocg in ocgs)


def counts_of_ids(ids: Iterable[int]) -> dict[int, int]:
    """Return the number of open hits by OCG id, as `counts_of` does."""
    return dict(send(*ask_counts(ids)).rows())


def ask_counts(ids: Iterable[int]) -> Ask:
    """Return the statement that counts the open hits of OCGs, to send it ahead."""
    return COUNT, [array(ids)]


def open_hits_of(ocg: Ocg | None, owner: Unit | None = None) -> OpenHits | None:
    """Return the open hits of an OCG, or None without any.

    It is also None if the reader cannot see the OCG. `owner` is its owning unit, if known.
    """
    if ocg is None:
        return None
    visible, count = _sides_and_count(ocg)
    return OpenHits(ocg, count, visible, owner or _owners([ocg])[ocg.pk]) if count else None


@read_once
def _sides_and_count(ocg: Ocg) -> tuple[list[HitSide], int]:
    visible = open_hits_on_each([ocg])[ocg.pk] if send(ANY_OPEN).row()[0] else []
    return visible, max(counts_of([ocg]).get(ocg.pk, 0), len({side.hit_id for side in visible}))


def asks_of(ocg: Ocg) -> list[Ask]:
    """Return the first statements of `open_hits_of`, to send them ahead."""
    return [(ANY_OPEN, ()), ask_counts([ocg.pk])]


def attention_to(open_hits: OpenHits | None, actor: Actor) -> list[Waiting]:
    """Return the open hits of an OCG as tasks; hits that the reader cannot see as one."""
    if open_hits is None:
        return []
    ocg = open_hits.ocg
    # A hit on the same target can be on another OCG of the unit.
    names = {ocg.ref: ocg.name}
    names |= names_for([side for side in open_hits.sides if side.ocg_ref != ocg.ref])
    tasks = [
        hit_task(side, names.get(side.ocg_ref, "")).offered(may_answer(actor, side), side.unit.name)
        for side in open_hits.sides
    ]
    if open_hits.unseen:
        about = f"{as_many(open_hits.unseen)} on {ocg.name}"
        by = f"{open_hits.owner.name}, {open_hits.owner.duty_contact}"
        tasks.append(Waiting("Answer", about, "", None, "deconfliction", ocg.ref, by=by))
    return tasks


def open_hits_ahead(ids: Collection[int]) -> list[OpenHits]:
    """Return the open hits of OCGs, given by id, in the order of their names.

    OCGs without open hits are left out, so most readers need one query.
    """
    counts = counts_of_ids(ids) if ids else {}
    if not counts:
        return []
    rows = _by_name([*counts])
    visible: dict[str, list[HitSide]] = {ocg.ref: [] for ocg in rows}
    for side in _open_on([*visible]):
        visible[side.ocg_ref].append(side)
    owners = _owners(rows)
    return [OpenHits(ocg, counts[ocg.pk], visible[ocg.ref], owners[ocg.pk]) for ocg in rows]


@prepared_query
def _by_name(ids: list[int]) -> QuerySet[Ocg]:
    return Ocg.objects.filter(AnyOf(F("pk"), ids)).order_by("name", "pk")


@prepared_query
def _open_on(refs: list[str]) -> QuerySet[HitSide]:
    return sides().filter(AnyOf(F("ocg_ref"), refs), closed_at=None)


def _owners(ocgs: Iterable[Ocg]) -> dict[int, Unit]:
    return {span.ocg_id: span.unit for span in _owned([ocg.pk for ocg in ocgs])}


@prepared_query
def _owned(ocgs: list[int]) -> QuerySet[Ownership]:
    spans = Ownership.objects.filter(AnyOf(F("ocg"), ocgs), until_at=None)
    return spans.select_related("unit__agency")

"""Which hits concern an OCG or an entry: one hit stands for all of a unit's that share a target.

A target is the same where the person is, or where what the hit came by is. What else an entry has
on which the hit was raised is no concern of another entry.
"""

import numpy as np
from django.db.models import Q, QuerySet
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.models import Check, Entry, Hit, HitSide, Key
from broadhurst.capabilities.deconfliction.queries.hits import sides
from broadhurst.capabilities.deconfliction.targets import people_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst_linkage.matcher import Matcher, rows_of


def sides_of(ocg: Ocg) -> QuerySet[HitSide]:
    """Own sides that concern an OCG: raised on it, or on the same target of another of the unit's.

    A hit that stood already may answer a check by what the two came to share since.
    """
    answered = Check.objects.filter(ocg=ocg).values_list("hits", flat=True)
    own = Q(ocg_ref=ocg.ref) | Q(hit__in=set().union(*answered))
    return sides().filter(own | _of_the_same(Entry.objects.filter(ocg_ref=ocg.ref)))


def open_hits(ocg: Ocg) -> QuerySet[HitSide]:
    """Own sides of an OCG's hits that still have no outcome."""
    return sides_of(ocg).filter(closed_at=None)


def sides_on(entry: Entry) -> QuerySet[HitSide]:
    """Own sides that concern an entry of the reader's unit. Of a silent one only its own: what is
    told of the same target goes by an entry that is not.
    """
    own = Q(entry=entry)
    if not entry.is_silent:
        own |= _of_the_same(Entry.objects.filter(pk=entry.pk))
    return sides().filter(own, unit=entry.unit_id)


def sides_written_otherwise(entry: Entry) -> list[HitSide]:
    """Own sides on other entries of the reader's unit, of the same person written otherwise: a
    match of this entry may have been answered by one of them, as two hits would say one thing.

    It goes by what the unit itself entered and is told of, and by nothing of anybody else's.
    """
    if entry.is_silent or not entry.rows:
        return []
    near = sides().filter(
        unit=entry.unit_id, entry__is_silent=False, entry__hashes__overlap=entry.hashes
    )
    mine, matcher = _rows(entry), Matcher.default()
    return [
        side
        for side in near.exclude(entry=entry)
        if side.entry and side.entry.rows and matcher.tells(mine, _rows(side.entry))
    ]


def _rows(entry: Entry) -> NDArray[np.uint64]:
    return rows_of([bytes(row) for row in entry.rows])


def others_of(side: HitSide) -> QuerySet[Entry]:
    """Of a side of the reader's own unit, its other entries that the hit stands for too."""
    if side.entry is None:
        return Entry.objects.none()
    keys = people_of(side.entry.content).union(side.shared)
    same = Key.objects.filter(hash__in=keys).values("entry")
    others = Entry.objects.filter(pk__in=same, unit=side.unit_id, is_silent=False)
    return others.exclude(pk=side.entry.pk).order_by("-registered_at", "-pk")


def _of_the_same(entries: QuerySet[Entry]) -> Q:
    """Raised on an entry of the same person as one of some, or by what one of them has too.

    Which entries these are is asked before: they are few, and each is then found by index.
    """
    found = list(entries.values_list("pk", "content", "things"))
    people = set().union(*(people_of(content) for _, content, _ in found))
    asked = people.union(*(things for *_, things in found))
    keys = Key.objects.filter(hash__in=asked, is_exact=True)
    sharing = list(keys.values_list("hash", "entry"))
    ours = {pk for pk, *_ in found}
    own = {key for key, entry in sharing if entry in ours}
    same = {entry for key, entry in sharing if key in own}
    of_person = {entry for key, entry in sharing if key in people}
    came_by = Q(shared__overlap=[*own])
    came_by |= Q(shared=[], hit__strength=Hit.Strength.EXACT)  # from before it was kept
    return Q(came_by, entry__in=same) | Q(entry__in=of_person)

"""Hits that concern an OCG or an entry.

One hit covers all entries of a unit that share its target. Entries share it if they have the same
person, or the same identifier that raised the hit. Other identifiers on the entry do not count.
"""

import numpy as np
from django.db.models import Q, QuerySet
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.models import Check, Entry, Hit, HitSide, Key
from broadhurst.capabilities.deconfliction.queries.hits import sides
from broadhurst.capabilities.deconfliction.targets.naming import people_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst_linkage.matcher import Matcher, rows_of


def sides_of(ocg: Ocg) -> QuerySet[HitSide]:
    """Return the unit's own sides of hits that concern an OCG.

    They were raised on it, or on another entry of the unit with the same target. An existing hit
    can also answer a check through an identifier that the two units came to share later.
    """
    answered = Check.objects.filter(ocg=ocg).values_list("hits", flat=True)
    own = Q(ocg_ref=ocg.ref) | Q(hit__in=set().union(*answered))
    return sides().filter(own | _on_same_target(Entry.objects.filter(ocg_ref=ocg.ref)))


def open_hits(ocg: Ocg) -> QuerySet[HitSide]:
    """Return the unit's own sides of an OCG's hits that have no outcome yet."""
    return sides_of(ocg).filter(closed_at=None)


def sides_on(entry: Entry) -> QuerySet[HitSide]:
    """Return the sides that concern an entry of the reader's unit.

    A silent entry has only its own sides. Hits on the same target that the unit may know of come
    from an entry that is not silent.
    """
    own = Q(entry=entry)
    if not entry.is_silent:
        own |= _on_same_target(Entry.objects.filter(pk=entry.pk))
    return sides().filter(own, unit=entry.unit_id)


def sides_written_otherwise(entry: Entry) -> list[HitSide]:
    """Return sides on the unit's other entries of the same person, spelt differently.

    Such a hit can already answer a match of this entry, so that no second hit is raised. Only the
    unit's own entries and hits are used.
    """
    if entry.is_silent or not entry.rows:
        return []
    candidates = sides().filter(
        unit=entry.unit_id, entry__is_silent=False, entry__hashes__overlap=entry.hashes
    )
    mine, matcher = _rows(entry), Matcher.default()
    return [
        side
        for side in candidates.exclude(entry=entry)
        if side.entry and side.entry.rows and matcher.tells(mine, _rows(side.entry))
    ]


def _rows(entry: Entry) -> NDArray[np.uint64]:
    return rows_of([bytes(row) for row in entry.rows])


def others_of(side: HitSide) -> QuerySet[Entry]:
    """Return the other entries of the reader's unit that a side covers too."""
    if side.entry is None:
        return Entry.objects.none()
    keys = people_of(side.entry.content).union(side.shared)
    same = Key.objects.filter(hash__in=keys).values("entry")
    others = Entry.objects.filter(pk__in=same, unit=side.unit_id, is_silent=False)
    return others.exclude(pk=side.entry.pk).order_by("-registered_at", "-pk")


def _on_same_target(entries: QuerySet[Entry]) -> Q:
    """Match hits on the same target as the entries.

    It is the same person, or an identifier of theirs raised the hit. The entries are queried first:
    they are few, and each is then found by index.
    """
    rows = list(entries.values_list("pk", "content", "things"))
    people = set().union(*(people_of(content) for _, content, _ in rows))
    hashes = people.union(*(things for *_, things in rows))
    keys = Key.objects.filter(hash__in=hashes, is_exact=True)
    sharing = list(keys.values_list("hash", "entry"))
    ours = {pk for pk, *_ in rows}
    own = {key for key, entry in sharing if entry in ours}
    same = {entry for key, entry in sharing if key in own}
    of_person = {entry for key, entry in sharing if key in people}
    raised_by = Q(shared__overlap=[*own])
    # Older hits were stored without their shared identifiers.
    raised_by |= Q(shared=[], hit__strength=Hit.Strength.EXACT)
    return Q(raised_by, entry__in=same) | Q(entry__in=of_person)

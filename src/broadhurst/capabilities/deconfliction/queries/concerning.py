"""Hits that concern an OCG or an entry.

One hit covers all entries of a unit that share its target. Entries share it if they have the same
person, or the same identifier that raised the hit. Other identifiers on the entry do not count.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import F, Q, QuerySet
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.models import Check, Entry, Hit, HitSide, Key
from broadhurst.capabilities.deconfliction.queries.hits import sides
from broadhurst.capabilities.deconfliction.targets.naming import people_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query, sent_ahead
from broadhurst.foundation.database.ahead import Ask
from broadhurst_linkage.matcher import Matcher, rows_of

EntryRow = tuple[int, Any, list[int]]  # the id, content and identifier hashes of an entry


def sides_of(ocg: Ocg) -> QuerySet[HitSide]:
    """Return the unit's own sides of hits that concern an OCG.

    They were raised on it, or on another entry of the unit with the same target. An existing hit
    can also answer a check through an identifier that the two units came to share later.
    """
    answered = Check.objects.filter(ocg=ocg).values_list("hits", flat=True)
    of_ocg = Q(ocg_ref=ocg.ref) | Q(hit__in=set().union(*answered))
    return sides().filter(of_ocg | _on_same_target(Entry.objects.filter(ocg_ref=ocg.ref)))


def open_hits(ocg: Ocg) -> QuerySet[HitSide]:
    """Return the unit's own sides of an OCG's hits that have no outcome yet."""
    return sides_of(ocg).filter(closed_at=None)


def open_hits_on_each(ocgs: Collection[Ocg]) -> dict[int, list[HitSide]]:
    """Return the result of `open_hits` for many OCGs, by id, with as many queries as for one.

    A unit has few open sides. They are read once, and each is compared with each OCG.
    """
    by_ocg: dict[int, list[HitSide]] = {ocg.pk: [] for ocg in ocgs}
    if not ocgs:
        return by_ocg
    with sent_ahead(asks_of_open_hits(ocgs)):
        sides_now, answers = _open_sides(), _answers([ocg.pk for ocg in ocgs])
        entries = _entries_of([ocg.ref for ocg in ocgs])
    if not sides_now:
        return by_ocg
    answered = defaultdict[int, set[int]](set)
    for pk, hits in answers:
        answered[pk or 0].update(hits)
    rows = defaultdict[str, list[EntryRow]](list)
    for ref, pk, content, things in entries:
        rows[ref].append((pk, content, things))
    sharing = _sharing(_hashes_of(row for of_ocg in rows.values() for row in of_ocg))
    for ocg in ocgs:
        target = _target_of(rows[ocg.ref], sharing)
        by_ocg[ocg.pk] = [
            side
            for side in sides_now
            if side.ocg_ref == ocg.ref or side.hit_id in answered[ocg.pk] or target.is_of(side)
        ]
    return by_ocg


def asks_of_open_hits(ocgs: Collection[Ocg]) -> list[Ask]:
    """Return the first statements of `open_hits_on_each`, to send them ahead."""
    ids, refs = [ocg.pk for ocg in ocgs], [ocg.ref for ocg in ocgs]
    return [_open_sides.ask(), _answers.ask(ids), _entries_of.ask(refs)]


@prepared_query
def _open_sides() -> QuerySet[HitSide]:
    return sides().filter(closed_at=None)


@prepared_query
def _answers(ocgs: list[int]) -> QuerySet[Check, tuple[int | None, list[int]]]:
    return Check.objects.filter(AnyOf(F("ocg"), ocgs)).values_list("ocg", "hits")


@prepared_query
def _entries_of(refs: list[str]) -> QuerySet[Entry, tuple[str, int, Any, list[int]]]:
    rows = Entry.objects.filter(AnyOf(F("ocg_ref"), refs))
    return rows.values_list("ocg_ref", "pk", "submitted", "identifier_hashes")


def sides_on(entry: Entry) -> QuerySet[HitSide]:
    """Return the sides that concern an entry of the reader's unit.

    A silent entry has only its own sides. Hits on the same target that the unit may know of come
    from an entry that is not silent.
    """
    of_entry = Q(entry=entry)
    if not entry.is_silent:
        of_entry |= _on_same_target(Entry.objects.filter(pk=entry.pk))
    return sides().filter(of_entry, unit=entry.unit_id)


def sides_written_otherwise(entry: Entry) -> list[HitSide]:
    """Return sides on the unit's other entries of the same person, spelt differently.

    Such a hit can already answer a match of this entry, so that no second hit is raised. Only the
    unit's own entries and hits are used.
    """
    if entry.is_silent or not entry.feature_vectors:
        return []
    candidates = sides().filter(
        unit=entry.unit_id, entry__is_silent=False, entry__key_hashes__overlap=entry.key_hashes
    )
    mine, matcher = _rows(entry), Matcher.default()
    return [
        side
        for side in candidates.exclude(entry=entry)
        if side.entry and side.entry.feature_vectors and matcher.tells(mine, _rows(side.entry))
    ]


def _rows(entry: Entry) -> NDArray[np.uint64]:
    return rows_of([bytes(row) for row in entry.feature_vectors])


def others_of(side: HitSide) -> QuerySet[Entry]:
    """Return the other entries of the reader's unit that a side covers too."""
    if side.entry is None:
        return Entry.objects.none()
    keys = people_of(side.entry.submitted).union(side.shared)
    same = Key.objects.filter(hash__in=keys).values("entry")
    others = Entry.objects.filter(pk__in=same, unit=side.unit_id, is_silent=False)
    return others.exclude(pk=side.entry.pk).order_by("-registered_at", "-pk")


def _on_same_target(entries: QuerySet[Entry]) -> Q:
    """Match hits on the same target as the entries.

    It is the same person, or an identifier of theirs raised the hit. The entries are queried first:
    they are few, and each is then found by index.
    """
    rows = list(entries.values_list("pk", "submitted", "identifier_hashes"))
    target = _target_of(rows, _sharing(_hashes_of(rows)))
    raised_by = Q(shared__overlap=[*target.keys])
    # Older hits were stored without their shared identifiers.
    raised_by |= Q(shared=[], hit__strength=Hit.Strength.EXACT)
    return Q(raised_by, entry__in=target.same) | Q(entry__in=target.of_person)


@dataclass(frozen=True)
class _Target:
    """The target of some entries, by their exact keys.

    `keys` are these. `same` are the entries that have one of them, and `of_person` the entries
    of the same person.
    """

    keys: set[int]
    same: set[int]
    of_person: set[int]

    def is_of(self, side: HitSide) -> bool:
        """Return whether a side matches the filter of `_on_same_target`."""
        is_raised = not self.keys.isdisjoint(side.shared)
        is_older = not side.shared and side.hit.strength == Hit.Strength.EXACT
        is_same = side.entry_id in self.same and (is_raised or is_older)
        return is_same or side.entry_id in self.of_person


def _hashes_of(rows: Iterable[EntryRow]) -> set[int]:
    return {key for _, content, things in rows for key in (*people_of(content), *things)}


def _sharing(hashes: set[int]) -> list[tuple[int, int]]:
    """Return each exact key of these, with each entry of the reader's unit that has it."""
    return _entries_with([*hashes]) if hashes else []


@prepared_query
def _entries_with(hashes: list[int]) -> QuerySet[Key, tuple[int, int]]:
    rows = Key.objects.filter(AnyOf(F("hash"), hashes), is_exact=True)
    return rows.values_list("hash", "entry")


def _target_of(rows: Sequence[EntryRow], sharing: Iterable[tuple[int, int]]) -> _Target:
    people = set[int]().union(*(people_of(content) for _, content, _ in rows))
    hashes, ours = _hashes_of(rows), {pk for pk, *_ in rows}
    sharing = [(key, entry) for key, entry in sharing if key in hashes]
    own_keys = {key for key, entry in sharing if entry in ours}
    same = {entry for key, entry in sharing if key in own_keys}
    return _Target(own_keys, same, {entry for key, entry in sharing if key in people})

"""Key entries and hits again: with another match key while the site runs, or by other rules.

Changing the match key has three phases, each begun while no check is under way. Decision 0032 gives
the reasons.

1. Entries are looked up by the old key. Checks write the keys of both. The new keys are added to
   all other entries, in batches.
2. Entries are looked up by the new key. Checks still write both. The old keys on hits are replaced,
   in batches.
3. The new key is the only one.

`enter`, `key_batch` and `left` look past row-level security, and call every other function that
reads or writes. Only the matcher uses this.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from django.db.models import Q, QuerySet

from broadhurst.capabilities.deconfliction.matching.entries import change_entries
from broadhurst.capabilities.deconfliction.matching.entry_lifecycle import KEEPING, context_of
from broadhurst.capabilities.deconfliction.matching.match_key import (
    ALONE,
    SHARED,
    held,
    in_use,
    known,
    locked,
)
from broadhurst.capabilities.deconfliction.matching.payload import EntryPayload
from broadhurst.capabilities.deconfliction.models import (
    Entry,
    HitSide,
    Key,
    MatchKeyMark,
    OverMatching,
)
from broadhurst.capabilities.deconfliction.rules.match_keys import (
    Marks,
    objections_to_change_key,
    objections_to_key_entries,
)
from broadhurst.capabilities.deconfliction.targets.match_keys import newest
from broadhurst.capabilities.deconfliction.targets.naming import successors_of
from broadhurst.capabilities.deconfliction.targets.reading import targets_each
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.database.prepared import pipelined, send
from broadhurst.foundation.workflow import refuse_if
from broadhurst_linkage.encoding.version import VERSION

TO_REKEY = "to key entries and hits again with another match key or by the rules of this version"
ENTRIES_AT_ONCE = 5_000
HITS_AT_ONCE = 2_000


class Phase(Enum):
    """A phase of the change, by the match key that it begins to use."""

    WRITE_BOTH = auto()
    LOOK_UP_BY_NEW = auto()
    NEW_ALONE = auto()


class Keyable(Enum):
    """Rows that are keyed again in batches."""

    ENTRIES = auto()
    HITS = auto()


@dataclass(frozen=True)
class Keyed:
    """The number of rows keyed again, and the id of the last one if there may be more."""

    count: int
    last: int | None


NOTHING = Keyed(0, None)


def is_to_begin(*, is_old_lost: bool) -> bool:
    """Return whether the newest match key here must start a key change.

    True if it is neither the current nor the next key in the database. Refuse if the old key is
    not set, unless it is lost.
    """
    marks = in_use()
    refuse_if(objections_to_change_key(marks, held(), is_old_lost=is_old_lost))
    return bool(marks and newest().mark not in (marks.current, marks.next))


def is_changing() -> bool:
    """Return whether the match key is being changed."""
    marks = in_use()
    return bool(marks and (marks.next or marks.old))


def left(*, by_rules_alone: bool = False) -> int:
    """Count the entries that are keyed by the rules of another version, or lack the new key.

    Checks rarely find the former. With `by_rules_alone` only they are counted.
    """
    with elevated(TO_REKEY):
        return _outdated(None if by_rules_alone else known()).count()


def enter(phase: Phase, *, is_old_lost: bool = False) -> None:
    """Enter a phase of the change, unless another process has entered it.

    This waits for the checks under way. The phase to look entries up by the new key needs every
    entry to have it. They are counted before that wait: entries that are written meanwhile have it.
    """
    if phase is Phase.LOOK_UP_BY_NEW:
        refuse_if(["Not all entries have the new keys yet. Run it again."] if left() else [])
    with elevated(TO_REKEY):
        marks = locked(ALONE)
        if phase is not Phase.NEW_ALONE:
            refuse_if(objections_to_change_key(marks, held(), is_old_lost=is_old_lost))
        if marks:
            PHASES[phase](marks)


def key_batch(rows: Keyable, after: int) -> Keyed:
    """Key again the next entries after an id, or the next sides of hits."""
    with elevated(TO_REKEY):
        marks = locked(SHARED)
        return BATCHES[rows](marks, after) if marks else NOTHING


def _write_both(marks: Marks) -> None:
    """Write the keys of this process's newest key too, in every later check."""
    if newest().mark not in (marks.current, marks.next):
        _save(Marks(marks.current, next=newest().mark, generation=marks.generation))


def _look_up_by_new(marks: Marks) -> None:
    if not marks.next:
        return
    old = marks.current if marks.current in held() else ""
    new = _save(Marks(marks.next, old=old, generation=marks.written_generation))
    if old:
        _key_over_matching(new)


def _use_new_alone(marks: Marks) -> None:
    """End the change. Every hit has the new keys, so the old key is no longer needed."""
    if marks.old:
        _save(Marks(marks.current, generation=marks.generation))


def _save(marks: Marks) -> Marks:
    MatchKeyMark.objects.update(
        current=marks.current, next=marks.next, old=marks.old, generation=marks.generation,
        since=clock.now(),
    )  # fmt: skip
    return marks


def _outdated(marks: Marks | None) -> QuerySet[Entry]:
    other_rules = ~Q(version=VERSION)  # read from an index of its own
    if marks and marks.next:
        other_rules |= Q(key_generation__lt=marks.written_generation)
    return Entry.objects.filter(other_rules, expires_at__gt=clock.now())


def _key_entries(marks: Marks, after: int) -> Keyed:
    """Key again the next outdated entries after an id, from the content that was entered.

    Entries that somebody is changing are skipped, because waiting for them could deadlock.
    """
    refuse_if(objections_to_key_entries(marks, held()))
    send(ALONE, [KEEPING])
    outdated = _outdated(marks).filter(pk__gt=after).order_by("pk").select_related("unit")
    unlocked = outdated.select_for_update(of=("self",), skip_locked=True, no_key=True)
    entries = list(unlocked[:ENTRIES_AT_ONCE])
    _key_again(entries, marks)
    return Keyed(len(entries), entries[-1].pk if len(entries) == ENTRIES_AT_ONCE else None)


def _key_again(entries: Sequence[Entry], marks: Marks) -> None:
    """Give entries the rows and keys of today's rules, by the match keys in use.

    Entries keep their earlier keys, which no query uses any more, until they expire: row-level
    security lets no key be deleted before its entry. An entry with nothing that is checked today
    is left without rows.
    """
    results = targets_each(entry.submitted for entry in entries)
    targets = [target and target.under(marks) for target, _ in results]
    keyed = {
        entry.pk: (context_of(entry).keys_of(target), target)
        for entry, target in zip(entries, targets, strict=True)
        if target
    }
    generation = marks.written_generation
    Entry.objects.filter(pk__in={entry.pk for entry in entries}.difference(keyed)).update(
        feature_vectors=[], version=VERSION, key_generation=generation
    )
    if keyed:
        with pipelined():
            change_entries(EntryPayload([*keyed.values()]), [*keyed], generation)


def _key_over_matching(marks: Marks) -> None:
    """Replace the old keys of over-matching values, so that desks are not told of them again."""
    over = {value.hash: value for value in OverMatching.objects.all()}
    first = Key.objects.filter(hash__in=over).order_by("hash", "entry").distinct("hash")
    for key in first.select_related("entry"):
        new = successors_of(key.entry.submitted, marks.old, marks.current).get(key.hash)
        if new is not None:
            value = over[key.hash]
            value.delete()
            OverMatching.objects.bulk_create(
                [OverMatching(hash=new, kind=value.kind, told_at=value.told_at)],
                ignore_conflicts=True,
            )


def _key_hits(marks: Marks, after: int) -> Keyed:
    """Replace the old keys on the next sides of hits after an id. Without any, nothing is left.

    A key that neither side's entry has any more stays, and matches nothing.
    """
    if not marks.old:
        return NOTHING
    rows = HitSide.objects.exclude(entry=None).exclude(shared=[]).filter(pk__gt=after)
    # Locked in the order in which officers who answer several lock them.
    sides = list(rows.select_for_update(no_key=True).order_by("pk")[:HITS_AT_ONCE])
    successors = _successors([side.hit_id for side in sides], marks)
    for side in sides:
        new = successors[side.hit_id]
        side.shared = sorted({new.get(key, key) for key in side.shared})
    HitSide.objects.bulk_update(sides, ["shared"])
    return Keyed(len(sides), sides[-1].pk if len(sides) == HITS_AT_ONCE else None)


def _successors(hits: Sequence[int], marks: Marks) -> Mapping[int, Mapping[int, int]]:
    """Map the old keys of each hit's entries to their new ones."""
    successors: dict[int, dict[int, int]] = {hit: {} for hit in hits}
    sides = HitSide.objects.filter(hit__in=hits).exclude(entry=None)
    for hit, content in sides.values_list("hit", "entry__submitted"):
        successors[hit] |= successors_of(content, marks.old, marks.current)
    return successors


PHASES: Mapping[Phase, Callable[[Marks], None]] = {
    Phase.WRITE_BOTH: _write_both,
    Phase.LOOK_UP_BY_NEW: _look_up_by_new,
    Phase.NEW_ALONE: _use_new_alone,
}
BATCHES: Mapping[Keyable, Callable[[Marks, int], Keyed]] = {
    Keyable.ENTRIES: _key_entries,
    Keyable.HITS: _key_hits,
}

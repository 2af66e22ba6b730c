"""Keep entries in step with an OCG's record: replace corrected ones, withdraw archived ones.

This bypasses row-level security, because the officer who corrects an OCG may be in another unit
than its owner.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from broadhurst.capabilities.deconfliction.matching import match_key
from broadhurst.capabilities.deconfliction.matching.candidates import find_own, lock_keys
from broadhurst.capabilities.deconfliction.matching.entries import store_entries
from broadhurst.capabilities.deconfliction.matching.entry_lifecycle import delete_expired
from broadhurst.capabilities.deconfliction.matching.payload import EntryBatch
from broadhurst.capabilities.deconfliction.matching.stages import CheckContext, StoredTarget
from broadhurst.capabilities.deconfliction.models import Entry, HitSide, Kind
from broadhurst.capabilities.deconfliction.targets.naming import keys_of
from broadhurst.capabilities.deconfliction.targets.recorded import entries_about
from broadhurst.capabilities.deconfliction.targets.target import Content, Target
from broadhurst.capabilities.register.corrections import Before
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated

TO_FOLLOW = "to withdraw or replace entries of an OCG whose record was corrected or archived"
PERSON = Kind.PERSON.value
OF_A_PERSON = (PERSON, "born", "sex")


@dataclass(frozen=True)
class Followed:
    """The entries that were withdrawn, and whether any target needs a new check."""

    withdrawn: Sequence[Entry]
    is_new: bool


def follow(
    context: CheckContext,
    was: Sequence[Before],
    current: Sequence[Content],
    targets: Sequence[Target],
) -> Followed:
    """Withdraw entries that the OCG no longer supports, and enter the corrected targets instead.

    `current` is the OCG's whole content now, `targets` are the corrected ones. A person's hits move
    to their new entry, so that nobody is notified twice of the same hit.
    """
    now = clock.now()
    with elevated(TO_FOLLOW):
        marks = match_key.require()
        mine = Entry.objects.filter(unit=context.unit, ocg_ref=context.ocg_ref, expires_at__gt=now)
        entries = entries_about(mine.order_by("pk"), was)
        withdrawn = [
            entry for entry in entries if not any(_supports(content, entry) for content in current)
        ]
        unchanged = [entry.submitted for entry in entries if entry not in withdrawn]
        is_new = any(target.submitted not in unchanged for target in targets)
        if not (withdrawn or is_new):
            return Followed((), is_new=False)
        # Take all locks that the later check needs, so that it never waits for another.
        batch = EntryBatch(context, targets).under(marks)
        lock_keys(batch.keys.union(*(entry.key_hashes for entry in withdrawn)))
        _expire(withdrawn)
        stored: Sequence[StoredTarget] = ()
        if withdrawn and targets:
            stored = store_entries(batch, find_own(batch), marks.written_generation).stored
        _pass_on_hits(withdrawn, stored, current, now)
        delete_expired([entry.pk for entry in withdrawn])
    return Followed(withdrawn, is_new=is_new or bool(withdrawn and targets))


def withdraw_all(
    ocg_refs: Collection[str], refuse_if_needed: Callable[[], None] | None = None
) -> list[Entry]:
    """Withdraw every entry of OCGs and return them. Hits stay, without the entry.

    The keys are locked first: this waits for checks under way, and holds back new ones. Then
    `refuse_if_needed` may still refuse, for example because one of them raised a hit. Otherwise
    the side of an open hit shows that the entry was removed.
    """
    with elevated(TO_FOLLOW):
        lock_keys({key for entry in _live(ocg_refs) for key in entry.key_hashes})
        if refuse_if_needed:
            refuse_if_needed()
        withdrawn = _live(ocg_refs)
        sides = HitSide.objects.filter(entry__in=withdrawn, closed_at=None)
        locked = sides.select_for_update(of=("self",), no_key=True).order_by("pk")
        HitSide.objects.filter(pk__in=[side.pk for side in locked]).update(
            entry_removed_at=clock.now()
        )
        _expire(withdrawn)
        delete_expired([entry.pk for entry in withdrawn])
    return withdrawn


def _live(ocg_refs: Collection[str]) -> list[Entry]:
    live = Entry.objects.filter(ocg_ref__in=ocg_refs, expires_at__gt=clock.now())
    return list(live.order_by("pk"))


def _expire(withdrawn: Iterable[Entry]) -> None:
    Entry.objects.filter(pk__in=[entry.pk for entry in withdrawn]).update(expires_at=clock.now())


def _supports(content: Content, entry: Entry) -> bool:
    """Return whether everything in an entry is still recorded about the same person or item."""
    entered: Mapping[str, Any] = entry.submitted
    if (content.get(PERSON) or [""])[0] != (entered.get(PERSON) or [""])[0]:
        return False
    return all(_contains(content.get(part), value) for part, value in entered.items())


def _contains(now: Any, was: Any) -> bool:
    if isinstance(was, list | tuple):
        return {*was} <= {*(now or ())}
    return bool(now == was)


def _pass_on_hits(
    withdrawn: Iterable[Entry],
    stored: Collection[StoredTarget],
    current: Sequence[Content],
    now: datetime,
) -> None:
    """Move the hits of people's withdrawn entries to the entries that replace them.

    An open hit is marked as corrected or removed if the OCG no longer supports what it rests on.
    """
    remaining = set().union(*(keys_of(content) for content in current))
    entries: dict[int | None, Entry] = {entry.pk: entry for entry in withdrawn}
    sides = HitSide.objects.filter(entry__in=[*entries]).select_related("hit")
    for side in sides.select_for_update(of=("self",), no_key=True).order_by("pk"):
        entry = entries[side.entry_id]
        successor = _successor(entry, stored)
        if successor:
            side.entry_id = successor.entry_id
        if side.closed_at is None and _is_changed(side, entry, successor, remaining):
            if stored:
                side.entry_corrected_at = now
            else:
                side.entry_removed_at = now
        side.save(update_fields=["entry", "entry_corrected_at", "entry_removed_at"])


def _successor(entry: Entry, stored: Collection[StoredTarget]) -> StoredTarget | None:
    """Return the person's new entry that replaces a withdrawn one."""
    names = {*entry.submitted.get(PERSON, ())}
    people = [entered for entered in stored if entered.target.submitted.get(PERSON)]
    same_name = [entered for entered in people if names & {*entered.target.submitted[PERSON]}]
    successors = same_name or (people if names and len(people) == 1 else [])
    return successors[0] if successors else None


def _is_changed(
    side: HitSide, entry: Entry, successor: StoredTarget | None, remaining: Collection[int]
) -> bool:
    """Return whether the OCG no longer supports what a hit rests on.

    A hit rests on the identifiers that both units entered (`shared`), or else on the parts that
    were compared.
    """
    if side.shared and not {*side.shared} <= {*remaining}:
        return True
    if side.shared and not side.hit.also_same_person:
        return False
    kinds = [PERSON] if side.shared else side.hit.kinds or [side.hit.kind]
    parts = {part for kind in kinds for part in (OF_A_PERSON if kind == PERSON else (kind,))}
    now = successor.target.submitted if successor else {}
    return any(entry.submitted.get(part) != now.get(part) for part in parts)

"""Entries follow the record of an OCG: replaced when corrected, withdrawn when archived.

Past the wall: the officer who corrects an OCG may sit in another unit than the one that owns it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.matching import placing, store
from broadhurst.capabilities.deconfliction.matching.ready import Entering
from broadhurst.capabilities.deconfliction.matching.store import Asker, Placed
from broadhurst.capabilities.deconfliction.models import Entry, HitSide, Kind
from broadhurst.capabilities.deconfliction.queries.ocg_hits import counts_of
from broadhurst.capabilities.deconfliction.targets import Content, Target, keys_of
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.watching import Before
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.database.prepared import pipelined

TO_FOLLOW = "to withdraw or replace entries of an OCG whose record was corrected or archived"
PERSON = Kind.PERSON.value
OF_A_PERSON = (PERSON, "born", "sex")


@dataclass(frozen=True)
class Followed:
    """The entries that were withdrawn, and whether any target is to be checked again."""

    withdrawn: Sequence[Entry]
    is_new: bool


def follow(
    asker: Asker, was: Sequence[Before], current: Sequence[Content], targets: Sequence[Target]
) -> Followed:
    """Withdraw what the OCG no longer says, and enter the targets in its place.

    `current` is all that the OCG says now, `targets` those that were corrected. A person's hits go
    on to their new entry, so that nobody is told a second time of what they know.
    """
    now = clock.now()
    with elevated(TO_FOLLOW):
        mine = Entry.objects.filter(unit=asker.unit, ocg_ref=asker.ocg_ref, expires_at__gt=now)
        entries = [one for one in mine.order_by("pk") if any(_is_of(one, past) for past in was)]
        gone = [one for one in entries if not any(_says(content, one) for content in current)]
        kept = [one.content for one in entries if one not in gone]
        is_new = any(target.content not in kept for target in targets)
        if not (gone or is_new):
            return Followed((), is_new=False)
        # All that the check afterwards locks, so that it never asks for more than is held.
        entering = Entering(asker, targets)
        with pipelined():
            store.lock(
                {*entering.own}.union(
                    *(one.hashes for one in targets), *(one.hashes for one in gone)
                )
            )
        _expire(gone)
        placed: Sequence[Placed] = ()
        if gone and targets:
            life = timedelta(days=rules.ENTRY_LIFE_DAYS)
            placed = placing.place(placing.ask(entering, now), now, now + life)
        _pass_on(gone, placed, current, now)
        placing.delete([one.pk for one in gone])
    return Followed(gone, is_new=is_new or bool(gone and targets))


def hold(ocg_ref: str) -> None:
    """Wait for the checks under way that share a key with an OCG's entries, and keep out others."""
    with elevated(TO_FOLLOW):
        store.lock({key for one in _live(ocg_ref) for key in one.hashes})


def withdraw_all(ocg_ref: str) -> list[Entry]:
    """Withdraw every entry that was made for an OCG; hits stay, without the entry."""
    with elevated(TO_FOLLOW):
        gone = _live(ocg_ref)
        _expire(gone)
        placing.delete([one.pk for one in gone])
    return gone


def open_hits(ocg: Ocg) -> int:
    """Count the open hits of an OCG, the same for every reader."""
    with elevated(TO_FOLLOW):
        return counts_of([ocg]).get(ocg.pk, 0)


def _live(ocg_ref: str) -> list[Entry]:
    live = Entry.objects.filter(ocg_ref=ocg_ref, expires_at__gt=clock.now())
    return list(live.order_by("pk"))


def _expire(gone: Iterable[Entry]) -> None:
    Entry.objects.filter(pk__in=[one.pk for one in gone]).update(expires_at=clock.now())


def _is_of(entry: Entry, was: Before) -> bool:
    """Whether an entry is of a person, by one of their names, or else of one of the things."""
    names = entry.content.get(PERSON, ())
    if names or was.names:
        born = was.born_on.isoformat() if was.born_on else ""
        given = str(entry.content.get("born") or "")
        return bool({*names} & {*was.names}) and (given == born or not (given and born))
    return any(value in entry.content.get(kind, ()) for kind, value in was.things)


def _says(content: Content, entry: Entry) -> bool:
    """Whether everything in an entry is still recorded about the same person or item."""
    held: Mapping[str, Any] = entry.content
    if (content.get(PERSON) or [""])[0] != (held.get(PERSON) or [""])[0]:
        return False
    return all(_holds(content.get(part), value) for part, value in held.items())


def _holds(now: Any, was: Any) -> bool:
    if isinstance(was, list | tuple):
        return {*was} <= {*(now or ())}
    return bool(now == was)


def _pass_on(
    gone: Iterable[Entry], placed: Collection[Placed], current: Sequence[Content], now: datetime
) -> None:
    """Give the hits of people's withdrawn entries to the entries that take their place.

    An open hit says from now on that what it rests on was corrected or removed, if it was.
    """
    left = set().union(*(keys_of(content) for content in current))
    entries: dict[int | None, Entry] = {entry.pk: entry for entry in gone}
    sides = HitSide.objects.filter(entry__in=[*entries]).select_related("hit")
    for side in sides.select_for_update(of=("self",), no_key=True).order_by("pk"):
        entry = entries[side.entry_id]
        heir = _heir(entry, placed)
        if heir:
            side.entry_id = heir.entry_id
        if side.closed_at is None and _is_changed(side, entry, heir, left):
            if placed:
                side.entry_corrected_at = now
            else:
                side.entry_removed_at = now
        side.save(update_fields=["entry", "entry_corrected_at", "entry_removed_at"])


def _heir(entry: Entry, placed: Collection[Placed]) -> Placed | None:
    """The person's entry that takes the place of a withdrawn one."""
    names = {*entry.content.get(PERSON, ())}
    people = [one for one in placed if one.target.content.get(PERSON)]
    same = [one for one in people if names & {*one.target.content[PERSON]}]
    heirs = same or (people if names and len(people) == 1 else [])
    return heirs[0] if heirs else None


def _is_changed(side: HitSide, entry: Entry, heir: Placed | None, left: Collection[int]) -> bool:
    """Whether the OCG no longer says what a hit rests on.

    That is what both units entered alike (`shared`); or else the parts that were compared.
    """
    if side.shared and not {*side.shared} <= {*left}:
        return True
    if side.shared and not side.hit.is_of_one_alike:
        return False
    kinds = [PERSON] if side.shared else side.hit.kinds or [side.hit.kind]
    parts = {part for kind in kinds for part in (OF_A_PERSON if kind == PERSON else (kind,))}
    now = heir.target.content if heir else {}
    return any(entry.content.get(part) != now.get(part) for part in parts)

"""Step 3 of a check: create or renew the unit's entries, in few statements for many targets."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import numpy as np

from broadhurst.capabilities.deconfliction.matching import sql
from broadhurst.capabilities.deconfliction.matching.payload import EntryBatch, EntryPayload
from broadhurst.capabilities.deconfliction.matching.stages import (
    Entries,
    OwnEntries,
    StoredTarget,
)
from broadhurst.capabilities.deconfliction.models import Entry
from broadhurst.capabilities.deconfliction.rules.checking import ENTRY_LIFE_DAYS
from broadhurst.capabilities.deconfliction.targets.target import EXACT
from broadhurst.foundation import clock
from broadhurst.foundation.database.prepared import numbers, pipelined, send
from broadhurst.foundation.doors.references import new_references
from broadhurst_linkage.encoding.rows import WORDS

LIFE = timedelta(days=ENTRY_LIFE_DAYS)


class _Renewed(NamedTuple):
    """An existing entry, and whether its content and version equal the target's."""

    ref: str
    is_unchanged: bool


def store_entries(batch: EntryBatch, own_entries: OwnEntries, generation: int) -> Entries:
    """Create or renew an entry with its keys for each target.

    If an existing entry was withdrawn meanwhile, it is created again. Afterwards every target has
    an entry whose content and keys are those of the target. `generation` is that of the newest
    match key that the targets have the keys of.
    """
    payload, until = batch.payload, clock.now() + LIFE
    ids, new = dict(own_entries.existing), dict(own_entries.new)
    changed: dict[int, int] = {}
    refs: dict[int, str] = {}
    if own_entries.existing:
        renewed = _renew(payload, ids, until)
        if gone := [key for key, entry in ids.items() if entry not in renewed]:
            new |= zip(gone, (pk for (pk,) in numbers(Entry, len(gone)).rows()), strict=True)
        # Entries with another content, or keyed by other rules.
        changed = {
            key: entry
            for key, entry in ids.items()
            if entry in renewed and not renewed[entry].is_unchanged
        }
        refs = {entry: kept.ref for entry, kept in renewed.items()}
    # Sort the keys here while the database writes the entries.
    with pipelined():
        if changed:
            change_entries(payload, _in_order(payload, changed), generation)
        if new:
            refs |= zip(new.values(), new_references("TGT", len(new), 10), strict=True)
            _create(batch, new, refs, until, generation)
    ids |= new
    stored = zip(batch.targets, (ids[own_key] for own_key in batch.own), strict=True)
    return Entries(batch.context, [StoredTarget(target, pk, refs[pk]) for target, pk in stored])


def _in_order(payload: EntryPayload, entries: Mapping[int, int]) -> list[int]:
    """Return the entry of each target in the payload's order; 0 for a target without one.

    `entries` maps the own key of a target to its entry.
    """
    return [entries.get(own_key, 0) for own_key, _ in payload.by_own]


def change_entries(payload: EntryPayload, entries: Sequence[int], generation: int) -> None:
    """Give entries the content and keys of their targets. They keep their earlier keys.

    `entries` has one id for each target of the payload, or 0 to leave that target out.
    """
    send(sql.CHANGE_ENTRIES, _parameters(payload, entries) | {"generation": generation})
    _write_keys(payload, entries, sql.NEW_KEYS_UNLESS_THERE)


def _renew(
    payload: EntryPayload, entries: Mapping[int, int], until: datetime
) -> dict[int, _Renewed]:
    """Renew entries, and return by id those that still exist."""
    parameters = _parameters(payload, _in_order(payload, entries)) | {"until": until}
    rows = send(sql.RENEW_ENTRIES, parameters).rows()
    return {entry: _Renewed(ref, is_unchanged) for entry, ref, is_unchanged in rows}


def _create(
    batch: EntryBatch,
    new: Mapping[int, int],
    refs: Mapping[int, str],
    until: datetime,
    generation: int,
) -> None:
    """Insert new entries by their ids with their keys, which cannot conflict with others."""
    context, payload = batch.context, batch.payload
    common = {
        "unit": context.unit.pk, "ocg_ref": context.ocg_ref, "matter": context.matter,
        "is_silent": context.is_silent, "officer": context.officer and context.officer.pk,
        "now": clock.now(), "until": until, "generation": generation,
    }  # fmt: skip
    entries = _in_order(payload, new)
    send(sql.NEW_ENTRIES, _parameters(payload, entries, refs) | common)
    _write_keys(payload, entries, sql.NEW_KEYS)


def _parameters(
    payload: EntryPayload, entries: Sequence[int], refs: Mapping[int, str] | None = None
) -> dict[str, Any]:
    """Return the parameters of `sql.GIVEN` for the targets that have an entry."""
    refs_of = refs or {}
    targets = (
        f'{text},"key":{entry},"ref":"{refs_of.get(entry, "")}"}}'
        for text, entry in zip(payload.texts, entries, strict=True)
        if entry
    )
    return {"targets": f"[{','.join(targets)}]", "length": 8 * WORDS, "hashes": payload.named}


def _write_keys(payload: EntryPayload, entries: Sequence[int], statement: str) -> None:
    """Insert the keys of the targets that have an entry."""
    hashes, target_indices, kinds = payload.keys
    entry_ids = np.array(entries, np.int64)[target_indices]
    has_entry = entry_ids != 0
    keys = {
        "hashes": hashes[has_entry], "entries": entry_ids[has_entry], "kinds": kinds[has_entry],
    }  # fmt: skip
    send(statement, keys | {"exact": EXACT})

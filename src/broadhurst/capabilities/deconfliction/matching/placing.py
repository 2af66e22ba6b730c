"""Create, renew and delete entries with their keys, in few statements however many there are.

This bypasses row-level security.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np

from broadhurst.capabilities.deconfliction.matching.ready import Entering, EntryPayload
from broadhurst.capabilities.deconfliction.matching.store import Asker, Placed
from broadhurst.capabilities.deconfliction.models import BulkRow, Entry, HitSide
from broadhurst.capabilities.deconfliction.targets import EXACT, OWN, targets_each
from broadhurst.foundation.database.prepared import Sent, array, numbers, pipelined, send
from broadhurst.foundation.doors.references import new_references
from broadhurst_linkage.encoding.rows import WORDS
from broadhurst_linkage.encoding.version import VERSION

# Returns the unit's entry of each target, or the id of a new one.
KNOWN = """
SELECT c.hash, e.id,
       CASE WHEN e.id IS NULL
       THEN nextval(pg_get_serial_sequence('deconfliction_entry', 'id')) END
FROM unnest(%s::bigint[]) AS c(hash)
LEFT JOIN LATERAL (
    SELECT e.id FROM deconfliction_key k JOIN deconfliction_entry e ON e.id = k.entry_id
    WHERE k.hash = c.hash AND e.unit_id = %s AND e.expires_at > %s) e ON true
"""
# The targets are one JSON text, because an array of texts would be quoted letter by letter. Rows
# are in hexadecimal. The key hashes of all targets are one array, each target's identifiers first.
GIVEN = """
FROM json_to_recordset(%(targets)s::json)
    AS g(key bigint, ref text, kind text, label text, content jsonb, rows text, version int,
         first int, last_of_things int, last int)
"""
HASHES = "(%(hashes)s::bigint[])[g.first:g.last]"
THINGS = "(%(hashes)s::bigint[])[g.first:g.last_of_things]"
ROWS = """
ARRAY(SELECT substr(decode(g.rows, 'hex'), 1 + n * %(length)s::int, %(length)s::int)
      FROM generate_series(0, length(g.rows) / 2 / %(length)s::int - 1) AS n)
"""
# If a colleague is withdrawing an entry, this waits for them. The entry is then created again.
RENEWED = f"""
UPDATE deconfliction_entry e SET expires_at = %(until)s {GIVEN} WHERE e.id = g.key
RETURNING e.id, e.ref, e.content = g.content AND e.version = g.version
"""  # noqa: S608 - names of columns
NEW = f"""
INSERT INTO deconfliction_entry (
    id, ref, unit_id, kind, label, content, rows, version, ocg_ref, matter, is_silent,
    registered_by_id, registered_at, expires_at, hashes, things)
SELECT g.key, g.ref, %(unit)s, g.kind, g.label, g.content, {ROWS},
       g.version, %(ocg_ref)s::text, %(matter)s::text, %(is_silent)s::boolean,
       %(officer)s::bigint, %(now)s::timestamptz, %(until)s::timestamptz, {HASHES}, {THINGS}
{GIVEN}
"""
# An entry keeps its earlier keys until it is deleted.
CHANGED = f"""
UPDATE deconfliction_entry e
SET content = g.content, version = g.version, rows = {ROWS},
    hashes = ARRAY(SELECT unnest(e.hashes) UNION SELECT unnest({HASHES})),
    things = ARRAY(SELECT unnest(e.things) UNION SELECT unnest({THINGS}))
{GIVEN} WHERE e.id = g.key
"""  # noqa: S608
NAMED = """
UPDATE deconfliction_entry e SET hashes = e.hashes || k.hash
FROM unnest(%(hashes)s::bigint[], %(entries)s::bigint[]) AS k(hash, entry)
WHERE e.id = k.entry AND k.hash <> ALL (e.hashes)
"""
KEYS = """
INSERT INTO deconfliction_key (hash, entry_id, kind, is_exact)
SELECT hash, entry, kind, kind = %(exact)s
FROM unnest(%(hashes)s::bigint[], %(entries)s::bigint[], %(kinds)s::smallint[])
    AS k(hash, entry, kind)
"""
# Row-level security allows deleting only expired entries. If an entry is being renewed, this waits
# for that, reads the entry again and leaves it. Keys are deleted only with their entry.
GONE = """
WITH gone AS (
    DELETE FROM deconfliction_entry WHERE id = ANY (%s::bigint[]) RETURNING id, hashes
), keys AS (
    DELETE FROM deconfliction_key k USING gone, unnest(gone.hashes) AS own(hash)
    WHERE k.hash = own.hash AND k.entry_id = gone.id)
SELECT id FROM gone
"""
UNLESS_THERE = "ON CONFLICT DO NOTHING"


@dataclass(frozen=True)
class EntryQuery:
    """Targets to enter, and the query for their existing entries."""

    entering: Entering
    sent: Sent


class _Renewed(NamedTuple):
    """An existing entry, and whether its content and version equal the target's."""

    ref: str
    is_unchanged: bool


def find_existing(entering: Entering, now: datetime) -> EntryQuery:
    """Send the query for the targets' existing entries, and for ids for the new ones."""
    own = np.array([own for own, _ in entering.ready.by_own], np.int64)
    sent = send(KNOWN, [np.sort(own), entering.asker.unit.pk, now])
    sent.soon()
    return EntryQuery(entering, sent)


def upsert_entries(query: EntryQuery, now: datetime, until: datetime) -> list[Placed]:
    """Create or renew an entry with its keys for each target of a query."""
    entering, answers = query.entering, query.sent.rows()
    payload = entering.ready
    known = {key: entry for key, entry, _ in answers if entry}
    new_ids = {key: new_id for key, _, new_id in answers if new_id}
    changed: dict[int, int] = {}
    refs: dict[int, str] = {}
    if known:
        renewed = _renew(payload, _in_order(payload, known), until)
        if gone := [key for key, entry in known.items() if entry not in renewed]:
            for key, (new_id,) in zip(gone, numbers(Entry, len(gone)).rows(), strict=True):
                new_ids[key] = new_id
                del known[key]
        # Entries with another content, or keyed by other rules.
        changed = {key: entry for key, entry in known.items() if not renewed[entry].is_unchanged}
        refs = {entry: kept.ref for entry, kept in renewed.items()}
    # Sort the keys here while the database writes the entries.
    with pipelined():
        if changed:
            _change(payload, _in_order(payload, changed))
        if new_ids:
            references = new_references("TGT", len(new_ids), 10)
            new_refs = dict(zip(new_ids.values(), references, strict=True))
            _create(entering.asker, payload, _in_order(payload, new_ids), new_refs, now, until)
            refs |= new_refs
    ids = known | new_ids
    return [
        Placed(target, ids[own], refs[ids[own]])
        for target, own in zip(entering.targets, entering.own, strict=True)
    ]


def _in_order(payload: EntryPayload, entries: Mapping[int, int]) -> list[int]:
    """Return the entry of each target in the payload's order; 0 for a target without one.

    `entries` maps the own key of a target to its entry.
    """
    return [entries.get(own, 0) for own, _ in payload.by_own]


def key_again(entries: Sequence[Entry]) -> None:
    """Give entries the rows and keys of today's rules.

    Entries keep their earlier keys, which no query uses any more, until they expire: row-level
    security lets no key be deleted before its entry. An entry with nothing that is checked today
    is left without rows.
    """
    results = targets_each(entry.content for entry in entries)
    keyed = [
        (
            entry.pk,
            Asker(entry.unit, entry.ocg_ref, entry.matter, entry.is_silent).key_of(target),
            target,
        )
        for entry, (target, _) in zip(entries, results, strict=True)
        if target
    ]
    ids = [pk for pk, *_ in keyed]
    Entry.objects.filter(pk__in={entry.pk for entry in entries}.difference(ids)).update(
        rows=[], version=VERSION
    )
    if keyed:
        with pipelined():
            _change(EntryPayload([(own, target) for _, own, target in keyed]), ids)


def rekey_ownership(entries: Sequence[int], own: Sequence[int]) -> None:
    """Add to each entry the key that its new unit finds it by."""
    hashes, entry_ids = np.array(own, np.int64), np.array(entries, np.int64)
    with pipelined():
        send(NAMED, {"hashes": hashes, "entries": entry_ids})
        kinds = np.full(len(own), OWN, np.int64)
        send(
            f"{KEYS} {UNLESS_THERE}",
            {"hashes": hashes, "entries": entry_ids, "kinds": kinds, "exact": EXACT},
        )


def delete(ids: Collection[int]) -> int:
    """Delete the expired ones of some entries with their keys, and return how many.

    Sides of hits and rows of bulk checks stay, without the entry. If a check is raising a hit on an
    entry, this waits for it, and then also sees the side that the check wrote.
    """
    gone = [pk for (pk,) in send(GONE, [array(ids)]).rows()]
    sides = HitSide.objects.filter(entry__in=gone)
    # Lock in the order in which a desk locks several sides, so that the two cannot deadlock.
    locked = sides.select_for_update(no_key=True).order_by("pk")
    HitSide.objects.filter(pk__in=list(locked.values_list("pk", flat=True))).update(
        entry=None, shared=[]
    )
    BulkRow.objects.filter(entry__in=gone).update(entry=None)
    return len(gone)


def _renew(payload: EntryPayload, entries: Sequence[int], until: datetime) -> dict[int, _Renewed]:
    """Renew entries, and return by id those that still exist."""
    rows = send(RENEWED, _parameters(payload, entries) | {"until": until}).rows()
    return {entry: _Renewed(ref, is_unchanged) for entry, ref, is_unchanged in rows}


def _change(payload: EntryPayload, entries: Sequence[int]) -> None:
    """Give entries the content and keys of their targets. They keep their earlier keys."""
    send(CHANGED, _parameters(payload, entries))
    _write_keys(payload, entries, UNLESS_THERE)


def _create(
    asker: Asker,
    payload: EntryPayload,
    entries: Sequence[int],
    refs: Mapping[int, str],
    now: datetime,
    until: datetime,
) -> None:
    """Insert new entries by their ids with their keys, which cannot conflict with others."""
    common = {
        "unit": asker.unit.pk, "ocg_ref": asker.ocg_ref, "matter": asker.matter,
        "is_silent": asker.is_silent, "officer": asker.officer and asker.officer.pk,
        "now": now, "until": until,
    }  # fmt: skip
    send(NEW, _parameters(payload, entries, refs) | common)
    _write_keys(payload, entries)


def _parameters(
    payload: EntryPayload, entries: Sequence[int], refs: Mapping[int, str] | None = None
) -> dict[str, Any]:
    """Return the parameters of `GIVEN` for the targets that have an entry."""
    known = refs or {}
    targets = (
        f'{text},"key":{entry},"ref":"{known.get(entry, "")}"}}'
        for text, entry in zip(payload.texts, entries, strict=True)
        if entry
    )
    return {"targets": f"[{','.join(targets)}]", "length": 8 * WORDS, "hashes": payload.named}


def _write_keys(payload: EntryPayload, entries: Sequence[int], unless_there: str = "") -> None:
    """Insert the keys of the targets that have an entry."""
    hashes, target_indices, kinds = payload.keys
    entry_ids = np.array(entries, np.int64)[target_indices]
    has_entry = entry_ids != 0
    keys = {
        "hashes": hashes[has_entry], "entries": entry_ids[has_entry], "kinds": kinds[has_entry],
    }  # fmt: skip
    send(f"{KEYS} {unless_there}", keys | {"exact": EXACT})

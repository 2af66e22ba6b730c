"""Entries and keys, made or renewed in few statements, however many targets. Past the wall."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from django.db import connection

from broadhurst.capabilities.deconfliction.engine.rows import WORDS
from broadhurst.capabilities.deconfliction.matching.store import Asker, Placed
from broadhurst.capabilities.deconfliction.models import Entry
from broadhurst.capabilities.deconfliction.targets import EXACT, OWN, WEAK, Target
from broadhurst.foundation.doors.references import new_references

KNOWN = """
SELECT k.hash, e.id, e.content = c.content::jsonb AND e.version = c.version
FROM unnest(%s::bigint[], %s::text[], %s::int[]) AS c(hash, content, version)
JOIN deconfliction_key k ON k.hash = c.hash
JOIN deconfliction_entry e ON e.id = k.entry_id
WHERE e.unit_id = %s AND e.expires_at > %s
"""
# What differs between targets comes in columns; a target's rows come as one text, in hexadecimal.
NEW = """
INSERT INTO deconfliction_entry (
    ref, unit_id, kind, label, content, rows, version, ocg_ref, matter, is_silent,
    registered_by_id, registered_at, expires_at)
SELECT g.key, %(unit)s, g.kind, g.label, g.content::jsonb,
       ARRAY(SELECT substr(decode(g.rows, 'hex'), 1 + n * %(length)s, %(length)s)
             FROM generate_series(0, length(g.rows) / 2 / %(length)s - 1) AS n),
       g.version, %(ocg_ref)s, %(matter)s, %(is_silent)s, %(officer)s, %(now)s, %(until)s
FROM unnest(%(key)s::text[], %(kind)s::text[], %(label)s::text[], %(content)s::text[],
            %(rows)s::text[], %(version)s::int[]) AS g(key, kind, label, content, rows, version)
RETURNING ref, id
"""
CHANGED = """
UPDATE deconfliction_entry e SET
    content = g.content::jsonb, version = g.version,
    rows = ARRAY(SELECT substr(decode(g.rows, 'hex'), 1 + n * %(length)s, %(length)s)
                 FROM generate_series(0, length(g.rows) / 2 / %(length)s - 1) AS n)
FROM unnest(%(key)s::bigint[], %(content)s::text[], %(rows)s::text[], %(version)s::int[])
    AS g(key, content, rows, version)
WHERE e.id = g.key
"""
KEYS = """
INSERT INTO deconfliction_key (hash, entry_id, kind, is_exact)
SELECT hash, entry, kind, kind = %(exact)s
FROM unnest(%(hashes)s::bigint[], %(entries)s::bigint[], %(kinds)s::smallint[])
    AS k(hash, entry, kind)
"""
UNLESS_THERE = "ON CONFLICT DO NOTHING"


def place(asker: Asker, targets: Sequence[Target], now: datetime, until: datetime) -> list[Placed]:
    """An entry for each target, made or renewed, with its keys."""
    if not targets:
        return []
    own = [asker.key_of(target) for target in targets]
    wanted = dict(zip(own, targets, strict=True))
    ids, changed = _known(asker, wanted, now)
    if ids:
        Entry.objects.filter(pk__in=ids.values()).update(expires_at=until)
    if changed:
        _change({ids[key]: wanted[key] for key in changed})
        _write_keys(((key, ids[key], wanted[key]) for key in changed), UNLESS_THERE)
    if fresh := wanted.keys() - ids.keys():
        ids |= _make(asker, {key: wanted[key] for key in fresh}, now, until)
        _write_keys((key, ids[key], wanted[key]) for key in fresh)
    return [Placed(target, ids[key]) for key, target in zip(own, targets, strict=True)]


def _known(
    asker: Asker, wanted: Mapping[int, Target], now: datetime
) -> tuple[dict[int, int], set[int]]:
    """The entries that there are, and the keys of those whose content or rules have changed."""
    contents = [target.written for target in wanted.values()]
    versions = [target.version for target in wanted.values()]
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [_numbers(wanted), contents, _numbers(versions), asker.unit.pk, now])
        found = cursor.fetchall()
    return {key: entry for key, entry, _ in found}, {key for key, _, same in found if not same}


def _make(
    asker: Asker, targets: Mapping[int, Target], now: datetime, until: datetime
) -> dict[int, int]:
    """New entries, by their targets' keys."""
    refs = new_references("TGT", len(targets), 10)
    of_all = {
        "unit": asker.unit.pk, "ocg_ref": asker.ocg_ref, "matter": asker.matter,
        "is_silent": asker.is_silent, "officer": asker.officer and asker.officer.pk, "now": now,
        "until": until,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(NEW, _given(refs, targets.values()) | of_all)
        made = dict(cursor.fetchall())
    return {key: made[ref] for key, ref in zip(targets, refs, strict=True)}


def _change(targets: Mapping[int, Target]) -> None:
    """What some entries say, by their numbers."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, _given(list(targets), targets.values()))


def _given(keys: list[Any], targets: Iterable[Target]) -> dict[str, Any]:
    """Targets as columns, each with a key of its own."""
    each = list(targets)
    return {
        "key": keys, "kind": [one.kind for one in each],
        "label": [one.label for one in each], "content": [one.written for one in each],
        "rows": [b"".join(one.rows).hex() for one in each],
        "version": _numbers(one.version for one in each), "length": 8 * WORDS,
    }  # fmt: skip


def _write_keys(entries: Iterable[tuple[int, int, Target]], unless_there: str = "") -> None:
    """The keys of some entries, of which the own key and the number are given.

    In the order of the index, which then takes many to a page and not each to another.
    """
    hashes: list[int] = []
    kinds: list[int] = []
    of_entry: list[int] = []
    for own, entry, target in entries:
        keys = dict(_keys_of(target, own))  # each once: a new entry's keys meet no other
        hashes += keys
        kinds += keys.values()
        of_entry += [entry] * len(keys)
    order = np.argsort(np.array(hashes, np.int64))
    columns = (np.array(one, np.int64)[order].tolist() for one in (hashes, of_entry, kinds))
    asked: dict[str, Any] = dict(
        zip(("hashes", "entries", "kinds"), map(_numbers, columns), strict=True), exact=EXACT
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{KEYS} {unless_there}", asked)


def _keys_of(target: Target, own: int) -> Iterator[tuple[int, int]]:
    """Each key and its rule's number; of two rules' the firmer."""
    yield from target.kept.items()
    yield from ((key, WEAK) for key in target.weak)
    yield from ((key, EXACT) for key in target.exact)
    yield own, OWN


def _numbers(these: Iterable[int]) -> str:
    """An array of numbers as PostgreSQL reads it: written at once, not one by one."""
    return f"{{{','.join(map(str, these))}}}"

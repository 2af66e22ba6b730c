"""Entries and keys, made, renewed or deleted in few statements, however many. Past the wall."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np

from broadhurst.capabilities.deconfliction.matching.ready import Entering, Ready
from broadhurst.capabilities.deconfliction.matching.store import Asker, Placed
from broadhurst.capabilities.deconfliction.models import BulkRow, Entry, HitSide
from broadhurst.capabilities.deconfliction.targets import EXACT, OWN, targets_each
from broadhurst.foundation.database.prepared import array, numbers, pipelined, send
from broadhurst.foundation.doors.references import new_references
from broadhurst.foundation.sending import Sent
from broadhurst_linkage.encoding.rows import WORDS
from broadhurst_linkage.encoding.version import VERSION

# Of each target its unit's entry, or the number of a new one.
KNOWN = """
SELECT c.hash, e.id,
       CASE WHEN e.id IS NULL
       THEN nextval(pg_get_serial_sequence('deconfliction_entry', 'id')) END
FROM unnest(%s::bigint[]) AS c(hash)
LEFT JOIN LATERAL (
    SELECT e.id FROM deconfliction_key k JOIN deconfliction_entry e ON e.id = k.entry_id
    WHERE k.hash = c.hash AND e.unit_id = %s AND e.expires_at > %s) e ON true
"""
# What differs between targets comes as one text for all of them: an array of texts would be quoted
# letter by letter. A target's rows are in hexadecimal.
# The hashes of its keys stand together in one array for all of them, those of things first.
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
# One that a colleague withdraws at this moment is waited for, and is made anew; the others stay.
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
# The keys that it had stay its own until it goes.
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
# The wall lets nothing go before its expiry. An entry that is renewed at this moment is waited for,
# looked at again and left; its keys go only with it.
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
class Asked:
    """What is to be entered, and the question which entries there are of it."""

    entering: Entering
    sent: Sent


class _Renewed(NamedTuple):
    """An entry that was there, and whether it says what its target does."""

    ref: str
    is_the_same: bool


def ask(entering: Entering, now: datetime) -> Asked:
    """Ask which entries of the targets there are, and for numbers for those that there are not."""
    own = np.array([own for own, _ in entering.ready.by_own], np.int64)
    sent = send(KNOWN, [np.sort(own), entering.asker.unit.pk, now])
    sent.soon()
    return Asked(entering, sent)


def place(asked: Asked, now: datetime, until: datetime) -> list[Placed]:
    """An entry for each target that was asked for, made or renewed, with its keys."""
    entering, answers = asked.entering, asked.sent.rows()
    ready = entering.ready
    known = {key: entry for key, entry, _ in answers if entry}
    fresh = {key: new for key, _, new in answers if new}
    changed: dict[int, int] = {}
    refs: dict[int, str] = {}
    if known:
        renewed = _renewed(ready, _in_order(ready, known), until)
        if gone := [key for key, entry in known.items() if entry not in renewed]:
            for key, (new,) in zip(gone, numbers(Entry, len(gone)).rows(), strict=True):
                fresh[key] = new
                del known[key]
        # Those whose content or rules have changed.
        changed = {key: entry for key, entry in known.items() if not renewed[entry].is_the_same}
        refs = {entry: one.ref for entry, one in renewed.items()}
    # While the database writes entries, their keys are put in order.
    with pipelined():
        if changed:
            _change(ready, _in_order(ready, changed))
        if fresh:
            made = dict(zip(fresh.values(), new_references("TGT", len(fresh), 10), strict=True))
            _make(entering.asker, ready, _in_order(ready, fresh), made, now, until)
            refs |= made
    ids = known | fresh
    return [
        Placed(target, ids[own], refs[ids[own]])
        for target, own in zip(entering.targets, entering.own, strict=True)
    ]


def _in_order(ready: Ready, entries: Mapping[int, int]) -> list[int]:
    """The entry of each target, of which the own key is given; 0 for one that has none here."""
    return [entries.get(own, 0) for own, _ in ready.by_own]


def key_again(entries: Sequence[Entry]) -> None:
    """Give entries the rows and keys that their contents have by today's rules.

    They keep those that they had, by which nobody asks any more, until they expire: the wall lets
    no key go before its entry. An entry in which nothing is checked today is left without rows.
    """
    read = targets_each(one.content for one in entries)
    keyed = [
        (one.pk, Asker(one.unit, one.ocg_ref, one.matter, one.is_silent).key_of(target), target)
        for one, (target, _) in zip(entries, read, strict=True)
        if target
    ]
    ids = [pk for pk, *_ in keyed]
    Entry.objects.filter(pk__in={one.pk for one in entries}.difference(ids)).update(
        rows=[], version=VERSION
    )
    if keyed:
        with pipelined():
            _change(Ready([(own, target) for _, own, target in keyed]), ids)


def own_again(entries: Sequence[int], own: Sequence[int]) -> None:
    """Give each entry the key by which its unit finds it, beside those that it has."""
    hashes, of = np.array(own, np.int64), np.array(entries, np.int64)
    with pipelined():
        send(NAMED, {"hashes": hashes, "entries": of})
        kinds = np.full(len(own), OWN, np.int64)
        send(
            f"{KEYS} {UNLESS_THERE}",
            {"hashes": hashes, "entries": of, "kinds": kinds, "exact": EXACT},
        )


def delete(ids: Collection[int]) -> int:
    """Delete those entries that are past their expiry, with their keys; says how many.

    Sides of hits and rows of bulk checks stay, without the entry. Who raises a hit on one of them
    at this moment is waited for; the side that they wrote was not to be seen before.
    """
    gone = [pk for (pk,) in send(GONE, [array(ids)]).rows()]
    sides = HitSide.objects.filter(entry__in=gone)
    # In the order in which a desk that decides on several takes them.
    held = sides.select_for_update(no_key=True).order_by("pk")
    HitSide.objects.filter(pk__in=list(held.values_list("pk", flat=True))).update(
        entry=None, shared=[]
    )
    BulkRow.objects.filter(entry__in=gone).update(entry=None)
    return len(gone)


def _renewed(ready: Ready, entries: Sequence[int], until: datetime) -> dict[int, _Renewed]:
    """The entries that are there still, by their numbers."""
    rows = send(RENEWED, _given(ready, entries) | {"until": until}).rows()
    return {entry: _Renewed(ref, is_the_same) for entry, ref, is_the_same in rows}


def _change(ready: Ready, entries: Sequence[int]) -> None:
    """Have entries say what their targets do. They keep the keys that they had."""
    send(CHANGED, _given(ready, entries))
    _write_keys(ready, entries, UNLESS_THERE)


def _make(
    asker: Asker,
    ready: Ready,
    entries: Sequence[int],
    refs: Mapping[int, str],
    now: datetime,
    until: datetime,
) -> None:
    """New entries, by their numbers, and their keys, which meet no other."""
    of_all = {
        "unit": asker.unit.pk, "ocg_ref": asker.ocg_ref, "matter": asker.matter,
        "is_silent": asker.is_silent, "officer": asker.officer and asker.officer.pk,
        "now": now, "until": until,
    }  # fmt: skip
    send(NEW, _given(ready, entries, refs) | of_all)
    _write_keys(ready, entries)


def _given(
    ready: Ready, entries: Sequence[int], refs: Mapping[int, str] | None = None
) -> dict[str, Any]:
    """Targets by their entries' numbers, as JSON; not those that have none."""
    known = refs or {}
    each = (
        f'{text},"key":{entry},"ref":"{known.get(entry, "")}"}}'
        for text, entry in zip(ready.texts, entries, strict=True)
        if entry
    )
    return {"targets": f"[{','.join(each)}]", "length": 8 * WORDS, "hashes": ready.named}


def _write_keys(ready: Ready, entries: Sequence[int], unless_there: str = "") -> None:
    """The keys of targets, by their entries' numbers; not of those that have none."""
    hashes, places, kinds = ready.keys
    of = np.array(entries, np.int64)[places]
    there = of != 0
    given = {"hashes": hashes[there], "entries": of[there], "kinds": kinds[there]}
    send(f"{KEYS} {unless_there}", given | {"exact": EXACT})

"""Entries and keys, made, renewed or deleted in few statements, however many. Past the wall."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from broadhurst.capabilities.deconfliction.engine.rows import VERSION, WORDS
from broadhurst.capabilities.deconfliction.matching.store import Asker, Placed
from broadhurst.capabilities.deconfliction.models import BulkRow, Entry, HitSide
from broadhurst.capabilities.deconfliction.targets import EXACT, OWN, WEAK, Target, targets_each
from broadhurst.foundation.doors.references import new_references
from broadhurst.foundation.sending import Sent
from broadhurst.foundation.statements import array, at_once, numbers, send

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
GIVEN = """
FROM json_to_recordset(%(targets)s::json)
    AS g(key bigint, ref text, kind text, label text, content jsonb, rows text, version int)
"""
ROWS = """
ARRAY(SELECT substr(decode(g.rows, 'hex'), 1 + n * %(length)s::int, %(length)s::int)
      FROM generate_series(0, length(g.rows) / 2 / %(length)s::int - 1) AS n)
"""
# One that a colleague withdraws at this moment is waited for, and is made anew; the others stay.
RENEWED = f"""
UPDATE deconfliction_entry e SET expires_at = %(until)s {GIVEN} WHERE e.id = g.key
RETURNING e.id, e.content = g.content AND e.version = g.version
"""  # noqa: S608 - names of columns
NEW = f"""
INSERT INTO deconfliction_entry (
    id, ref, unit_id, kind, label, content, rows, version, ocg_ref, matter, is_silent,
    registered_by_id, registered_at, expires_at)
SELECT g.key, g.ref, %(unit)s, g.kind, g.label, g.content, {ROWS},
       g.version, %(ocg_ref)s::text, %(matter)s::text, %(is_silent)s::boolean,
       %(officer)s::bigint, %(now)s::timestamptz, %(until)s::timestamptz
{GIVEN}
"""
CHANGED = f"""
UPDATE deconfliction_entry e SET content = g.content, version = g.version, rows = {ROWS}
{GIVEN} WHERE e.id = g.key
"""  # noqa: S608
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
    DELETE FROM deconfliction_entry WHERE id = ANY (%s::bigint[]) RETURNING id
), keys AS (DELETE FROM deconfliction_key WHERE entry_id IN (SELECT id FROM gone))
SELECT id FROM gone
"""
UNLESS_THERE = "ON CONFLICT DO NOTHING"


@dataclass(frozen=True)
class Asked:
    """Targets by the keys of their unit's own entries, and which of these there are."""

    targets: Sequence[Target]
    own: list[int]
    wanted: dict[int, Target]
    sent: Sent


def ask(asker: Asker, targets: Sequence[Target], now: datetime) -> Asked:
    """Ask which entries of the targets there are, and for numbers for those that there are not."""
    own = [asker.key_of(target) for target in targets]
    wanted = dict(zip(own, targets, strict=True))
    sent = send(KNOWN, [np.fromiter(wanted, np.int64), asker.unit.pk, now])
    sent.soon()
    return Asked(targets, own, wanted, sent)


def place(asker: Asker, asked: Asked, now: datetime, until: datetime) -> list[Placed]:
    """An entry for each target that was asked for, made or renewed, with its keys."""
    wanted, answers = asked.wanted, asked.sent.rows()
    known = {key: entry for key, entry, _ in answers if entry}
    fresh = {key: new for key, _, new in answers if new}
    changed: dict[int, int] = {}
    if known:
        renewed = _renewed({pk: wanted[key] for key, pk in known.items()}, until)
        if gone := [key for key, entry in known.items() if entry not in renewed]:
            for key, (new,) in zip(gone, numbers(Entry, len(gone)).rows(), strict=True):
                fresh[key] = new
                del known[key]
        # Those whose content or rules have changed.
        changed = {pk: key for key, pk in known.items() if not renewed[pk]}
    # While the database writes entries, their keys are put in order.
    with at_once():
        if changed:
            send(CHANGED, _given({pk: wanted[key] for pk, key in changed.items()}))
            _write_keys(((key, pk, wanted[key]) for pk, key in changed.items()), UNLESS_THERE)
        if fresh:
            _make(asker, {new: wanted[key] for key, new in fresh.items()}, now, until)
            _write_keys((key, new, wanted[key]) for key, new in fresh.items())
    ids = known | fresh
    return [Placed(target, ids[key]) for target, key in zip(asked.targets, asked.own, strict=True)]


def key_again(entries: Sequence[Entry]) -> None:
    """Give entries the rows and keys that their contents have by today's rules.

    They keep those that they had, by which nobody asks any more, until they expire: the wall lets
    no key go before its entry. An entry in which nothing is checked today is left without rows.
    """
    read = targets_each(one.content for one in entries)
    keyed = {
        one.pk: (Asker(one.unit, one.ocg_ref, one.matter, one.is_silent).key_of(target), target)
        for one, (target, _) in zip(entries, read, strict=True)
        if target
    }
    Entry.objects.filter(pk__in=[one.pk for one in entries if one.pk not in keyed]).update(
        rows=[], version=VERSION
    )
    with at_once():
        send(CHANGED, _given({pk: target for pk, (_, target) in keyed.items()}))
        _write_keys(((own, pk, target) for pk, (own, target) in keyed.items()), UNLESS_THERE)


def delete(ids: Collection[int]) -> int:
    """Delete those entries that are past their expiry, with their keys; says how many.

    Sides of hits and rows of bulk checks stay, without the entry. Who raises a hit on one of them
    at this moment is waited for; the side that they wrote was not to be seen before.
    """
    gone = [pk for (pk,) in send(GONE, [array(ids)]).rows()]
    HitSide.objects.filter(entry__in=gone).update(entry=None, shared=[])
    BulkRow.objects.filter(entry__in=gone).update(entry=None)
    return len(gone)


def _renewed(targets: Mapping[int, Target], until: datetime) -> dict[int, bool]:
    """The entries that are there still, and of each whether it says what its target does."""
    given = {"targets": _given(targets)["targets"], "until": until}
    return dict(send(RENEWED, given).rows())


def _make(asker: Asker, targets: Mapping[int, Target], now: datetime, until: datetime) -> None:
    """New entries, by their numbers."""
    of_all = {
        "unit": asker.unit.pk, "ocg_ref": asker.ocg_ref, "matter": asker.matter,
        "is_silent": asker.is_silent, "officer": asker.officer and asker.officer.pk,
        "now": now, "until": until,
    }  # fmt: skip
    send(NEW, _given(targets, new_references("TGT", len(targets), 10)) | of_all)


def _given(targets: Mapping[int, Target], refs: Sequence[str] = ()) -> dict[str, Any]:
    """Targets by their entries' numbers, as JSON in which each content stands as it is written."""
    each = (
        f'{{"key":{key},"ref":"{ref}","kind":"{one.kind}","label":{json.dumps(one.label)},'
        f'"content":{one.written},"rows":"{b"".join(one.rows).hex()}","version":{one.version}}}'
        for (key, one), ref in zip(targets.items(), refs or [""] * len(targets), strict=True)
    )
    return {"targets": f"[{','.join(each)}]", "length": 8 * WORDS}


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
    columns = (np.array(one, np.int64)[order] for one in (hashes, of_entry, kinds))
    given = dict(zip(("hashes", "entries", "kinds"), columns, strict=True))
    send(f"{KEYS} {unless_there}", given | {"exact": EXACT})


def _keys_of(target: Target, own: int) -> Iterator[tuple[int, int]]:
    """Each key and its rule's number; of two rules' the firmer."""
    yield from target.kept.items()
    yield from ((key, WEAK) for key in target.weak)
    yield from ((key, EXACT) for key in target.exact)
    yield own, OWN

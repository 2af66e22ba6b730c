"""Fill a store with many entries and their keys by COPY, like a site of that size."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import numpy as np
import psycopg
import pyarrow as pa
from django.conf import settings
from numpy.typing import NDArray
from psycopg import sql
from psycopg.types.json import Jsonb

from broadhurst.capabilities.deconfliction.matching.stages import CheckContext
from broadhurst.capabilities.deconfliction.models import Kind
from broadhurst.capabilities.deconfliction.rules.checking import ENTRY_LIFE_DAYS
from broadhurst.capabilities.deconfliction.rules.days import NoDate, born
from broadhurst.capabilities.deconfliction.targets.match_keys import newest
from broadhurst.capabilities.deconfliction.targets.reading import born_words
from broadhurst.capabilities.deconfliction.targets.target import EXACT, OWN, Keys, Target
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Unit
from broadhurst_linkage import identifiers as kinds
from broadhurst_linkage.blocking.batch_keys import key_arrays
from broadhurst_linkage.encoding.registers import rows_of_table
from broadhurst_linkage.encoding.version import VERSION
from broadhurst_linkage.normalise import person
from broadhurst_linkage.normalise.invalid import Invalid

Words = NDArray[np.uint64]
Record = dict[str, Any]
MATTER = "BENCH"
WHOLE_DATE = len("1988-03-27")
PARTS = {
    "first": "first_name", "middle": "middle_name", "surname": "surname", "sex": "sex",
    "born": "dob", "street": "street", "town": "town", "postcode": "postcode",
}  # fmt: skip
ENTRIES = (
    "COPY deconfliction_entry (id, ref, unit_id, kind, title, submitted, feature_vectors, version, "
    "ocg_ref, matter, is_silent, registered_at, expires_at, key_hashes, identifier_hashes) "
    "FROM STDIN"
)
KEYS = "COPY deconfliction_key (hash, entry_id, kind, is_exact) FROM STDIN (FORMAT BINARY)"
# PostgreSQL's binary COPY: a header, then for each row the number of fields and each one's length
# and value, highest byte first, and -1 at the end.
HEADER, END = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
KEY_ROW = np.dtype([
    ("fields", ">i2"), ("hash_length", ">i4"), ("hash", ">i8"), ("entry_length", ">i4"),
    ("entry", ">i8"), ("kind_length", ">i4"), ("kind", ">i2"), ("exact_length", ">i4"),
    ("exact", "u1"),
])  # fmt: skip
LENGTHS = {"fields": 4, "hash_length": 8, "entry_length": 8, "kind_length": 2, "exact_length": 1}


class Fill:
    """Adds registers to the store, and creates the indexes after the last."""

    def __init__(self, units: list[Unit]) -> None:
        self.contexts = [CheckContext(unit, matter=MATTER) for unit in units]
        self.now = clock.now()
        self.until = self.now + timedelta(days=ENTRY_LIFE_DAYS)
        self.entries = 0

    def add(self, register: pa.Table) -> None:
        """Enter each record for some unit, with the keys that a check would write."""
        register = with_real_days(register)
        rows = rows_of_table(register)
        ends, unsigned, numbers = key_arrays(rows, newest().row_secret, False)
        hashes = unsigned.view(np.int64)
        first = self.entries + 1
        entry = np.repeat(np.arange(first, first + len(rows)), np.diff(ends))
        others: list[tuple[int, int, int, bool]] = []
        with psycopg.connect(settings.STORE.owner_url) as owner, owner.cursor() as cursor:
            with cursor.copy(ENTRIES) as copy:
                for at, record in enumerate(register.to_pylist(), start=first):
                    context = self.contexts[at % len(self.contexts)]
                    target = _target(record)
                    own, things = context.key_of(target), [*target.exact]
                    loose = hashes[ends[at - first] : ends[at - first + 1]].tolist()
                    copy.write_row(
                        (at, f"TGT-{at}", context.unit.pk, target.kind, target.title,
                         Jsonb(target.submitted), [rows[at - first].tobytes()], target.version, "",
                         MATTER, False, self.now, self.until, [*things, own, *loose], things)
                    )  # fmt: skip
                    others.append((own, at, OWN, False))
                    others.extend((key, at, EXACT, True) for key in things)
            with cursor.copy(KEYS) as copy:
                copy.write(HEADER)
                copy.write(_packed(hashes, entry, numbers, np.zeros(1)))
                copy.write(_packed(*np.array(others, np.int64).T))
                copy.write(END)
        self.entries += len(rows)


def with_real_days(register: pa.Table) -> pa.Table:
    """Remove dates of birth that an error made impossible, as a form refuses them."""
    today = clock.today()
    days = [day if day and _can_be(day, today) else None for day in register["dob"].to_pylist()]
    at = register.column_names.index("dob")
    return register.set_column(at, "dob", pa.array(days, pa.string()))


def _can_be(text: str, today: date) -> bool:
    try:
        return born(text, today) == text
    except NoDate:
        return False


@contextmanager
def indexed_after() -> Iterator[None]:
    """Drop the two tables' indexes and keys; create them again afterwards."""
    again = []
    with psycopg.connect(settings.STORE.owner_url) as owner:
        for query, drop, add in (
            (KEY_CONSTRAINTS, "ALTER TABLE deconfliction_key DROP CONSTRAINT {}",
             "ALTER TABLE deconfliction_key ADD CONSTRAINT {} "),
            (INDEXES, "DROP INDEX {}", ""),
        ):  # fmt: skip
            for name, definition in owner.execute(query).fetchall():
                owner.execute(sql.SQL(drop).format(sql.Identifier(name)))
                again.append(sql.SQL(add).format(sql.Identifier(name)) + sql.SQL(definition))
    yield
    with psycopg.connect(settings.STORE.owner_url) as owner:
        for statement in again:
            owner.execute(statement)
        owner.execute(
            "SELECT setval(pg_get_serial_sequence('deconfliction_entry', 'id'), max(id)) "
            "FROM deconfliction_entry"
        )
        owner.commit()
        owner.autocommit = True
        owner.execute("VACUUM ANALYZE deconfliction_entry, deconfliction_key")
        owner.execute("CHECKPOINT")


# The primary key first, as its index is the only one that the foreign key does not need.
KEY_CONSTRAINTS = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = 'deconfliction_key'::regclass AND contype IN ('p', 'f', 'u')
ORDER BY contype DESC
"""
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index i
WHERE indrelid IN ('deconfliction_key'::regclass, 'deconfliction_entry'::regclass)
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""


def _target(record: Record) -> Target:
    """Return a record as a target without its row, which is encoded in bulk."""
    content: Record = {part: record[name] for part, name in PARTS.items() if record[name]}
    name = " ".join(filter(None, (record["first_name"], record["middle_name"], record["surname"])))
    content["person"] = [name]
    exact = {}
    for kind, text in ((Kind.PHONE, record["phone"]), (Kind.VEHICLE, record["vrm"])):
        if text:
            content[kind.value] = [text]
            if key := _key_of(kind.value, text):
                exact[key] = kind.value
    if len(content.get("born", "")) == WHOLE_DATE:
        form = person.normalise(name, date.fromisoformat(content["born"]))
        exact[newest().hash(Kind.PERSON, person.VERSION, form)] = Kind.PERSON.value
    label = name + born_words(content)
    return Target(Kind.PERSON.value, label, content, keys=Keys(exact=exact), version=VERSION)


def _key_of(kind: str, text: str) -> int | None:
    """Return the exact key of an identifier, or None if an error made it invalid."""
    rule = kinds.KINDS[kind]
    try:
        return newest().hash(kind, rule.version, rule.normalise(text))
    except Invalid:
        return None


def _packed(
    hashes: NDArray[Any], entry: NDArray[Any], numbers: NDArray[Any], exact: NDArray[Any]
) -> bytes:
    """Pack keys as rows of a binary COPY."""
    packed = np.empty(len(hashes), KEY_ROW)
    for name, value in LENGTHS.items():
        packed[name] = value
    packed["hash"], packed["entry"] = hashes, entry
    packed["kind"], packed["exact"] = numbers, exact
    return packed.tobytes()

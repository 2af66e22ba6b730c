"""Encode a whole register: each distinct name, date and street is read only once."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from broadhurst_linkage.encoding import rows
from broadhurst_linkage.encoding.characters import (
    UNREAD,
    Words,
    buffers,
    fill_outward,
    read_characters,
    read_phones,
)
from broadhurst_linkage.encoding.name_rarity import rarity_of
from broadhurst_linkage.encoding.packed_text import pack_letters
from broadhurst_linkage.encoding.rarity import NameKind
from broadhurst_linkage.names import COMMON, LEAD, chinese
from broadhurst_linkage.normalise import day
from broadhurst_linkage.records import Record

LOW, HIGH = np.uint64(0xFFFFFFFF), np.uint64(32)
BYTE = np.uint64(255)
FIRST_PLACE, MIDDLE_PLACE, SURNAME_PLACE = (
    np.uint64(rows.RARITIES[name]) for name in ("first", "middle", "surname")
)
LETTER = np.uint64(31)
# Names that stand before a given name, as they are packed.
LEADS = np.array([pack_letters(name) for name in LEAD], np.uint64)
COMMON_IDS = np.array([rows.text_id(name) for name in COMMON], np.uint64)
# Other names that a register may use for the columns of a Record's fields.
ALIASES = {
    "first": ("first_name", "forename", "given_name"),
    "middle": ("middle_name",),
    "surname": ("last_name",),
    "sex": ("gender",),
    "born": ("dob", "date_of_birth", "born_on"),
    "street": ("address", "address_1"),
    "town": ("city", "suburb"),
    "postcode": ("postcode_fake",),
    "phone": ("telephone", "mobile"),
    "vehicle": ("vrm", "registration"),
}
FULL_NAMES = ("name", "full_name", "first_and_surname")
HOUSE_AND_STREET = r"^.*?(?P<house>[0-9]+ ?[a-z]?\b)(?P<street>.*)$"


def rows_of_table(
    table: pa.Table, columns: Mapping[str, str] | None = None, days: Counter[str] | None = None
) -> Words:
    """Encode the rows of a register. `columns` maps fields of a Record to columns.

    A field without a named column is looked up under its usual names. A field without a column is
    unknown. A column "name" is split into first, middle and surname. `days` are the `day_votes` of
    the whole register, if the table is only a part of it.
    """
    fields = _columns(table, dict(columns or {}))
    register = np.zeros((table.num_rows, rows.WORDS), np.uint64)
    _put_names(register, fields)
    votes = day_votes(table, columns) if days is None else days
    dates = _by_value(fields["born"], lambda text: rows.born_word(day.iso(text, votes)))
    register[:, rows.BORN] = dates | _by_value(fields["sex"], _sex) << HIGH
    register[:, rows.POSTCODE] = _characters(fields["postcode"])
    fill_outward(register[:, rows.POSTCODE])
    register[:, rows.TOWN] |= _by_value(fields["town"], rows.town_id)
    register[:, rows.PHONE] = _phones(fields["phone"])
    register[:, rows.VEHICLE] = _characters(fields["vehicle"])
    _put_streets(register, fields["street"])
    return register


def _columns(table: pa.Table, named: dict[str, str]) -> dict[str, pa.Array]:
    """Return each field of a Record as one array of texts."""
    by_lower_name = {name.lower(): name for name in table.column_names}
    named |= {field: column_of(field, table.column_names, named) for field in ALIASES}
    fields = {field: _texts(table, name) for field, name in named.items() if field != "name"}
    usual = (by_lower_name[name] for name in FULL_NAMES if name in by_lower_name)
    full_name = named.get("name") or next(usual, "")
    if full_name and not named["surname"]:
        fields |= _split(_texts(table, full_name))
    return fields


def column_of(field: str, names: Iterable[str], named: Mapping[str, str] | None = None) -> str:
    """Return the column of a field: the named one, one with a usual name, or ""."""
    lower = {name.lower(): name for name in names}
    usual = next((lower[name] for name in (field, *ALIASES[field]) if name in lower), "")
    return (named or {}).get(field, usual)


def _texts(table: pa.Table, name: str) -> pa.Array:
    """Return a column as texts, with "" for a null or a missing column."""
    if not name:
        return pa.array([""], pa.string()).take(pa.array(np.zeros(table.num_rows, np.int64)))
    column = table[name].cast(pa.string()).combine_chunks()
    chunk = column.chunk(0) if isinstance(column, pa.ChunkedArray) else column
    return pc.fill_null(chunk, "")


def _split(full: pa.Array) -> dict[str, pa.Array]:
    coded = full.dictionary_encode()
    parts = [_split_name(text) for text in coded.dictionary.to_pylist()]
    return {
        field: pa.array([part[i] for part in parts], pa.string()).take(coded.indices)
        for i, field in enumerate(("first", "middle", "surname"))
    }


def _split_name(text: str) -> tuple[str, str, str]:
    record = Record.of_name(text)
    return record.first, record.middle, record.surname


def _by_value(texts: pa.Array, read: Callable[[str], int]) -> Words:
    """Apply `read` to each text, but call it only once for each distinct text."""
    coded = texts.dictionary_encode()
    values: Words = np.array([read(text) for text in coded.dictionary.to_pylist()], np.uint64)
    by_row: Words = values[coded.indices.to_numpy()]
    return by_row


def day_votes(table: pa.Table, columns: Mapping[str, str] | None = None) -> Counter[str]:
    """Return the `day.votes` of a table's dates of birth."""
    coded = _texts(table, column_of("born", table.column_names, columns)).dictionary_encode()
    written = coded.dictionary.to_pylist()
    counts = np.bincount(coded.indices.to_numpy(), minlength=len(written))
    return day.votes(written, counts.tolist())


def _sex(text: str) -> int:
    return rows.SEXES.get(text[:1].lower(), 0)


def _put_names(register: Words, fields: dict[str, pa.Array]) -> None:
    first, later = _names(fields["first"], rows.given_words, "first")
    middle, _ = _names(fields["middle"], rows.given_words, "first")
    main, other = _names(fields["surname"], rows.surname_words, "surname")
    between = np.where(middle[:, :1] != 0, middle, later)
    is_swapped = (np.isin(first[:, 0], LEADS) & (between[:, 0] > LETTER))[:, None]
    first, between = np.where(is_swapped, between, first), np.where(is_swapped, first, between)
    is_common = np.isin(between[:, 1] & LOW, COMMON_IDS)
    for word, name in (
        (rows.FIRST, first), (rows.MIDDLE, between), (rows.SURNAME, main), (rows.OTHER, other)
    ):  # fmt: skip
        register[:, word] = name[:, 0]
        register[:, word + rows.FIRST_IDS] = name[:, 1]
    register[:, rows.LETTER_SETS] = first[:, 2] | main[:, 2] << HIGH
    register[:, rows.TOWN] = (
        first[:, 3] << FIRST_PLACE
        | np.where(is_common, rows.NO_EVIDENCE, between[:, 3] & BYTE) << MIDDLE_PLACE
        | main[:, 3] << SURNAME_PLACE
    )
    _put_chinese_names(register, fields)


def _put_chinese_names(register: Words, fields: dict[str, pa.Array]) -> None:
    """Put in the names that are read as Mandarin: few rows of a register have any."""
    surnames = fields["surname"].dictionary_encode()
    is_chinese = [chinese.is_surname(text) for text in surnames.dictionary.to_pylist()]
    few = np.flatnonzero(np.array(is_chinese, np.bool_)[surnames.indices.to_numpy()])
    texts = (
        fields[name].take(pa.array(few)).to_pylist() for name in ("first", "middle", "surname")
    )
    for row, parts in zip(few.tolist(), zip(*texts, strict=True), strict=True):
        if chinese.parts_readings(*parts):
            register[row] = rows.with_names(register[row], rows.encode(Record(*parts)))


def _names(
    texts: pa.Array, read: Callable[[str], tuple[rows.Name, rows.Name]], kind: NameKind
) -> tuple[Words, Words]:
    """Return letters, ids, letter set and rarities of two names in each text.

    `read` finds the two names. The rarity of the skeleton is in the byte above that of the name.
    """
    coded = texts.dictionary_encode()
    pairs = [read(text) for text in coded.dictionary.to_pylist()]
    at = coded.indices.to_numpy()
    both = []
    for i in (0, 1):
        words = [(*pair[i][:3], rarity_of(pair[i][3], kind)) for pair in pairs]
        both.append(np.array(words, np.uint64).reshape(-1, 4)[at])
    return both[0], both[1]


def _put_streets(register: Words, texts: pa.Array) -> None:
    parts = pc.extract_regex(pc.utf8_lower(texts), HOUSE_AND_STREET)
    has_house = parts.is_valid()
    house = pc.fill_null(pc.struct_field(parts, "house"), "")
    bare = pc.if_else(has_house, pc.struct_field(parts, "street"), texts)
    number = _by_value(pc.replace_substring(house, " ", ""), rows.text_id)
    coded = bare.dictionary_encode()
    names = [rows.street_name(text.strip().casefold()) for text in coded.dictionary.to_pylist()]
    street = np.array(names, np.uint64).reshape(-1, 2)[coded.indices.to_numpy()]
    register[:, rows.DOOR] = number | street[:, 0] << HIGH
    register[:, rows.STREET] = street[:, 1]


def _phones(texts: pa.Array) -> Words:
    words = np.zeros(len(texts), np.uint64)
    read_phones(*buffers(texts), words)
    unread = np.flatnonzero(words == UNREAD)
    if unread.size:
        words[unread] = _by_value(texts.take(pa.array(unread)), rows.phone_word)
    return words


def _characters(texts: pa.Array) -> Words:
    words = np.zeros(len(texts), np.uint64)
    read_characters(*buffers(texts), words)
    return words

"""What a check makes of two names, without a database: the same rows, keys, bands and rules."""

from itertools import product
from typing import Any

import numpy as np

from broadhurst_linkage.encoding.rows import BORN, Row, in_other_script, marked_read, with_names
from broadhurst_linkage.encoding.same_script import (
    are_in_one_script,
    is_read_alone,
    rows_as_written,
)
from broadhurst_linkage.hashing import key_secret
from broadhurst_linkage.matcher import LEAST_ACROSS, Band, Matcher
from broadhurst_linkage.names import is_latin
from broadhurst_linkage.records import Record

SECRET = key_secret(b"a secret of the bench's, of no use")
MATCHER = Matcher.default()


def checked(name: str, other: str, born: str = "", other_born: str = "") -> Band:
    """Return the band of two people: `NOTIFY` if both units are told of a hit."""
    mine, theirs = rows_of_name(name, born), rows_of_name(other, other_born)
    if not shares_a_key(mine, theirs):
        return Band.NOTHING
    pairs = [*product(mine, theirs), *across(name, other, mine, theirs)]
    turned = [pair for _, *pair in MATCHER.score_turned(np.array(mine), np.array(theirs))]
    if are_in_one_script(name, other):
        pairs, turned = [_as_written(name, other, mine[0], theirs[0])], []
    every = [MATCHER.explain(*pair) for pair in pairs]
    every += [MATCHER.explain(*pair, is_turned=True) for pair in turned]
    explained = max(every, key=_order)
    is_contradicted = any(
        bar["name"] == "Date of birth" and bar["weight"] < 0 for bar in explained["bars"]
    )
    band = Band(explained["band"])
    return Band.REVIEW if band is Band.NOTIFY and is_contradicted else band


def _order(explained: dict[str, Any]) -> tuple[bool, float]:
    return explained["band"] == Band.NOTIFY, explained["weight"]


def _as_written(name: str, other: str, mine: Row, theirs: Row) -> tuple[Row, Row]:
    named = rows_as_written(name, other)
    return with_names(mine, named[0]), with_names(theirs, named[1])


def rows_of_name(name: str, born: str) -> list[Row]:
    """Return the rows that an entry of a full name has."""
    rows = [MATCHER.row(record) for record in Record.readings_of(name, born=born)]
    return rows if is_latin(name) else [marked_read(row) for row in rows]


def shares_a_key(mine: list[Row], theirs: list[Row]) -> bool:
    """Return whether an entry is found by the keys of a query."""
    kept = {key for row in theirs for _, key in MATCHER.keys(row, SECRET)}
    return any(key in kept for row in mine for _, key in MATCHER.keys(row, SECRET, for_query=True))


def across(name: str, other: str, mine: list[Row], theirs: list[Row]) -> list[tuple[Row, Row]]:
    """Return the rows of two names in two scripts once more, in one spelling."""
    if not in_other_script(np.array([*mine, *theirs])).any():
        return []
    weights = [MATCHER.weights(row, np.array(theirs)).max() for row in mine]
    if max(weights) < LEAST_ACROSS:
        return []
    latin = is_latin(name), is_latin(other)
    first, second = (name, other) if latin[0] or (not latin[1] and name < other) else (other, name)
    if latin == (True, True) or is_read_alone(name) or is_read_alone(other):
        return []
    record = Record.of_name(first)
    respelt = MATCHER.row(record), MATCHER.row(record.as_spelt(second))
    for row, model in zip(respelt, (mine, theirs), strict=True):
        row[BORN] = model[0][BORN]
    return [respelt]

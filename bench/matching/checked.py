"""What a check makes of two names, without a database: the same rows, keys, bands and rules."""

from itertools import product
from typing import NamedTuple

import numpy as np

from broadhurst_linkage.encoding.rows import Row, in_other_script, marked_read, with_names
from broadhurst_linkage.encoding.two_scripts import rows_in_one_spelling
from broadhurst_linkage.hashing import key_secret
from broadhurst_linkage.matcher import LEAST_ACROSS, Band, Matcher
from broadhurst_linkage.names import is_latin
from broadhurst_linkage.records import Record

SECRET = key_secret(b"a secret of the bench's, of no use")
MATCHER = Matcher.default()


class Checked(NamedTuple):
    """What becomes of a match, and its weight."""

    band: Band
    weight: float


def checked(name: str, other: str, born: str = "", other_born: str = "") -> Band:
    """Return the band of two people: `NOTIFY` if both units are told of a hit."""
    found = best_match(name, other, born, other_born)
    return found.band if found else Band.NOTHING


def best_match(name: str, other: str, born: str = "", other_born: str = "") -> Checked | None:
    """Return the best match of two people, or None if they do not match."""
    mine, theirs = rows_of_name(name, born), rows_of_name(other, other_born)
    return matched(name, other, mine, theirs) if shares_a_key(mine, theirs) else None


def matched(name: str, other: str, mine: list[Row], theirs: list[Row]) -> Checked | None:
    """Return the best match of two people, whether or not a key finds it."""
    named = in_one_spelling(name, other, mine, theirs)
    pairs = named or product(mine, theirs)
    scored = [(one, *pair) for pair in pairs for one in MATCHER.score(pair[0], pair[1][None])]
    if not named:
        scored += MATCHER.score_turned(np.array(mine), np.array(theirs))
    if not scored:
        return None
    best, *rows = max(scored, key=lambda one: one[0].order)
    is_reviewed = best.band is Band.NOTIFY and is_contradicted(*rows)
    return Checked(Band.REVIEW if is_reviewed else best.band, best.weight)


def is_contradicted(mine: Row, theirs: Row) -> bool:
    """Return whether the dates of birth differ clearly."""
    bars = MATCHER.explain(mine, theirs)["bars"]
    return any(bar["name"] == "Date of birth" and bar["weight"] < 0 for bar in bars)


def rows_of_name(name: str, born: str) -> list[Row]:
    """Return the rows that an entry of a full name has."""
    rows = [MATCHER.row(record) for record in Record.readings_of(name, born=born)]
    return rows if is_latin(name) else [marked_read(row) for row in rows]


def shares_a_key(mine: list[Row], theirs: list[Row]) -> bool:
    """Return whether an entry is found by the keys of a query."""
    kept = {key for row in theirs for _, key in MATCHER.keys(row, SECRET)}
    return any(key in kept for row in mine for _, key in MATCHER.keys(row, SECRET, for_query=True))


def in_one_spelling(
    name: str, other: str, mine: list[Row], theirs: list[Row]
) -> list[tuple[Row, Row]]:
    """Return the rows of two names in one spelling, if one is in another script."""
    if not in_other_script(np.array([*mine, *theirs])).any():
        return []
    if max(MATCHER.weights(row, np.array(theirs)).max() for row in mine) < LEAST_ACROSS:
        return []
    named = rows_in_one_spelling(name, Record.of_name(name), other, Record.of_name(other))
    return [(with_names(mine[0], named[0]), with_names(theirs[0], named[1]))] if named else []

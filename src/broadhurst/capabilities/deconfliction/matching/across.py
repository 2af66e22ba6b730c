"""Names that are met in two scripts: weighed as if both had been written in one.

The rows of a name in another script hold how it is likeliest to be spelt in Latin letters, which
finds it, but spells a name without its vowels or with others. Whoever is found is therefore
compared again by the names as they were written: each word that the tables of sound take for the
same name counts as spelt the same, and what is left counts as another name, as ever.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from broadhurst.capabilities.deconfliction.matching import store
from broadhurst.capabilities.deconfliction.matching.store import Candidate
from broadhurst.capabilities.deconfliction.targets import Target, names_of
from broadhurst_linkage.encoding import rows as row_words
from broadhurst_linkage.encoding.rows import WORDS, Row, in_other_script
from broadhurst_linkage.matcher import (
    LEAST_ACROSS,
    Matcher,
    Scored,
    rows_of,
)
from broadhurst_linkage.names import is_latin
from broadhurst_linkage.records import Record

MOST = 1000  # candidates compared again as written, the likeliest first
ROW = 8 * WORDS
NAMES = ("First name", "Middle name", "Surname")
SAME, READ = "the same", "the same, in another script"


@dataclass(frozen=True)
class Across:
    """The score of two rows that were spelt alike, and the rows."""

    score: Scored
    mine: Row
    theirs: Row

    def reasons(self, matcher: Matcher) -> dict[str, Any]:
        """The waterfall, which says what was read in another script."""
        told = matcher.explain(self.mine, self.theirs)
        for bar in told["bars"]:
            if bar["name"] in NAMES and bar["words"] == SAME:
                bar["words"] = READ
        return told


def scores(target: Target, found: Sequence[Candidate], matcher: Matcher) -> dict[int, Across]:
    """By place among the candidates the best score of those whose names are in another script."""
    places = _worth_it(target, found, matcher)
    contents = store.contents([found[place].entry_id for place in places])
    each = {
        place: _best(target, found[place], contents[entry], matcher)
        for place in places
        if (entry := found[place].entry_id) in contents
    }
    return {place: one for place, one in each.items() if one}


def _worth_it(target: Target, found: Sequence[Candidate], matcher: Matcher) -> list[int]:
    """Places of candidates of another script than the target's, that may be the same person."""
    if not target.rows:  # it has no name
        return []
    mine, theirs = rows_of(target.rows), rows_of([one.rows for one in found])
    read = in_other_script(theirs) | in_other_script(mine).any()
    if not read.any():
        return []
    owners = np.repeat(np.arange(len(found)), [len(one.rows) // ROW for one in found])[read]
    weights = np.max([matcher.weights(row, theirs[read]) for row in mine], axis=0)
    likeliest_first = owners[np.argsort(-weights, kind="stable")][: np.sum(weights >= LEAST_ACROSS)]
    return list(dict.fromkeys(likeliest_first.tolist()))[:MOST]


def _best(
    target: Target, other: Candidate, content: Mapping[str, Any], matcher: Matcher
) -> Across | None:
    best: Across | None = None
    mine, theirs = rows_of([target.rows[0]])[0], rows_of([other.rows])[0]
    for one, another in _spelt_alike(target.content, content):
        pair = _named(mine, one), _named(theirs, another)
        for score in matcher.score(pair[0], np.array([pair[1]])):
            if best is None or score.weight > best.score.weight:
                best = Across(score, *pair)
    return best


def _spelt_alike(
    content: Mapping[str, Any], other: Mapping[str, Any]
) -> Iterator[tuple[Record, Record]]:
    """Each two of the names that are in two scripts, the one in the spelling of the other."""
    for mine, one in names_of(content):
        for theirs, another in names_of(other):
            latin = is_latin(mine), is_latin(theirs)
            if latin == (True, False) or (latin == (False, False) and mine < theirs):
                yield one, one.as_spelt(theirs)
            elif not latin[0]:
                yield another.as_spelt(mine), another


def _named(row: Row, record: Record) -> Row:
    return row_words.with_names(row, Matcher.default().row(record))

"""Compare names in two scripts as if both were written in one, or in one script as written.

The rows of a name in another script hold its likeliest spelling in Latin letters. This spelling
finds the candidate, but it may lack vowels or have others. A candidate is therefore compared again
by the names as written. Words that the sound tables treat as the same name count as spelt the
same, and the other words are compared as usual.

Two names in one script other than Latin are compared only as they are written. Their
spelling in Latin letters would make different names the same.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from broadhurst.capabilities.deconfliction.matching.stages import Candidate
from broadhurst.capabilities.deconfliction.models import Entry
from broadhurst.capabilities.deconfliction.targets.keying import names_of
from broadhurst.capabilities.deconfliction.targets.target import Target
from broadhurst_linkage.encoding import rows as row_words
from broadhurst_linkage.encoding.rows import WORDS, Row, in_other_script
from broadhurst_linkage.encoding.same_script import are_in_one_script
from broadhurst_linkage.encoding.two_scripts import rows_in_one_spelling
from broadhurst_linkage.matcher import (
    LEAST_ACROSS,
    Matcher,
    Scored,
    rows_of,
)

MOST = 1000  # candidates compared again as written, the likeliest first
ROW = 8 * WORDS
NAMES = ("First name", "Middle name", "Surname")
SAME, READ = "the same", "the same, in another script"


@dataclass(frozen=True)
class CrossScriptScore:
    """The score of two rows after their names were put into one spelling, and the rows.

    `is_alone` is true if no other score of the two counts. `is_as_written` is true if their names
    are in one script and were compared as written.
    """

    score: Scored
    mine: Row
    theirs: Row
    is_alone: bool = False
    is_as_written: bool = False

    def reasons(self, matcher: Matcher) -> dict[str, Any]:
        """Return the waterfall, which says which names were read in another script."""
        waterfall = matcher.explain(self.mine, self.theirs)
        for bar in waterfall["bars"]:
            if bar["name"] in NAMES and bar["words"] == SAME and not self.is_as_written:
                bar["words"] = READ
        return waterfall


def cross_script_scores(
    target: Target, candidates: Sequence[Candidate], matcher: Matcher
) -> dict[int, CrossScriptScore | None]:
    """Return the best score of each candidate in another script, by the candidate's index.

    It is None for a candidate that is no match, if all names were compared in one spelling.
    """
    indices = _plausible_indices(target, candidates, matcher)
    contents = _contents([candidates[index].entry_id for index in indices])
    best = {
        index: _best(target, candidates[index], contents[entry], matcher)
        for index in indices
        if (entry := candidates[index].entry_id) in contents
    }
    return {index: score for index, (score, is_alone) in best.items() if score or is_alone}


def is_in_one_script(content: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether all names of two contents are in one script other than Latin."""
    return all(
        are_in_one_script(name, their_name)
        for name, _ in names_of(content)
        for their_name, _ in names_of(other)
    )


def _plausible_indices(
    target: Target, candidates: Sequence[Candidate], matcher: Matcher
) -> list[int]:
    """Return the indices of candidates in another script that may be the same person."""
    if not target.feature_vectors:  # the target has no name
        return []
    mine = rows_of(target.feature_vectors)
    theirs = rows_of([candidate.feature_vectors for candidate in candidates])
    is_cross_script = in_other_script(theirs) | in_other_script(mine).any()
    if not is_cross_script.any():
        return []
    row_counts = [len(candidate.feature_vectors) // ROW for candidate in candidates]
    owners = np.repeat(np.arange(len(candidates)), row_counts)[is_cross_script]
    weights = np.max([matcher.weights(row, theirs[is_cross_script]) for row in mine], axis=0)
    likeliest_first = owners[np.argsort(-weights, kind="stable")][: np.sum(weights >= LEAST_ACROSS)]
    return list(dict.fromkeys(likeliest_first.tolist()))[:MOST]


def _contents(ids: Collection[int]) -> dict[int, Mapping[str, Any]]:
    """Return the submitted content of entries, by entry id."""
    return dict(Entry.objects.filter(pk__in=ids).values_list("pk", "submitted")) if ids else {}


def _best(
    target: Target, candidate: Candidate, content: Mapping[str, Any], matcher: Matcher
) -> tuple[CrossScriptScore | None, bool]:
    """Return the best score in one spelling, and whether all names were compared in one."""
    best: CrossScriptScore | None = None
    my_row, their_row = (
        rows_of([target.feature_vectors[0]])[0],
        rows_of([candidate.feature_vectors])[0],
    )
    is_as_written = is_in_one_script(target.submitted, content)
    named = [
        rows_in_one_spelling(*mine, *theirs)
        for mine, theirs in product(names_of(target.submitted), names_of(content))
    ]
    for my_names, their_names in filter(None, named):
        pair = (
            row_words.with_names(my_row, my_names),
            row_words.with_names(their_row, their_names),
        )
        for score in matcher.score(pair[0], np.array([pair[1]])):
            if best is None or score.order > best.score.order:
                best = CrossScriptScore(score, *pair, all(named), is_as_written)
    return best, all(named)

"""Screen the candidates by their keys and rows, before anything else is read of them."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.matching.candidates import CandidateRows
from broadhurst.capabilities.deconfliction.targets import NEAR, Target
from broadhurst_linkage.encoding.rows import in_other_script
from broadhurst_linkage.matcher import BANDS, LEAST_ACROSS, Band, Matcher, rows_of

Rows = NDArray[np.uint64]
# The least weight of any band. An entry below it is dropped before anything else is read of it, so
# that the time of a check does not show whether somebody similar is in the store.
LEAST = math.log2(BANDS[Band.REVIEW] / (1 - BANDS[Band.REVIEW]))


def plausible_mask(targets: Sequence[Target], columns: CandidateRows) -> NDArray[np.bool_]:
    """Return a mask of the entries that may match a target: few of hundreds.

    An entry is plausible if it shares a key that counts by itself, or if its rows weigh enough.
    """
    plausible = np.zeros(len(columns.ids), np.bool_)
    everyone = np.ones(len(columns.ids), np.bool_)
    matcher = Matcher.default().within(columns.size)
    for target in targets:
        near = (key for key, number in target.query_keys.items() if number == NEAR)
        plausible |= columns.sharers({*target.exact, *target.weak, *near})
        sharers = columns.sharers(target.hashes) if len(targets) > 1 else everyone
        of_sharers = sharers[columns.owners]
        if target.rows and of_sharers.any():
            # Adjusting the name frequencies of one side is enough, because both share the name.
            mine = columns.common.apply(rows_of(target.rows))
            is_similar = _similar_mask(mine, columns.rows[of_sharers], matcher)
            plausible[columns.owners[of_sharers][is_similar]] = True
    return plausible


def _similar_mask(mine: Rows, rows: Rows, matcher: Matcher) -> NDArray[np.bool_]:
    """Return a mask of the rows that weigh enough to be scored."""
    weights = np.max([matcher.weights(row, rows) for row in mine], axis=0)
    is_cross_script = in_other_script(rows) | in_other_script(mine).any()
    is_similar: NDArray[np.bool_] = weights >= np.where(is_cross_script, LEAST_ACROSS, LEAST)
    return is_similar


def targets_with_only_common_keys(
    targets: Sequence[Target], columns: CandidateRows
) -> list[Target]:
    """Return the targets that share nothing with any entry except keys that too many share.

    A second search then includes those keys.
    """
    return [
        target for target in targets
        if not (target.exact or columns.full.isdisjoint(target.query_keys))
        and not columns.sharers(target.hashes).any()
    ]  # fmt: skip

"""Statistical figures: a value, its records, its scope and how it is counted. No database."""

from broadhurst.foundation.figure.figure import Figure, Record, amount
from broadhurst.foundation.figure.measure import (
    Measure,
    Part,
    Period,
    Row,
    Span,
    Tally,
    how_many,
    how_many_meet,
    middle,
    middle_of,
    percentage,
    share,
    tally_of,
)
from broadhurst.foundation.figure.scope import OPEN, SEEN, Scope
from broadhurst.foundation.figure.series import series_of
from broadhurst.foundation.figure.telling import FEW, Groups, by_group, side_by_side

__all__ = [
    "FEW",
    "OPEN",
    "SEEN",
    "Figure",
    "Groups",
    "Measure",
    "Part",
    "Period",
    "Record",
    "Row",
    "Scope",
    "Span",
    "Tally",
    "amount",
    "by_group",
    "how_many",
    "how_many_meet",
    "middle",
    "middle_of",
    "percentage",
    "series_of",
    "share",
    "side_by_side",
    "tally_of",
]

"""What may be told of figures that are counted past the wall: numbers, and few people never.

A count of people below `FEW` is kept back, and so is any number that rests on fewer people than
that. A total is kept back where subtracting the numbers beside it would give a hidden one away.
"""

from collections.abc import Sequence
from datetime import date

from broadhurst.foundation.figure.figure import Figure
from broadhurst.foundation.figure.measure import Measure, Row, how_many
from broadhurst.foundation.figure.scope import Scope

FEW = 5
LARGEST_HIDDEN = FEW - 1
GIVES_AWAY = "not shown: the total would show a number that is hidden"


def is_few(rows: Sequence[Row]) -> bool:
    """Whether the records, or the people they are about, are too few to be told."""
    return how_many(rows) < FEW or len({row.person for row in rows}) < FEW


def why_hidden(measure: Measure, rows: Sequence[Row]) -> str:
    """What is said in place of the number of some records about people; nothing if it is told."""
    if not measure.of_people or not is_few(rows):
        return ""
    few = how_many(rows) < FEW
    return f"fewer than {FEW} {measure.many}" if few else f"not shown: fewer than {FEW} people"


def gives_away(hidden: Sequence[int]) -> bool:
    """Whether the sum of some hidden counts narrows one of them down.

    Whoever has the total and the counts that are shown knows this sum; whoever has one hidden count
    too knows the sum of the others. So at least three are hidden, and their sum is at least `FEW`
    away from the least and the greatest that it can be.
    """
    if not hidden:
        return False
    if max(hidden) > LARGEST_HIDDEN:  # many records about few people: no bound is known
        return True
    greatest = LARGEST_HIDDEN * len(hidden)
    return len(hidden) < 3 or not FEW <= sum(hidden) <= greatest - FEW


def side_by_side(
    measure: Measure, rows: Sequence[Row], whole: Scope, parts: Sequence[Scope],
    since: date | None, as_of: date,
) -> tuple[Figure, list[Figure]]:  # fmt: skip
    """The figure of a scope, and of each of its organisations: numbers alone."""
    held = [[row for row in rows if part.holds(row.agencies)] for part in parts]
    hidden = [why_hidden(measure, one) for one in held]
    told = [
        measure.over(one, part, since, as_of, hidden=why)
        for one, part, why in zip(held, parts, hidden, strict=True)
    ]
    ours = [row for row in rows if whole.holds(row.agencies)]
    why = why_hidden(measure, ours)
    if not why and len(parts) > 1:
        few = [how_many(one) for one, reason in zip(held, hidden, strict=True) if reason]
        why = GIVES_AWAY if gives_away(few) else ""
    return measure.over(ours, whole, since, as_of, hidden=why), told

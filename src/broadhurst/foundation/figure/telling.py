"""Statistical disclosure control for figures that include records the reader may not see.

Such figures show numbers only. A number about fewer than `FEW` people is suppressed. A total is
suppressed too where subtracting the other numbers from it would reveal a suppressed one.
"""

from collections.abc import Sequence
from datetime import date

from broadhurst.foundation.figure.figure import Figure
from broadhurst.foundation.figure.measure import Measure, Row, how_many
from broadhurst.foundation.figure.scope import Scope

FEW = 5
LARGEST_HIDDEN = FEW - 1
# Groups such as regions, each with its parts, such as forces.
Groups = Sequence[tuple[Scope, Sequence[Scope]]]
GIVES_AWAY = "not shown: the total would show a number that is hidden"


def is_few(rows: Sequence[Row]) -> bool:
    """Return whether the records, or the people they are about, are too few to show."""
    return how_many(rows) < FEW or len({row.person for row in rows}) < FEW


def why_hidden(measure: Measure, rows: Sequence[Row]) -> str:
    """Return the text that replaces a suppressed number, or "" if the number may be shown."""
    if not measure.of_people:
        return ""
    if how_many(rows) < FEW:
        return f"fewer than {FEW} {measure.many}"
    if is_few(rows) or (measure.of[0] and _splits_off_a_few(rows)):
        return f"not shown: fewer than {FEW} people"
    return ""


def _splits_off_a_few(rows: Sequence[Row]) -> bool:
    """Return whether those that meet the condition, or the rest, are some but too few to show."""
    meeting = [row for row in rows if row.value]
    rest = [row for row in rows if not row.value]
    return any(part and is_few(part) for part in (meeting, rest))


def gives_away(hidden: Sequence[int]) -> bool:
    """Return whether the sum of the suppressed counts would reveal too much about one of them.

    A reader can compute this sum from the total and the counts that are shown. A reader who also
    knows one suppressed count can compute the sum of the others. So the total is safe only if at
    least three counts are suppressed. Their sum must also be at least `FEW` away from its smallest
    and largest possible values.
    """
    if not hidden:
        return False
    if max(hidden) > LARGEST_HIDDEN:  # many records about few people: the sum has no upper bound
        return True
    greatest = LARGEST_HIDDEN * len(hidden)
    return len(hidden) < 3 or not FEW <= sum(hidden) <= greatest - FEW


def by_group(
    measure: Measure, rows: Sequence[Row], whole: Scope, groups: Groups,
    since: date | None, as_of: date,
) -> tuple[Figure, list[Figure], list[Figure]]:  # fmt: skip
    """Return the figure of a scope, of each of its groups, and of each part of the groups.

    The whole is suppressed if it would reveal a suppressed number of the groups or of the parts,
    because a reader can ask for both.
    """
    parts = [part for _, members in groups for part in members]
    total, part_figures = side_by_side(measure, rows, whole, parts, since, as_of)
    counted = [
        (group, side_by_side(measure, rows, group, members, since, as_of)[0])
        for group, members in groups
    ]
    suppressed = [
        how_many([row for row in rows if group.holds(row.agencies)])
        for group, figure in counted
        if figure.hidden
    ]
    if gives_away(suppressed):
        total = measure.over([], whole, since, as_of, hidden=total.hidden or GIVES_AWAY)
    return total, [figure for _, figure in counted], part_figures


def side_by_side(
    measure: Measure, rows: Sequence[Row], whole: Scope, parts: Sequence[Scope],
    since: date | None, as_of: date,
) -> tuple[Figure, list[Figure]]:  # fmt: skip
    """Return the figure of a scope and of each of its parts, without their records."""
    part_rows = [[row for row in rows if part.holds(row.agencies)] for part in parts]
    reasons = [why_hidden(measure, its_rows) for its_rows in part_rows]
    figures = [
        measure.over(its_rows, part, since, as_of, hidden=reason)
        for its_rows, part, reason in zip(part_rows, parts, reasons, strict=True)
    ]
    whole_rows = [row for row in rows if whole.holds(row.agencies)]
    why = why_hidden(measure, whole_rows)
    if not why and len(parts) > 1:
        suppressed = [how_many(r) for r, reason in zip(part_rows, reasons, strict=True) if reason]
        why = GIVES_AWAY if gives_away(suppressed) else ""
    return measure.over(whole_rows, whole, since, as_of, hidden=why), figures

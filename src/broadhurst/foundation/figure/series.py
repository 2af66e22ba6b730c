"""Count a figure for several periods from records that each have a day."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from broadhurst.foundation.figure.measure import Period, Row, Tally, how_many, tally_of
from broadhurst.foundation.figure.scope import Scope


def series_of(
    dated: Callable[[Scope, date | None, date], Iterable[tuple[date, Row]]],
    value: Callable[[Sequence[Row]], int | float | None] = how_many,
    *,
    has_numerator: bool = False,
) -> Callable[[Scope, Sequence[Period]], list[Tally]]:
    """Return the `series` of a figure that counts a record on one day.

    `dated` returns the rows of a period, each with that day. It is called once for all the periods.
    """

    def series(scope: Scope, periods: Sequence[Period]) -> list[Tally]:
        begins = [since for since, _ in periods if since]
        first = min(begins) if len(begins) == len(periods) else None
        dated_rows = list(dated(scope, first, max(as_of for _, as_of in periods)))
        return [
            tally_of(
                [
                    row
                    for day, row in dated_rows
                    if (since is None or since <= day) and day <= as_of
                ],
                value,
                has_numerator=has_numerator,
            )
            for since, as_of in periods
        ]

    return series

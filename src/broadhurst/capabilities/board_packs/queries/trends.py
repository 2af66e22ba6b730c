"""The months of a trend: figures of several months, as their reader may count them."""

from collections.abc import Sequence
from datetime import date

from broadhurst.capabilities.inspections.commands.count_figures import count_months
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES, FOR_EVERYONE
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.one_pass import one_pass
from broadhurst.foundation.figure import SEEN, Figure, Scope, Span
from broadhurst.foundation.figure.months import months_to


def labels_of(periods: Sequence[Span]) -> list[str]:
    """Return the label of each month of a trend."""
    return [f"{first:%b %Y}" for first, _ in periods]


def months_of(
    actor: Actor, names: Sequence[str], scope: Scope, as_of: date, month_count: int
) -> tuple[list[str], dict[str, list[Figure]]]:
    """Return the label of each month of the trend, and the figures of each name.

    Counts of people of organisations have no months, because a reader could subtract them from the
    year and learn a small count. Figures that cannot be counted for an earlier day have none.
    """
    periods = months_to(as_of, month_count)
    scoped = [name for name in names if scope.is_of_organisations and name not in FOR_EVERYONE]
    with one_pass():
        figures_by_name = {
            name: FIGURES[name].count_periods(SEEN, periods)
            for name in names
            if name not in scoped and not FIGURES[name].undated
        }
    without = [name for name in scoped if FIGURES[name].of_people or FIGURES[name].undated]
    scoped = [name for name in scoped if name not in without]
    if scoped:
        counted = count_months(actor=actor, names=scoped, scope=scope.key, periods=periods)
        figures_by_name |= {
            name: [figures[n] for figures in counted] for n, name in enumerate(scoped)
        }
    return labels_of(periods), {name: figures_by_name.get(name, []) for name in names}

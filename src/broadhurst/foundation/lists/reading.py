"""Read one page of a list, with the counts of its tabs, at a bounded cost."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.http import QueryDict

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.paging import Page, page_by_key
from broadhurst.foundation.lists.counts import MOST, count_each, is_longer_than
from broadhurst.foundation.lists.declared import ALL, Rows
from broadhurst.foundation.lists.state import BadValue, State

# More rows than this are sorted only by a column with an index. Sorting 50,000 OCGs by the name of
# their SIO took 3 seconds, because it finds the SIO of each.
MOST_SORTED = 10_000


@dataclass(frozen=True)
class Reading:
    """One page of a list, and what is needed to count its rows.

    `rows` are those of all tabs that match the filters. `known` is their number, or None if there
    are more than the largest count shown. `is_long` says that there are more than MOST_SORTED.
    `state` has the order that was used.
    """

    actor: Actor
    state: State
    rows: Rows
    known: int | None
    is_long: bool
    page: Page[Any]

    def counts(self) -> Mapping[str, int]:
        """Return the number of rows of each tab, with one query; without tabs, of the list.

        In a long list, only the tab with everything and the current one are counted: a count of a
        part can look at every row.
        """
        total = {ALL: MOST + 1 if self.known is None else self.known}
        tabs = [tab for tab in self.state.list.tabs if tab.key != ALL]
        if self.is_long:
            tabs = [tab for tab in tabs if tab == self.state.tab]
        parts = {tab.key: tab.narrow(self.actor, self.rows) for tab in tabs}
        return total | (count_each(parts) if self.known != 0 else dict.fromkeys(parts, 0))


def read_page(actor: Actor, state: State, query: QueryDict) -> Reading:
    """Return one page of a list.

    The rows that the reader may see are found first, up to the largest count shown. If these are
    all, as for most readers, the page and the counts look at these rows alone. Otherwise an order
    without an index is refused above MOST_SORTED rows, with a sentence in `state.problems`.
    """
    rows = state.all_rows(actor)
    keys = list(rows.order_by().values_list("pk", flat=True)[: MOST + 1])
    known = len(keys) if len(keys) <= MOST else None
    is_long = known is None and is_longer_than(rows, MOST_SORTED)
    if known is not None:
        rows = _only(state.list.rows(actor), keys)
    elif is_long and not state.column.is_indexed:
        state = _in_usual_order(state)
    tab_rows = state.tab.narrow(actor, rows) if state.tab else rows
    page = page_by_key(tab_rows, query, by=state.by, size=state.size, in_two_steps=known is None)
    if state.list.with_each:
        state.list.with_each(page.rows)
    return Reading(actor, state, rows, known, is_long, page)


def _only(rows: QuerySet[Any], keys: list[int]) -> QuerySet[Any]:
    """Filter by primary keys, as one parameter however many there are."""
    return rows.filter(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [keys]))


def _in_usual_order(state: State) -> State:
    text = (
        f"A list of more than {MOST_SORTED:,} rows cannot be sorted by "
        f"“{state.column.heading}”. Filter the list first."
    )
    return replace(
        state, sort=state.list.sort, problems=(*state.problems, BadValue("sort", text, text))
    )

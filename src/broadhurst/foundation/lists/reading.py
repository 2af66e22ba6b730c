"""Read one page of a list, with the counts of its tabs, at a bounded cost."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.one_pass import one_pass
from broadhurst.foundation.access.reach import listed_ids, reach
from broadhurst.foundation.access.rows_of import rows_of
from broadhurst.foundation.doors.paging import Order, Page, page_by_key
from broadhurst.foundation.lists.counts import (
    MOST,
    FoundKey,
    count_up_to_most,
    find_keys,
    is_longer_than,
)
from broadhurst.foundation.lists.declared import ALL, Rows, Tab
from broadhurst.foundation.lists.state import BadValue, State, starts_from_dossiers

# More rows than this are sorted only by a column with an index. Sorting 50,000 OCGs by the name of
# their SIO took 3 seconds, because it finds the SIO of each.
MOST_SORTED = 10_000


@dataclass(frozen=True)
class Reading:
    """One page of a list, and the number of rows of its tabs.

    `state` has the order that was used.
    """

    actor: Actor
    state: State
    page: Page[Any]
    counts: Mapping[str, int]


def read_page(actor: Actor, state: State, query: QueryDict) -> Reading:
    """Return one page of a list, with the counts of its tabs, or of the list if it has none.

    The rows that the reader may see are found first, up to the largest count shown. If these are
    all, as for most readers, the page and the counts look at these rows alone.
    """
    with one_pass():
        rows = state.all_rows(actor)
        is_short = not starts_from_dossiers(state.list, rows) or reach() is not None
    tabs = {tab.key: tab.where(actor) for tab in state.list.tabs if tab.key != ALL}
    order = Order(state.with_sort(rows), state.by)
    behind = order.begins_behind(query)
    # A filter or a cursor can hold any text. Each would be another statement to prepare.
    has_text = state.is_filtered or behind is not None
    fetched: Callable[[Rows], list[Any]] = list if has_text else rows_of
    keys = find_keys(order, behind, tabs, is_short=is_short, fetched=fetched)
    if keys is None:
        reading = _read_long(actor, state, rows, query)
    else:
        shown = [key for key in keys if key.is_behind and _is_in(state.tab, key)]
        page = _page_of(state.list.rows(actor), shown, order, state.size, is_first=behind is None)
        counts = Counter(tab for key in keys for tab in key.tabs)
        reading = Reading(actor, state, page, {tab: counts[tab] for tab in tabs} | {ALL: len(keys)})
    if state.list.with_each and reading.page.rows:
        state.list.with_each(reading.page.rows)
    return reading


def _is_in(tab: Tab | None, key: FoundKey) -> bool:
    return tab is None or tab.key == ALL or tab.key in key.tabs


def _page_of(
    rows: Rows, keys: Sequence[FoundKey], order: Order[Any], size: int, *, is_first: bool
) -> Page[Any]:
    """Return a page with the first rows of those that were found."""
    wanted = [found.key for found in keys[:size]]
    few = rows.filter(pk__in=listed_ids(wanted)).order_by() if wanted else rows.none()
    by_key = {row.pk: row for row in rows_of(few)}
    last = keys[size - 1] if len(keys) > size else None
    cursor = order.cursor(last.key, last.sorted_by) if last else None
    return Page([by_key[key] for key in wanted if key in by_key], cursor, is_first=is_first)


def _read_long(actor: Actor, state: State, rows: Rows, query: QueryDict) -> Reading:
    """Read a page of more rows than the largest count shown.

    An order without an index is refused above MOST_SORTED rows, with a sentence in
    `state.problems`. A count of a part can look at every row, so only the current tab is counted,
    and tabs that an index answers.
    """
    if not state.column.is_indexed and is_longer_than(rows, MOST_SORTED):
        state = _in_usual_order(state)
    counted = {
        tab.key: tab.where(actor)
        for tab in state.list.tabs
        if tab.key != ALL and (tab.is_indexed or tab == state.tab)
    }
    counts = {ALL: MOST + 1} | count_up_to_most(rows, counted)
    part = rows.filter(state.tab.where(actor)) if state.tab else rows
    page = page_by_key(
        state.with_sort(part), query, by=state.by, size=state.size, in_two_steps=True
    )
    return Reading(actor, state, page, counts)


def _in_usual_order(state: State) -> State:
    text = (
        f"A list of more than {MOST_SORTED:,} rows cannot be sorted by "
        f"“{state.column.heading}”. Filter the list first."
    )
    return replace(
        state, sort=state.list.sort, problems=(*state.problems, BadValue("sort", text, text))
    )

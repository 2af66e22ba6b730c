"""Prepare a list for its template: headings, cells, links and counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from broadhurst.foundation.doors.paging import Page
from broadhurst.foundation.govuk.lookup import Lookup
from broadhurst.foundation.govuk.offered import MOST_OPTIONS
from broadhurst.foundation.lists import html
from broadhurst.foundation.lists.counts import in_words
from broadhurst.foundation.lists.declared import ALL, SIZES, Column, Filter, ref_of
from broadhurst.foundation.lists.empty import Empty, why_empty
from broadhurst.foundation.lists.models import SavedFilter
from broadhurst.foundation.lists.queries import filters_of, left_to, query_to_keep, query_to_open
from broadhurst.foundation.lists.reading import Reading
from broadhurst.foundation.lists.state import DOWN, UP, WAYS, State
from broadhurst.foundation.spreadsheet import FORMATS

Entry = dict[str, Any]


class FilterLookup(Lookup):
    """A search box of a filter. Without a choice, the filter is not used."""

    no_choice = "All"


@dataclass(frozen=True)
class Shown:
    """One page of a list for its reader.

    `after` is the cursor of the page. `all_selected` ticks every row of it.
    """

    reading: Reading
    after: str = ""
    all_selected: bool = False
    problem: str = ""

    @property
    def label(self) -> str:
        return self.state.list.label

    @property
    def key(self) -> str:
        return self.state.list.key

    @property
    def problems(self) -> list[str]:
        """Return what was wrong with the address, in sentences."""
        sentences = [f"{problem.words} It was left out." for problem in self.state.problems]
        return [*sentences, self.problem] if self.problem else sentences

    @property
    def state(self) -> State:
        return self.reading.state

    @property
    def page(self) -> Page[Any]:
        return self.reading.page

    @property
    def counts(self) -> Mapping[str, int]:
        return self.reading.counts

    @property
    def total(self) -> str:
        """Return the number of rows in words: “1 OCG”, “1,000+ OCGs”."""
        count = self.counts[self.state.tab.key if self.state.tab else ALL]
        return f"{in_words(count)} {self.state.list.noun if count == 1 else self._nouns}"

    @property
    def _nouns(self) -> str:
        return self.state.list.nouns or f"{self.state.list.noun}s"

    @property
    def tabs(self) -> list[Entry]:
        current = self.state.tab
        return [
            {
                "text": tab.label,
                "href": f"?{replace(self.state, tab=tab).address()}",
                "active": tab == current,
                "count": in_words(self.counts[tab.key]) if tab.key in self.counts else "",
            }
            for tab in self.state.list.tabs
        ]

    @property
    def headings(self) -> list[Entry]:
        return [self._heading(column) for column in self.state.columns]

    @property
    def table_head(self) -> SafeString:
        return html.heading_cells(self.headings)

    def _heading(self, column: Column) -> Entry:
        now = self.state.sort
        turned = f"-{column.key}" if now == column.key else column.key
        is_sorted = {column.key: "ascending", f"-{column.key}": "descending"}.get(now, "none")
        return {
            "text": column.heading,
            "numeric": column.numeric,
            "href": f"?{self.state.address(sort=turned)}" if column.sort else "",
            "sorted": is_sorted,
        }

    @property
    def table_rows(self) -> SafeString:
        """Return the rows of the table. A template would take longer than all queries.

        A template shows nothing in place of a missing attribute or record: the table would have
        no rows. So these errors are raised again as one that it does not hide.
        """
        try:
            return html.table_rows(
                self.page.rows,
                self.state.columns,
                can_select=bool(self.bulk),
                all_selected=self.all_selected,
            )
        except (AttributeError, ObjectDoesNotExist) as failed:
            raise RuntimeError(f"A row of the list {self.key} could not be shown.") from failed

    @property
    def is_open(self) -> bool:
        """Whether a narrow screen shows the filters: one is set, or has a value that is refused."""
        return self.state.is_filtered or bool(self.state.problems)

    @cached_property
    def filters(self) -> list[Entry]:
        return [self._filter(list_filter) for list_filter in self.state.list.filters]

    def _filter(self, list_filter: Filter) -> Entry:
        value = self.state.values[list_filter.key]
        choices = [*self.state.choices_of(list_filter)]
        if len(choices) > MOST_OPTIONS:
            typed = value or self.state.unmatched.get(list_filter.key, "")
            box = FilterLookup(choices=choices).render(
                list_filter.key, typed, {"id": list_filter.key}
            )
            return {"key": list_filter.key, "label": list_filter.label, "search": box}
        if list_filter.choices and not list_filter.default:
            choices.insert(0, ("", "All"))
        options = html.options(choices, value)
        return {
            "key": list_filter.key,
            "label": list_filter.label,
            "value": value,
            "options": options,
        }

    @property
    def sorts(self) -> SafeString:
        """Return each column to sort by as an option, for small screens."""
        by_key = self.state.list.by_key
        orders = [(key, by_key[key].heading) for key in self.state.list.sorts()]
        return html.options(orders, self.state.column.key)

    @property
    def ways(self) -> SafeString:
        """Return each direction as an option, for small screens."""
        return html.options(WAYS.items(), DOWN if self.state.sort.startswith("-") else UP)

    @property
    def columns(self) -> list[tuple[Column, bool]]:
        """Return the columns to choose from, and whether each is chosen."""
        chosen = set(self.state.columns)
        return [
            (column, column in chosen) for column in self.state.list.columns if not column.fixed
        ]

    @property
    def sizes(self) -> list[tuple[int, bool]]:
        return [(size, size == self.state.size) for size in SIZES]

    @property
    def tab_key(self) -> str:
        """Return the key of the tab for the address, or an empty text if the list opens on it."""
        tab = self.state.tab
        return tab.key if tab and tab.key != self.state.list.opens_on else ""

    @property
    def next(self) -> str:
        """Return the address of the next page, or an empty text."""
        return f"?{self.state.address(after=self.page.next)}" if self.page.next else ""

    @property
    def first(self) -> str:
        """Return the address of the first page, or an empty text on it."""
        return "" if self.page.is_first else f"?{self.state.address()}"

    @property
    def select_all(self) -> str:
        """Return the address of this page with every row selected."""
        return f"?{self.state.address(after=self.after, selected='page')}"

    @property
    def select_none(self) -> str:
        return f"?{self.here}"

    @property
    def here(self) -> str:
        """Return the query of this page of the list, as it is filtered and sorted."""
        return self.state.address(after=self.after)

    @property
    def downloads(self) -> list[tuple[str, str]]:
        forms = FORMATS if self.state.list.is_downloaded else ()
        return [(f"?{self.state.address(download=form)}", form.upper()) for form in forms]

    @cached_property
    def bulk(self) -> list[Entry]:
        """Return the commands on several rows that the reader may use on rows of this page."""
        if not self.state.list.bulk or not any(map(ref_of, self.page.rows)):
            return []
        return [
            {"label": action.label, "href": reverse(action.page)}
            for action in self.state.list.bulk
            if action.is_offered(self.reading.actor)
        ]

    @property
    def empty(self) -> Empty:
        """Return why the list is empty, and the link to rows that it has."""
        return why_empty(self.reading.actor, self.state, self.counts)

    @property
    def save_address(self) -> str:
        return f"{reverse('lists:save_filter', args=[self.key])}?{self.state.address()}"

    @cached_property
    def saved(self) -> Sequence[Entry]:
        """Return the saved filters of this list: the reader's own, and those of the unit."""
        now, actor = QueryDict(query_to_keep(self.state)), self.reading.actor
        filters = filters_of(self.key)
        filters_of_others = [saved for saved in filters if saved.made_by_id != actor.officer.pk]
        not_deletable = {saved_filter.pk for saved_filter in filters_of_others} - left_to(
            actor, filters_of_others
        )
        return [
            self._saved(saved, now, may_delete=saved.pk not in not_deletable) for saved in filters
        ]

    def _saved(self, saved_filter: SavedFilter, now: QueryDict, *, may_delete: bool) -> Entry:
        query = query_to_open(saved_filter)
        return {
            "text": saved_filter.name,
            "href": f"?{query}",
            "is_shared": saved_filter.is_shared,
            "active": QueryDict(query) == now,
            "delete": reverse("lists:delete_filter", args=[saved_filter.ref]) if may_delete else "",
        }

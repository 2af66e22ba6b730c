"""Read the address of a list: tab, sort, filters, columns and size, each checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.paging import in_order
from broadhurst.foundation.lists.declared import ALL, SIZES, Column, Filter, List, Rows, Tab

LONGEST = 80  # characters of a text to filter by
Problem = tuple[str, str]  # the name in the address, and a sentence


@dataclass(frozen=True)
class State:
    """The state of a list that an address asks for. Values that do not fit are in `problems`."""

    list: List
    tab: Tab | None
    sort: str
    values: Mapping[str, str]
    columns: tuple[Column, ...]
    size: int
    problems: tuple[Problem, ...]

    @property
    def column(self) -> Column:
        """The column that the list is sorted by."""
        return self.list.by_key[self.sort.lstrip("-")]

    @property
    def by(self) -> str:
        """The order of the rows, for `page_by_key`."""
        return ("-" if self.sort.startswith("-") else "") + self.column.sort

    @property
    def is_filtered(self) -> bool:
        """Whether a filter has another value than its default."""
        return any(self.values[one.key] != one.default for one in self.list.filters)

    def all_rows(self, actor: Actor) -> Rows:
        """Return the rows that match the filters, of all tabs."""
        rows = self.list.rows(actor)
        for one in self.list.filters:
            if value := self.values[one.key]:
                rows = one.narrow(rows, value)
        return rows

    def rows(self, actor: Actor) -> Rows:
        """Return the rows of the tab that match the filters."""
        rows = self.all_rows(actor)
        return self.tab.narrow(actor, rows) if self.tab else rows

    def in_order(self, actor: Actor) -> Rows:
        """Return all the rows in the order of their pages."""
        return in_order(self.rows(actor), self.by)

    def address(self, **changes: Any) -> str:
        """Return the query string of this state; what is as by default is left out."""
        query = QueryDict(mutable=True)
        for name, value in (self._parts() | changes).items():
            if isinstance(value, list | tuple):
                query.setlist(name, [str(item) for item in value])
            elif value not in (None, ""):
                query[name] = str(value)
        return query.urlencode()

    def _parts(self) -> dict[str, Any]:
        parts: dict[str, Any] = {}
        if self.tab and self.tab.key != ALL:
            parts["tab"] = self.tab.key
        for one in self.list.filters:
            if self.values[one.key] != one.default:
                parts[one.key] = self.values[one.key]
        if self.sort != self.list.sort:
            parts["sort"] = self.sort
        if self.columns != usual_columns(self.list):
            parts["columns"] = [column.key for column in self.columns if not column.fixed]
        if self.size != SIZES[0]:
            parts["size"] = self.size
        return parts


def read(declared: List, query: QueryDict) -> State:
    """Return the state that a query string asks for. Parameters it does not know are left out."""
    problems: list[Problem] = []
    tabs = {tab.key: tab for tab in declared.tabs}
    tab = _one_of("tab", query.get("tab", ""), [*tabs], problems) or ALL
    sorts = [way + key for key in declared.sorts() for way in ("", "-")]
    sort = _one_of("sort", query.get("sort", ""), sorts, problems) or declared.sort
    size = _one_of("size", query.get("size", ""), [*map(str, SIZES)], problems)
    return State(
        declared,
        tabs.get(tab),
        sort,
        {one.key: _value(one, query, problems) for one in declared.filters},
        _columns(declared, query.getlist("columns"), problems),
        int(size or SIZES[0]),
        tuple(problems),
    )


def usual_columns(declared: List) -> tuple[Column, ...]:
    """Return the columns of a list for a reader who has not chosen any."""
    return tuple(column for column in declared.columns if column.shown or column.fixed)


def _value(one: Filter, query: QueryDict, problems: list[Problem]) -> str:
    given = query.get(one.key, "").strip()
    if one.choices is None:
        return given.replace("\0", "")[:LONGEST]
    return _one_of(one.key, given, one.values(), problems) or one.default


def _columns(declared: List, chosen: Sequence[str], problems: list[Problem]) -> tuple[Column, ...]:
    asked = {key for text in chosen for key in text.split(",") if key}
    if unknown := sorted(asked - declared.by_key.keys()):
        problems.append(("columns", _sentence(unknown[0], declared.by_key)))
    if not asked & declared.by_key.keys():
        return usual_columns(declared)
    return tuple(one for one in declared.columns if one.fixed or one.key in asked)


def _one_of(name: str, given: str, known: Sequence[str], problems: list[Problem]) -> str:
    if given and given not in known:
        problems.append((name, _sentence(given, known)))
        return ""
    return given


def _sentence(given: str, known: Sequence[str] | Mapping[str, Any]) -> str:
    if not known:
        return f"This list does not have “{given[:LONGEST]}”."
    return f"“{given[:LONGEST]}” is not a choice. Choose one of: {', '.join(known)}."

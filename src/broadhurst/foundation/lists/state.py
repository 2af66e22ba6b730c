"""Read and check the address of a list: tab, sort, filters, columns and size."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.reach import within_reach
from broadhurst.foundation.doors.paging import in_order
from broadhurst.foundation.govuk.offered import MOST_OPTIONS, Listed, meant
from broadhurst.foundation.govuk.words import first_capital
from broadhurst.foundation.lists.declared import SIZES, Column, Filter, List, Rows, Tab

LONGEST = 80  # characters of a text to filter by
CHOICE = "_choice"  # after the name of a filter: a match that was chosen without a script
Options = list[tuple[str, str]]  # the values and labels of a filter
Known = dict[str, Options]  # by the filter's key
UP, DOWN = "up", "down"  # the direction, where a form asks for it apart from the column
WAYS = {UP: "Ascending", DOWN: "Descending"}


@dataclass(frozen=True)
class BadValue:
    """A value in an address that does not fit: its name, and a sentence with the keys that do.

    `words` is the sentence for a reader of the page, with headings and labels instead of keys.
    """

    name: str
    message: str
    words: str


@dataclass(frozen=True)
class State:
    """The state of a list that an address asks for. Values that do not fit are in `problems`.

    `choices` has the choices that were already read from the database, by filter. `unmatched` has
    the texts that match no choice.
    """

    list: List
    tab: Tab | None
    sort: str
    values: Mapping[str, str]
    columns: tuple[Column, ...]
    size: int
    problems: tuple[BadValue, ...]
    choices: Known = field(default_factory=dict)
    unmatched: Mapping[str, str] = field(default_factory=dict)

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
        return any(
            self.values[list_filter.key] != list_filter.default for list_filter in self.list.filters
        )

    def all_rows(self, actor: Actor) -> Rows:
        """Return the rows that match the filters, of all tabs."""
        rows = self.list.rows(actor)
        if starts_from_dossiers(self.list, rows):
            rows = within_reach(rows)
        for list_filter in self.list.filters:
            if value := self.values[list_filter.key]:
                rows = list_filter.narrow(rows, value)
        return rows

    def rows(self, actor: Actor) -> Rows:
        """Return the rows of the tab that match the filters."""
        rows = self.all_rows(actor)
        return rows.filter(self.tab.where(actor)) if self.tab else rows

    def with_sort(self, rows: Rows) -> Rows:
        """Return the rows with the value that the list is sorted by."""
        value = self.column.sort_value
        return rows.annotate(**{self.column.sort: value()}) if value else rows

    def in_order(self, actor: Actor) -> Rows:
        """Return all the rows in the order of their pages."""
        return in_order(self.with_sort(self.rows(actor)), self.by)

    def choices_of(self, list_filter: Filter) -> Options:
        """Return the values and labels of a filter, read once; empty for a text."""
        return _choices_of(list_filter, self.choices)

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
        if self.tab and self.tab.key != self.list.opens_on:
            parts["tab"] = self.tab.key
        for list_filter in self.list.filters:
            if self.values[list_filter.key] != list_filter.default:
                parts[list_filter.key] = self.values[list_filter.key]
        if self.sort != self.list.sort:
            parts["sort"] = self.sort
        if self.columns != usual_columns(self.list):
            parts["columns"] = [column.key for column in self.columns if not column.fixed]
        if self.size != SIZES[0]:
            parts["size"] = self.size
        return parts


def read(declared: List, query: QueryDict) -> State:
    """Return the state that a query string asks for. Parameters it does not know are left out."""
    problems: list[BadValue] = []
    tabs = {tab.key: tab for tab in declared.tabs}
    labels = {tab.key: tab.label for tab in declared.tabs}
    tab = _one_of("tab", "Tab", query.get("tab", ""), labels, problems) or declared.opens_on
    sizes = {str(size): str(size) for size in SIZES}
    size = _one_of("size", "Rows on a page", query.get("size", ""), sizes, problems)
    choices: Known = {}
    unmatched: dict[str, str] = {}
    return State(
        declared,
        tabs.get(tab),
        _sort(declared, query, problems),
        {
            list_filter.key: _value(list_filter, query, problems, choices, unmatched)
            for list_filter in declared.filters
        },
        _columns(declared, query.getlist("columns"), problems),
        int(size or SIZES[0]),
        tuple(problems),
        choices,
        unmatched,
    )


def choices_to_filter_by(declared: List, key: str) -> Options | None:
    """Return the values and labels of a filter, or None if the list does not have it."""
    list_filter = next((known for known in declared.filters if known.key == key), None)
    return _choices_of(list_filter, {}) if list_filter and list_filter.choices else None


def starts_from_dossiers(declared: List, rows: Rows) -> bool:
    """Return whether a list starts from the dossiers in reach: every row has one, and needs it."""
    return not declared.is_beyond_dossiers and any(
        field.name == "dossier" and not field.null for field in rows.model._meta.fields
    )


def usual_columns(declared: List) -> tuple[Column, ...]:
    """Return the columns of a list for a reader who has not chosen any."""
    return tuple(column for column in declared.columns if column.shown or column.fixed)


def _sort(declared: List, query: QueryDict, problems: list[BadValue]) -> str:
    """Return the order: a column's key, with `-` for descending. `way` decides over the sign."""
    headings = {key: declared.by_key[key].heading for key in declared.sorts()}
    allowed = {way + key: text for key, text in headings.items() for way in ("", "-")}
    sort = _one_of("sort", "Sort by", query.get("sort", ""), allowed, problems) or declared.sort
    way = _one_of("way", "Order", query.get("way", ""), WAYS, problems)
    if not way:
        return sort
    return ("-" if way == DOWN else "") + sort.lstrip("-")


def _value(
    list_filter: Filter,
    query: QueryDict,
    problems: list[BadValue],
    choices: Known,
    unmatched: dict[str, str],
) -> str:
    """Return the value of a filter. It can be typed as the name of a choice, or a part of one."""
    text = query.get(list_filter.key, "").strip()
    if list_filter.choices is None:
        return text.replace("\0", "")[:LONGEST]
    text = text or query.get(f"{list_filter.key}{CHOICE}", "").strip()
    if not text:
        return list_filter.default
    options = _choices_of(list_filter, choices)
    if len(options) <= MOST_OPTIONS:
        return (
            _one_of(list_filter.key, list_filter.label, text, dict(options), problems)
            or list_filter.default
        )
    value, matches = _searched(options, text)
    if not value:
        short = unmatched[list_filter.key] = text.replace("\0", "")[:LONGEST]
        several = f"more than one name matches “{short}”. Choose a match."
        words = f"{list_filter.label}: {several if matches else f'nothing matches “{short}”.'}"
        wrong = _bad(list_filter.key, list_filter.label, text, dict(options))
        problems.append(replace(wrong, words=words))
    return value or list_filter.default


def _searched(options: Options, text: str) -> tuple[str, int]:
    """Return the value that a text means, and how many choices have names that match it.

    It may be the value, the whole name, or words that only one name has.
    """
    listed = Listed(options)
    if meanings := meant(listed, text):
        return meanings[0], 1
    matches = listed.matching(text, 2)
    return (matches[0][0] if len(matches) == 1 else ""), len(matches)


def _choices_of(list_filter: Filter, choices_read: Known) -> Options:
    if list_filter.key not in choices_read:
        pairs = list_filter.choices() if list_filter.choices else ()
        choices_read[list_filter.key] = [
            (str(value), first_capital(str(label))) for value, label in pairs
        ]
    return choices_read[list_filter.key]


def _columns(declared: List, chosen: Sequence[str], problems: list[BadValue]) -> tuple[Column, ...]:
    keys = {key for text in chosen for key in text.split(",") if key}
    if unknown := sorted(keys - declared.by_key.keys()):
        headings = {key: column.heading for key, column in declared.by_key.items()}
        problems.append(_bad("columns", "Columns", unknown[0], headings))
    if not keys & declared.by_key.keys():
        return usual_columns(declared)
    return tuple(column for column in declared.columns if column.fixed or column.key in keys)


def _one_of(
    name: str, label: str, value: str, allowed: Mapping[str, str], problems: list[BadValue]
) -> str:
    """Return a value if it is one of `allowed`, which has the text that the page shows for each."""
    if value and value not in allowed:
        problems.append(_bad(name, label, value, allowed))
        return ""
    return value


def _bad(name: str, label: str, value: str, allowed: Mapping[str, str]) -> BadValue:
    short = value[:LONGEST]
    if not allowed:
        text = f"This list does not have “{short}”."
        return BadValue(name, text, text)
    wrong = f"“{short}” is not a choice. Choose one of:"
    texts = dict.fromkeys(allowed.values())
    return BadValue(name, f"{wrong} {', '.join(allowed)}.", f"{label}: {wrong} {', '.join(texts)}.")

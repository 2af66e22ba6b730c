"""Declare a list once, for its page, its API operation and its terminal command."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.lists.cells import Cell

Rows = QuerySet[Any]
Nothing = tuple[str, str]  # a title and a text
Choices = Iterable[tuple[str, Any]]
ALL = "all"  # the key of the tab with everything
SIZES = (25, 50, 100)
ROW_REF = "row_ref"  # an annotation that names a row for a command on several


@dataclass(frozen=True)
class Column:
    """A column: its heading, what a cell holds, and what it is sorted by.

    `sort` is a field, a path or an annotation of the rows; without it the column has no sort link.
    `sort_value` makes that annotation: the rows get it only while the list is sorted by it. Say
    `is_indexed` if an index has the rows in its order, so that even a long list can be sorted.
    A column that is not `shown` appears once the reader chooses it. A `fixed` one always appears. A
    column of links to commands is not downloaded.
    """

    key: str
    heading: str
    cell: Callable[[Any], Cell]
    sort: str = ""
    sort_value: Callable[[], Any] | None = None
    shown: bool = True
    fixed: bool = False
    numeric: bool = False
    is_indexed: bool = False
    is_downloaded: bool = True


@dataclass(frozen=True)
class Filter:
    """A filter: a text, or with `choices` one of several values.

    `narrow` returns the rows that match a value. With a `default`, the filter always has a value.
    Choices that are rows of the database are `from_database`: the API does not describe them.
    """

    key: str
    label: str
    narrow: Callable[[Rows, str], Rows]
    choices: Callable[[], Choices] | None = None
    default: str = ""
    from_database: bool = False

    def values(self) -> list[str]:
        """Return the values to choose from, or nothing for a text filter."""
        return [str(value) for value, _ in self.choices()] if self.choices else []


@dataclass(frozen=True)
class Tab:
    """A part of a list that many readers want, with a count beside its label.

    `where` returns the filter for its rows. Say `is_indexed` if an index finds them, so that they
    are counted even in a long list.
    """

    key: str
    label: str
    where: Callable[[Actor], Q]
    is_indexed: bool = False


@dataclass(frozen=True)
class BulkAction:
    """A command on several rows: its button, and the name of the page that the references go to."""

    label: str
    page: str
    is_offered: Callable[[Actor], bool] = lambda _actor: True


LISTS: dict[str, "List"] = {}


def ref_of(row: Any) -> str:
    """Return the reference of a row, as commands on several rows use it.

    It is the annotation `row_ref`, or without that annotation `ref`. It is empty for a
    row that cannot be selected.
    """
    return str(getattr(row, ROW_REF) if hasattr(row, ROW_REF) else row.ref)


def name_of(row: Any) -> str:
    """Return what forms and boxes call a row: its caption, or else its text."""
    return str(getattr(row, "caption", row))


def with_boxes(rows: Rows, condition: Q, name: Any = "ref") -> Rows:
    """Return rows with a box beside some of them, named by a field or an expression."""
    row_name = When(condition, then=F(name) if isinstance(name, str) else name)
    annotated: Rows = rows.annotate(**{ROW_REF: Case(row_name, default=Value(""))})
    return annotated


def everything(_actor: Actor) -> Q:
    """Return all rows: the filter of the tab that shows everything."""
    return Q()


@dataclass(frozen=True)
class List:
    """A list of rows that an actor may see, with its columns, tabs and filters.

    `page` is the name of its page's address. `sort` is the key of a column, with `-` for
    descending. `with_each` adds data to the rows of a page, with one query for all of them: `rows`
    has only what a filter needs. Say `is_beyond_dossiers` if a reader may see rows without their
    dossiers, such as published ones. `nouns` is the plural of `noun` if it does not end in s.
    `nothing` is the title and text of the list while it has no rows at all: the same for all
    readers, or a function of the reader. `opens_on` is the key of the tab that an address without a
    tab shows. LISTS holds each list by its key.
    """

    key: str
    label: str
    noun: str
    page: str
    rows: Callable[[Actor], Rows]
    columns: tuple[Column, ...]
    sort: str
    nothing: Nothing | Callable[[Actor], Nothing]
    tabs: tuple[Tab, ...] = ()
    filters: tuple[Filter, ...] = ()
    bulk: tuple[BulkAction, ...] = ()
    with_each: Callable[[Sequence[Any]], None] | None = None
    nouns: str = ""
    marking: str = "OFFICIAL-SENSITIVE"
    is_downloaded: bool = True
    opens_on: str = ALL
    is_beyond_dossiers: bool = False
    by_key: Mapping[str, Column] = field(init=False)

    def __post_init__(self) -> None:
        """Refuse a declaration that could not work, when the site starts."""
        object.__setattr__(self, "by_key", {column.key: column for column in self.columns})
        if self.sort.lstrip("-") not in self.sorts():
            raise ValueError(f"The list {self.key} is sorted by no column.")
        names = [list_filter.key for list_filter in self.filters]
        tabs = [tab.key for tab in self.tabs]
        if tabs and ALL not in tabs:
            raise ValueError(f"The list {self.key} has no tab with everything.")
        if self.opens_on not in (ALL, *tabs):
            raise ValueError(f"The list {self.key} opens on no tab.")
        if len(names) != len(set(names)) or len(tabs) != len(set(tabs)):
            raise ValueError(f"The list {self.key} has two tabs or filters of one name.")
        LISTS[self.key] = self

    def sorts(self) -> list[str]:
        """Return the keys of the columns that the list can be sorted by."""
        return [column.key for column in self.columns if column.sort]

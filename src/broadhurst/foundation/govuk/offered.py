"""Search what a choice field offers, by value, by whole name or by the start of any word."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db.models import Case, Model, Q, QuerySet, Value, When
from django.forms.models import ModelChoiceIterator
from django.utils.choices import flatten_choices

MOST_OPTIONS = 15  # a longer list is searched
MOST_MATCHES = 20
LONGEST = 80  # what is searched for, in characters
MOST_WORDS = 6

Choice = tuple[str, str]


class Offered(Protocol):
    """The choices of one form, each a value and a label. The empty choice is not among them."""

    def has_more_than(self, most: int) -> bool:
        """Return whether there are more choices than this."""

    def at(self, value: str) -> Choice | None:
        """Return the choice with this value, or None."""

    def named(self, text: str) -> list[Choice]:
        """Return up to two choices with exactly this name or label, in any case."""

    def matching(self, text: str, most: int) -> list[Choice]:
        """Return the choices with a word that starts with each word of `text`.

        A name that starts with the whole text comes first.
        """


def offered_by(choices: Any) -> Offered:
    """Return the choices of a widget, ready to search."""
    return choices if isinstance(choices, Rows) else Listed(choices)


def meant(offered: Offered, text: str) -> Choice | None:
    """Return the choice with this value, or the only one with this name; None if there is none."""
    if not text:
        return None
    named = offered.named(text) if (exact := offered.at(text)) is None else []
    return exact or (named[0] if len(named) == 1 else None)


class Listed:
    """Choices that are a list of values and labels, maybe in groups."""

    def __init__(self, choices: Any) -> None:
        pairs: Iterable[tuple[Any, Any]] = flatten_choices(choices)
        self.pairs = [(str(value), str(label)) for value, label in pairs if str(value or "")]

    def has_more_than(self, most: int) -> bool:
        return len(self.pairs) > most

    def at(self, value: str) -> Choice | None:
        return next((pair for pair in self.pairs if pair[0] == value), None)

    def named(self, text: str) -> list[Choice]:
        wanted = _plain(text)
        return [pair for pair in self.pairs if _plain(pair[1]) == wanted][:2]

    def matching(self, text: str, most: int) -> list[Choice]:
        patterns = [re.compile(start, re.IGNORECASE) for start in _word_starts(text)]
        fitting = [
            pair for pair in self.pairs if all(pattern.search(pair[1]) for pattern in patterns)
        ]
        wanted = _plain(text)
        fitting.sort(key=lambda pair: not _plain(pair[1]).startswith(wanted))
        return fitting[:most] if patterns else []


class Rows(ModelChoiceIterator):  # type: ignore[type-arg]
    """Rows of a queryset, searched by the database.

    The queryset is the one that the form narrowed for its actor and subject, so a search finds
    nothing that the form would not take. A field that names no columns to search has few rows, so
    their labels are searched in memory.
    """

    def __init__(self, field: Any) -> None:
        super().__init__(field)
        self.queryset: QuerySet[Any] = field.with_labels(self.queryset)
        self.searched: tuple[str, ...] = field.searched
        self.few: list[Choice] | None = None
        self.is_long = False
        self.known: dict[tuple[str, str | int], list[Choice]] = {}  # asked when read and when shown

    def __iter__(self) -> Iterator[Any]:
        """Yield the choices, without a second query if few were read before."""
        if self.few is None:
            yield from super().__iter__()
            return
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        yield from self.few

    def has_more_than(self, most: int) -> bool:
        if self.few is None and not self.is_long:
            # Keys alone: the rows of a long list are not sorted, and their labels are not read.
            keys = list(self.queryset.order_by().values_list("pk", flat=True)[: most + 1])
            self.is_long = len(keys) > most
            if not self.is_long:
                self.few = self._choices(self.queryset.filter(pk__in=keys))
        return self.is_long

    def at(self, value: str) -> Choice | None:
        if "\0" in value:
            return None
        try:
            rows = self._once("at", value, self.queryset.filter(**{self._key: value})[:1])
        except (ValueError, TypeError, ValidationError):  # text where the key is a number
            return None
        return rows[0] if rows else None

    def named(self, text: str) -> list[Choice]:
        if not self.searched:
            return self._in_memory.named(text)
        text = " ".join(text.split())
        if not text or "\0" in text or len(text) > LONGEST:
            return []
        exact = Q()
        for name in self.searched:
            exact |= Q(**{f"{name}__iexact": text})
        return self._once("named", text, self.queryset.filter(exact)[:2])

    def matching(self, text: str, most: int) -> list[Choice]:
        if not self.searched:
            return self._in_memory.matching(text, most)
        text = " ".join(text.split())
        starts = _word_starts(text)
        if not starts:
            return []
        rows = self.queryset
        for start in starts:
            any_name = Q()
            for name in self.searched:
                any_name |= Q(**{f"{name}__iregex": start})
            rows = rows.filter(any_name)
        main = self.searched[0]
        begins = Case(When(**{f"{main}__istartswith": text}, then=Value(0)), default=Value(1))
        return self._choices(rows.alias(begins=begins).order_by(begins, main, "pk")[:most])

    @property
    def _key(self) -> str:
        return str(self.field.to_field_name or "pk")

    @property
    def _in_memory(self) -> Listed:
        """The labels of all rows, for a field without columns to search."""
        return Listed(self._once("all", "", self.queryset))

    def _once(self, kind: str, of: str | int, rows: Iterable[Model]) -> list[Choice]:
        """Return the choices of these rows, read at most once in the life of a form."""
        if (kind, of) not in self.known:
            self.known[kind, of] = self._choices(rows)
        return self.known[kind, of]

    def _choices(self, rows: Iterable[Model]) -> list[Choice]:
        pairs = (self.choice(row) for row in rows)
        return [(str(value), str(label)) for value, label in pairs]


def _word_starts(text: str) -> list[str]:
    """Return a pattern for each word of a search. Too long a text has none."""
    if "\0" in text or len(text) > LONGEST:
        return []
    return [rf"(^|\W){re.escape(word)}" for word in text.split()[:MOST_WORDS]]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()

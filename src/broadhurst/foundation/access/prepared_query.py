"""Write the SQL of a query set once, and send it as a prepared statement.

Django writes the SQL of a query set on every call, and PostgreSQL plans it again. For a few rows
found by an index both take longer than the search. A function marked `prepared_query` makes its
query set only once in a process. Each call sends the same statement with its own values, in the
transaction and under row-level security like any other, and reads its rows again.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from contextvars import Context
from datetime import date, datetime
from functools import cached_property, update_wrapper
from inspect import signature
from types import NoneType
from typing import Any, Generic, ParamSpec, TypeVar, get_args, get_type_hints

from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    BooleanField,
    Expression,
    F,
    Func,
    Model,
    QuerySet,
    prefetch_related_objects,
)
from django.db.models.sql.compiler import SQLCompiler
from psycopg import sql

from broadhurst.foundation import clock
from broadhurst.foundation.database.ahead import Ask, key_of, take, waiting
from broadhurst.foundation.database.arrays import Numbers, array
from broadhurst.foundation.database.prepared import Sent, connected, pipelined, send

Given = ParamSpec("Given")
Found = TypeVar("Found")
Row = TypeVar("Row", bound=Model)

TYPES = {
    int: "bigint", str: "text", bool: "boolean", date: "date", datetime: "timestamptz",
    list[int]: "bigint[]", list[str]: "text[]", list[date]: "date[]",
    list[datetime]: "timestamptz[]", list[datetime | None]: "timestamptz[]", Numbers: "bigint[]",
}  # fmt: skip
Written = tuple[QuerySet[Any, Any], SQLCompiler, str]
PLACES = re.compile("%s|%%")


class KeptForOthers(RuntimeError):
    """A prepared query would keep what is only right for one call. Make it a parameter."""


class Parameter(Expression):
    """A value that each call gives."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__()
        self.place = f"(%({name})s::{kind})"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return "%s", (self,)


class AnyOf(Func):
    """Whether a field is one of the values of a parameter that is a list."""

    template = "%(expressions)s"
    arg_joiner = " = ANY "
    output_field = BooleanField()


def within(rows: QuerySet[Row], path: str, ids: Numbers | list[int] | None) -> QuerySet[Row]:
    """Filter rows by a parameter that has the ids of a field, or leave them all without one."""
    return rows if ids is None else rows.filter(AnyOf(F(path), ids))


class PreparedQuery(Generic[Given, Found]):
    """A function that returns the rows of its query set as a list."""

    def __init__(self, function: Callable[Given, QuerySet[Any, Found]]) -> None:
        self.function = function
        self._statements: dict[frozenset[str], Written] = {}
        update_wrapper(self, function)

    def __call__(self, *args: Given.args, **kwargs: Given.kwargs) -> list[Found]:
        """Return the rows."""
        (rows, compiler, statement), values = self._asked(*args, **kwargs)
        sent = send(statement, values)
        answers = list(answered(rows, compiler, sent))
        prefetch_related_objects(answers, *vars(rows)["_prefetch_related_lookups"])
        return answers

    def ask(self, *args: Given.args, **kwargs: Given.kwargs) -> Ask:
        """Return the statement and the values of a call, to send it ahead."""
        (_, _, statement), values = self._asked(*args, **kwargs)
        return statement, values

    def _asked(self, *args: Given.args, **kwargs: Given.kwargs) -> tuple[Written, dict[str, Any]]:
        """Return the written statement for a call, and its values."""
        # To bind takes as long as all the rest here.
        is_plain = len(args) == len(self._names) and not kwargs
        bound = dict(zip(self._names, args, strict=True)) if is_plain else self._bound(args, kwargs)
        values = {name: _sendable(value) for name, value in bound.items() if value is not None}
        return self._written(frozenset(bound.keys() - values.keys())), values

    def _written(self, without: frozenset[str]) -> Written:
        """Return the written statement for calls that leave out some parameters."""
        if without not in self._statements:
            # The empty context has nothing of this request, like the rows that a pass has read.
            self._statements[without] = Context().run(self._write, without)
        return self._statements[without]

    @property
    def model(self) -> type[Model]:
        """The model of the rows."""
        return self._written(frozenset())[0].model

    def _bound(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> dict[str, Any]:
        return dict(self._signature.bind(*args, **kwargs).arguments)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(self._signature.parameters)

    @cached_property
    def _signature(self) -> Any:
        return signature(self.function)

    def _write(self, without: frozenset[str]) -> Written:
        """Return the query set, and its compiler with the statement that it wrote."""
        hints = get_type_hints(self.function)
        parameters: Mapping[str, Any] = {
            name: None if name in without else Parameter(name, TYPES[_given(hints[name])])
            for name in self._signature.parameters
        }
        with clock.unknown(), connected().execute_wrapper(_refuse):
            rows = self.function(**parameters)  # type: ignore[call-arg]
            compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
            written, values = compiler.as_sql()
        if not compiler.get_converters([column for column, *_ in compiler.select]):
            vars(compiler)["get_converters"] = _no_converters
        remaining = iter(values)
        place = lambda match: "%%" if match[0] == "%%" else _place(next(remaining))  # noqa: E731
        return rows, compiler, PLACES.sub(place, written)


def prepared_query(
    function: Callable[Given, QuerySet[Any, Found]],
) -> PreparedQuery[Given, Found]:
    """Mark a function that makes a query set from its parameters alone.

    Its hints say the type of each. It gets expressions in their place, so it can filter by them,
    but not decide by them. It must not read the time or the database. For a list use `AnyOf`.
    A parameter that may be None is None for it too, and has a statement of its own.
    """
    return PreparedQuery(function)


@contextmanager
def sent_ahead(asks: Iterable[Ask]) -> Iterator[None]:
    """Send statements in one round trip, for a block that sends each of them and only reads.

    A statement that the block does not send is read for nothing, and does no harm.
    """
    ours, waits, others = connected(), [], []
    for ask in asks:
        key = key_of(ours, *ask)
        answer = take(ours, *ask)  # that an outer block sent ahead
        if answer is None:
            others.append((key, ask))
        else:
            waits.append((key, answer))
    with pipelined() if others else nullcontext():  # an empty pipeline waits for an answer too
        sent = [(key, send(*ask)) for key, ask in others]
    with waiting([*waits, *sent]):
        yield


def _given(type_hint: Any) -> Any:
    """Return the type of a parameter that is given, if it may also be None."""
    if NoneType not in get_args(type_hint):
        return type_hint
    [kind] = [kind for kind in get_args(type_hint) if kind is not NoneType]
    return kind


def _place(value: object) -> str:
    """Return the place of a parameter, or a fixed value."""
    if isinstance(value, Parameter):
        return value.place
    return literal(value)


def literal(value: object) -> str:
    """Return a fixed value as PostgreSQL writes it."""
    return sql.Literal(value).as_string(connected().connection).replace("%", "%%")


def _sendable(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(item, int) for item in value):
        return array(value)
    return value


def _refuse(*_: Any) -> None:
    raise KeptForOthers("A prepared query cannot be made from rows of the database.")


def _no_converters(_columns: object) -> dict[int, Any]:
    """Return no converters. Only this is kept: others belong to a connection or a thread."""
    return {}


def answered(rows: QuerySet[Any, Found], compiler: SQLCompiler, sent: Sent) -> Any:
    """Convert rows as Django does: to instances, tuples or values."""
    ours, query, answered = (
        _shallow_copy(compiler),
        _shallow_copy(rows.query),
        QuerySet.__new__(type(rows)),
    )
    ours.connection = connected()
    vars(ours)["execute_sql"] = lambda *_, **__: [sent.rows()]
    vars(query)["get_compiler"] = lambda *_, **__: ours
    vars(answered).update(vars(rows), _query=query)
    return vars(rows)["_iterable_class"](answered)


def _shallow_copy(original: Any) -> Any:
    """Return a shallow copy. `copy.copy` takes more than twice as long."""
    duplicate = object.__new__(type(original))
    vars(duplicate).update(vars(original))
    return duplicate

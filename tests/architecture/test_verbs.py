"""A verb is the same on its page and in `verbs.py`: the same record, form and command."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import FunctionType
from typing import Any, NoReturn

import pytest
from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from django.test import RequestFactory
from django.urls import Resolver404, ResolverMatch, resolve

from broadhurst.config.rooms import ROOMS
from broadhurst.config.verbs import verbs_of
from broadhurst.foundation.access.prepared_query import PreparedQuery
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.dispatch import Findable
from broadhurst.foundation.doors.verbs import Subject, Verb
from tests.people import Cast

SRC = Path(web.__file__).parents[2]
# Pages of some rooms are below another address than at the API.
ABOVE = ("", "/administration", "/deconfliction")
AT_ANOTHER_ADDRESS = {"/leavers/{ref}/rehome": "/leavers/{ref}"}  # the form is on the record's page
WITH_A_TABLE = {"rehearse", "carry-out"}  # the counts of what moves, below a sentence
REF = "REF-7K3QF2"
# A script keeps the secret that these print alone. What is verified is a sentence already.
PRINTED_AS_IT_IS = {"issue-token", "reset-password", "verify"}


class Looked(Exception):
    """A page looked for its record."""

    def __init__(self, rows: Findable[Any], lookup: dict[str, object]) -> None:
        is_prepared = isinstance(rows, PreparedQuery)
        self.rows = rows.function(**lookup) if is_prepared else rows.filter(**lookup)


def on_a_record(room: str) -> list[tuple[Verb, Subject]]:
    """Return the verbs of a room on one record, each with the record."""
    verbs = (verb for verb in verbs_of(room) if isinstance(verb, Verb))
    return [(verb, verb.about) for verb in verbs if verb.about]


def page_of(verb: Verb, about: Subject) -> ResolverMatch:
    """Return the page of a verb on a record, which has the address that it has at the API."""
    address = verb.address or f"{about.address}/{verb.name}"
    address = AT_ANOTHER_ADDRESS.get(address, address).format(**{about.field: REF})
    for above in ABOVE:
        try:
            return resolve(f"{above}{address}/")
        except Resolver404:
            continue
    raise AssertionError(f"{address} has no page")


def keys(rows: QuerySet[Any]) -> str:
    """Return the SQL that selects the rows, without what is read of each and in which order."""
    try:
        return str(rows.order_by().values("pk").query)
    except EmptyResultSet:
        return "none"


@pytest.mark.parametrize("room", [room for room in ROOMS if on_a_record(room)])
def test_a_page_finds_the_records_that_the_verb_finds(
    cast: Cast, room: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(_request: object, rows: Findable[Any], **lookup: object) -> NoReturn:
        raise Looked(rows, lookup)

    monkeypatch.setattr(web, "find", look)
    for verb, about in on_a_record(room):
        page, request = page_of(verb, about), RequestFactory().get("/")
        lookup = about.lookup(REF) if about.lookup else {about.field: REF}
        for actor in (cast.gail, cast.system):
            request.actor, request.user = actor, actor.officer  # type: ignore[attr-defined]
            with as_actor(actor):
                with pytest.raises(Looked) as looked:
                    page.func(request, *page.args, **page.kwargs)
                assert keys(looked.value.rows) == keys(about.rows(actor).filter(**lookup)), (
                    f"the page and verbs.py choose different records for {verb.name}"
                )


def name_of(node: ast.expr) -> str:
    """Return the last name of `commands.agree.AgreeForm`."""
    return getattr(node, "attr", getattr(node, "id", ""))


def pages_of(room: str) -> Iterator[ast.Module]:
    """Yield the modules of pages of a room, and those of the surfaces."""
    for folder in (SRC / "capabilities" / room, *(SRC / "surfaces").iterdir()):
        for path in (*folder.glob("*pages.py"), *folder.glob("pages/*.py")):
            yield ast.parse(path.read_text())


def forms_by_command(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield each form that stands before a command in a call or a table, with the command."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call | ast.Tuple):
            values = node.args if isinstance(node, ast.Call) else node.elts
            names = [name_of(value) for value in values]
            pairs = list(pairwise(names))
            for keyword in node.keywords if isinstance(node, ast.Call) else ():
                if keyword.arg == "each_form":
                    pairs += [(name_of(keyword.value), command) for command in names]
            yield from (pair for pair in pairs if pair[0].endswith("Form"))


@pytest.mark.parametrize("room", [room for room in ROOMS if verbs_of(room)])
def test_a_page_asks_for_the_form_of_the_verb(room: str) -> None:
    modules = list(pages_of(room))
    pairs = [pair for module in modules for pair in forms_by_command(module)]
    names = [
        {name_of(node) for node in ast.walk(module) if isinstance(node, ast.expr)}
        for module in modules
    ]
    readme = (SRC / "capabilities" / room / "README.md").read_text().splitlines()
    without_page = " ".join(line for line in readme if "no page" in line)
    for verb in verbs_of(room):
        if f"`{verb.command.__name__}`" in without_page:
            continue
        form, command = verb.form.__name__, verb.command.__name__
        forms = {asked for asked, then in pairs if then == command}
        # A few pages fill in the form themselves.
        by_hand = any({form, command} <= used for used in names)
        assert form in forms or (not forms and by_hand), (
            f"the page of {room} {verb.name} asks {forms or 'nothing'}, and verbs.py {form}"
        )


class Anything:
    """An outcome with a reference, whose every attribute is one too."""

    def __getattr__(self, _name: str) -> "Anything":
        return self

    def __format__(self, _how: str) -> str:
        return "REF-1"


@pytest.mark.parametrize("room", [room for room in ROOMS if verbs_of(room)])
def test_the_terminal_answers_with_whole_sentences_and_a_reference(room: str) -> None:
    for verb in verbs_of(room):
        if isinstance(verb, Verb) and verb.name in PRINTED_AS_IT_IS:
            assert verb.says is str
        elif isinstance(verb, Verb) and not isinstance(verb.says, FunctionType):
            said = verb.says(Anything())
            assert re.fullmatch(r"(?=.*REF-1).* .*\.", said), f"{verb.name} says: {said}"


def functions_of(says: FunctionType) -> Iterator[FunctionType]:
    """Yield a function, and those of this project that it calls by name."""
    yield says
    for name in says.__code__.co_names:
        called = says.__globals__.get(name)
        if isinstance(called, FunctionType) and called.__module__.startswith("broadhurst.cap"):
            yield from functions_of(called)


def written_by(says: FunctionType) -> Iterator[str]:
    """Yield the texts in a function, with an x for each value: “x is x.”. Not its docstring."""
    text = textwrap.dedent(inspect.getsource(says)).strip()
    # The source of a lambda is the line in the call of `Verb`.
    source = ast.parse(text if text.startswith("def ") else f"dict({text.rstrip(',')})")
    apart = {id(node.value) for node in ast.walk(source) if isinstance(node, ast.Expr)}
    for node in ast.walk(source):
        if isinstance(node, ast.JoinedStr):
            parts = [getattr(part, "value", "") for part in node.values]
            apart |= {id(part) for part in node.values}
            yield "".join(part if isinstance(part, str) else "x" for part in parts)
        elif isinstance(node, ast.Constant) and id(node) not in apart:
            yield str(node.value)


@pytest.mark.parametrize("room", [room for room in ROOMS if verbs_of(room)])
def test_a_function_that_answers_at_the_terminal_writes_a_sentence(room: str) -> None:
    """A row of a list has two spaces between its columns, and no full stop."""
    for verb in verbs_of(room):
        if isinstance(verb, Verb) and isinstance(verb.says, FunctionType):
            rows = [text for text in written_by(verb.says) if re.match(r"x(\S* \S+)*  x", text)]
            assert not rows or verb.name in WITH_A_TABLE, f"{verb.name} answers with a row: {rows}"
            texts = [text for one in functions_of(verb.says) for text in written_by(one)]
            whole = [text for text in texts if re.search(r" .*\.(\s|x?$)", text)]
            assert whole, f"{verb.name} answers with no sentence: {texts}"

"""The OpenAPI description matches the answers of the API."""

import inspect
import re
from collections.abc import Iterator
from unittest.mock import MagicMock

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from broadhurst.capabilities.establishment.api.schemas import MeOut
from broadhurst.config.urls import api
from broadhurst.foundation.doors import api as door
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.schemas import Schema
from broadhurst.foundation.lists import api as lists
from broadhurst.foundation.lists.schemas import RowResultOut
from broadhurst.foundation.spreadsheet import FORMATS
from tests.doors import Machine
from tests.openapi_checks import (
    asked_in_the_address,
    components_of,
    fits,
    hoped_for,
    operations,
    placeholders,
    schema_of,
)
from tests.people import Cast


def test_every_verb_is_described_with_the_code_that_it_answers(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run each endpoint with a stub that reports the status code and the schema."""

    def told(*_: object, as_json: door.AsJson, status: int = 200, **__: object) -> HttpResponse:
        return HttpResponse(door.schema_of(as_json).__name__, status=status)

    def told_of_each(*_: object, **__: object) -> HttpResponse:
        return HttpResponse(door.items_of(RowResultOut).__name__)

    request = MagicMock(actor=cast.gail)
    monkeypatch.setattr(door, "find", MagicMock())
    monkeypatch.setattr(door, "ask", told)
    monkeypatch.setattr(lists, "run_on_each", told_of_each)
    monkeypatch.setattr(lists, "find_list", MagicMock())
    verbs = {name: (one, run) for name, one, run in operations() if name.startswith("POST")}
    answered = {}
    for name, (one, run) in verbs.items():
        answer = run.view_func(request, *("X" for _ in placeholders(one)))
        answered[name] = {answer.status_code: answer.content.decode().strip()}
    assert {name: components_of(one) for name, (one, _) in verbs.items()} == answered
    assert {code for answer in answered.values() for code in answer} == {200, 201, 202}


def test_django_finds_every_operation_at_its_address() -> None:
    """If two routers had one address, the first would hide the methods of the other."""
    for address, methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items():
        found = resolve(re.sub(r"{\w+}", "X", address))
        refused = found.func(RequestFactory().generic("TRACE", address), **found.kwargs)
        allowed = {method.strip().lower() for method in refused["Allow"].split(",")}
        assert allowed == methods.keys(), address


def test_every_answer_has_a_schema_of_its_own_name() -> None:
    """Ninja would let the last of two schemas of one name stand for both."""
    described = api.get_openapi_schema()["components"]["schemas"]
    files = 0
    for name, one, _run in operations():
        [code] = hoped_for(one)
        assert code in (200, 201, 202), name
        content = one["responses"][code]["content"]
        for answer in content.values():
            assert answer["schema"]["$ref"].removeprefix("#/components/schemas/") in described, name
        if len(content) > 1 and "application/json" in content:  # a list, and its downloads
            assert len(content) == 1 + len(FORMATS), name
        else:
            files += sum(not kind.endswith("json") for kind in content)
    assert files == 36
    rooms = [
        answer for answer in schemas_below(Schema) if answer.__module__.startswith("broadhurst")
    ]
    named = [one.__name__ for one in rooms if "[" not in one.__name__]
    assert len(named) == len(set(named)), [one for one in named if named.count(one) > 1]


def schemas_below(schema: type[Schema]) -> Iterator[type[Schema]]:
    for below in schema.__subclasses__():
        yield from (below, *schemas_below(below))


def test_a_question_that_takes_several_answers_says_so_and_no_other_does() -> None:
    """Send each field a list, and see whether it reads more than the last value."""
    several = set()
    for form in forms_below(CommandForm):
        schema = schema_of(door.verb(form, "", answer=MeOut)["openapi_extra"])
        for name, field in form.base_fields.items():
            data = door.query_of({name: ["first", "last"]})
            takes = "first" in str(field.widget.value_from_datadict(data, data, name))
            assert fits(["a", "b"], schema["properties"][name]) is takes, (form, name)
            several |= {name} if takes else set()
    assert {"phone", "vehicle", "address", "person", "districts"} <= several


def test_a_day_is_described_as_it_is_written_and_not_as_the_boxes_of_a_page() -> None:
    days = 0
    for form in forms_below(CommandForm):
        properties = schema_of(door.verb(form, "", answer=MeOut)["openapi_extra"])["properties"]
        for name, one in properties.items():
            if one.get("format") in ("date", "date-time"):
                days += 1
                assert "As 2026-03-27" in one["description"], (form, name)
                assert not re.search(r"\d \d{4}", one["description"]), (form, name)
    assert days > 20


def forms_below(form: type[CommandForm]) -> Iterator[type[CommandForm]]:
    for below in form.__subclasses__():
        yield from (below, *forms_below(below))


def test_what_answers_page_by_page_says_so_and_nothing_else_does() -> None:
    for name, described, run in operations():
        is_list = bool(
            re.search(r"\b(api|lists)\.(listed|page_as_json)\(", inspect.getsource(run.view_func))
        )
        assert ("after" in asked_in_the_address(described)) is is_list, name


def test_every_filter_that_is_read_is_described() -> None:
    for name, described, run in operations():
        source = inspect.getsource(run.view_func)
        read = re.findall(r'(?:request\.GET\.get\(|api\.chosen\(request, )"(\w+)"', source)
        assert set(read) <= set(asked_in_the_address(described)), name


def test_a_list_is_read_to_its_end_as_described(cast: Cast) -> None:
    for number in range(26):
        cast.ocg(name=f"Copper {number}")
    machine = Machine(cast.gail)
    described = machine.get("/openapi.json").json()["paths"]["/api/v1/ocgs"]["get"]
    page = described["responses"]["200"]["content"]["application/json"]["schema"]
    assert page == {"$ref": "#/components/schemas/OcgRowPage"}
    first = machine.get("/ocgs").json()
    assert fits(first, page)
    assert fits(machine.client.get(first["next"]).json(), page)
    assert not fits({**first, "more": 1}, page)
    assert not fits({"items": first["items"]}, page)
    assert first["next"].startswith("/api/v1/ocgs?after=")
    assert machine.get("/ocgs?after=2").status_code == 422
    assert machine.get("/ocgs?state=none").status_code == 422
    states = asked_in_the_address(described)["state"]["schema"]["enum"]
    assert {len(machine.get(f"/ocgs?state={one}").json()["items"]) for one in states} == {25, 0}


def test_a_list_where_one_answer_is_asked_for_is_refused(cast: Cast) -> None:
    """Otherwise only the last value would be kept, and the others silently lost."""
    ocg, machine = cast.ocg(), Machine(cast.gail)
    numbers = ["07700 900550", "07700 900551"]
    answer = machine.post(f"/ocgs/{ocg.ref}/add-identifier", kind="phone", value=numbers)
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"field": "value", "message": "Send one answer, and not a list."}
    ]


def test_a_problem_is_answered_as_described(cast: Cast) -> None:
    """Check one problem of each status against the schema of its endpoint."""
    machine, nobody = Machine(cast.gail), Machine(None)
    described = machine.get("/openapi.json").json()
    shape = described["components"]["schemas"]["Problem"]
    too_large, plain = {"matter": "x" * 1_000_001}, {"content_type": "text/plain"}
    at = "/deconfliction/checks"
    for method, path, code, answer in (
        ("get", "/hits", 401, nobody.get("/hits")),
        (
            "get",
            "/deconfliction/stop-list",
            403,
            Machine(cast.connie).get("/deconfliction/stop-list"),
        ),
        ("get", "/hits/{ref}", 404, machine.get("/hits/HIT-NONONONONO")),
        ("post", "/hits/{ref}/acknowledge", 404, machine.post("/hits/HIT-NONONONONO/acknowledge")),
        ("post", at, 409, Machine(cast.connie).post(at, phone="07700 900550")),
        ("post", at, 413, machine.post(at, **too_large)),
        ("post", at, 415, machine.client.post(f"/api/v1{at}", "x", **plain)),
        ("post", at, 422, machine.post(at, phone="no number")),
        ("get", "/hits", 422, machine.get("/hits?after=2")),
        ("get", "/figures", 422, machine.get("/figures?since=soon")),
        ("get", "/hits", "default", machine.get("/hits?after=%00")),
    ):
        told = described["paths"][f"/api/v1{path}"][method]["responses"][str(code)]
        [(kind, content)] = told["content"].items()
        assert answer["Content-Type"] == kind, (path, code)
        assert content == {"schema": {"$ref": "#/components/schemas/Problem"}}
        assert fits(answer.json(), shape), answer.json()
        assert answer.status_code == (400 if code == "default" else code)


def test_every_operation_asks_for_a_token_and_names_what_else_it_answers() -> None:
    described = api.get_openapi_schema()
    [scheme] = described["security"]
    assert set(scheme) == set(described["components"]["securitySchemes"])
    for name, one, run in operations():
        named = set(one["responses"])
        raised = re.findall(r"Problem\((\d+)", inspect.getsource(run.view_func))
        assert {int(code) for code in raised} <= named, name
        assert {401, "default"} <= named, name
        assert (404 in named) is bool(placeholders(one)), name
        assert ({409, 413, 415, 422} <= named) is name.startswith("POST"), name

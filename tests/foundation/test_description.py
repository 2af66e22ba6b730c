"""The API's description of itself is true: what it names is what is answered."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest
from django.http import HttpResponse
from ninja.operation import Operation

from broadhurst.capabilities.deconfliction.api.rows import IN_JSON
from broadhurst.capabilities.deconfliction.sheets.columns import guess
from broadhurst.config.urls import api
from broadhurst.foundation.doors import api as door
from broadhurst.foundation.doors.asking import Ask
from tests.deconfliction.tables import PURPOSE
from tests.doors import Machine
from tests.people import Cast

GUIDE = Path(__file__).parents[2] / "docs/api.md"
PHONE = "07700 900550"
KINDS = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    list: "array",
    dict: "object",
    type(None): "null",
}


def operations() -> Iterator[tuple[str, dict[str, Any], Operation]]:
    """Every operation: its address, what the description says of it, and what runs."""
    paths = api.get_openapi_schema()["paths"]
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                [method] = operation.methods
                address = f"/api/v1{prefix}{path}"
                yield f"{method} {address}", paths[address][method.lower()], operation


def hoped_for(described: dict[str, Any]) -> list[int]:
    return [int(code) for code in described["responses"] if str(code).startswith("2")]


def test_every_verb_is_described_with_the_code_that_it_answers(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each endpoint is run, and says with what code it would answer."""
    request = MagicMock(actor=cast.gail)
    monkeypatch.setattr(door, "find", MagicMock())
    monkeypatch.setattr(door, "ask", lambda *_, status=200, **__: HttpResponse(status=status))
    verbs = {name: (one, run) for name, one, run in operations() if name.startswith("POST")}
    answered = {
        name: [run.view_func(request, **dict.fromkeys(placeholders(one), "X")).status_code]
        for name, (one, run) in verbs.items()
    }
    assert {name: hoped_for(one) for name, (one, _) in verbs.items()} == answered
    assert [201] in answered.values()
    assert [200] in answered.values()


def test_a_question_that_takes_several_answers_says_so_and_no_other_does() -> None:
    """Of a list the first is read too, or only the last: so it is seen what each question takes."""
    several = set()
    for form in forms_below(Ask):
        schema = schema_of(door.verb(form, "")["openapi_extra"])
        for name, field in form.base_fields.items():
            data = door.query_of({name: ["first", "last"]})
            takes = "first" in str(field.widget.value_from_datadict(data, {}, name))
            assert fits(["a", "b"], schema["properties"][name]) is takes, (form, name)
            several |= {name} if takes else set()
    assert {"phone", "vehicle", "address", "person", "districts"} <= several


def forms_below(form: type[Ask]) -> Iterator[type[Ask]]:
    for below in form.__subclasses__():
        yield from (below, *forms_below(below))


def schema_of(described: dict[str, Any], kind: str = "") -> dict[str, Any]:
    content = described["requestBody"]["content"]
    return content[kind or next(iter(content))]["schema"]


def fits(given: object, schema: dict[str, Any]) -> bool:
    """Whether a value is one that a schema describes, as far as the schemas here go."""
    kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    if KINDS[type(given)] not in kinds:
        return False
    if isinstance(given, list):
        long_enough = len(given) >= schema.get("minItems", 0)
        return long_enough and all(fits(one, schema["items"]) for one in given)
    if isinstance(given, dict):
        known, others = schema.get("properties", {}), schema["additionalProperties"]
        of_each = [(one, known.get(name, others)) for name, one in given.items()]
        return set(schema.get("required", ())) <= set(given) and all(
            its if isinstance(its, bool) else fits(one, its) for one, its in of_each
        )
    return given in schema.get("enum", [given])


@pytest.mark.parametrize(
    ("phone", "status"),
    [(PHONE, 201), ([PHONE], 201), ([PHONE, "07700 900551"], 201), ({"one": PHONE}, 422)],
)
def test_what_is_described_of_a_check_is_what_is_taken(
    cast: Cast, phone: object, status: int
) -> None:
    machine = Machine(cast.gail)
    check = machine.get("/openapi.json").json()["paths"]["/api/v1/deconfliction/checks"]["post"]
    answer = machine.post("/deconfliction/checks", phone=phone)
    assert answer.status_code == status
    assert fits({"phone": phone}, schema_of(check)) is (status == 201)


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ({"rows": [{"Name": "Perry Windle", "DOB": "27/03/1988"}, {"Name": None}]}, 201),
        ({"rows": [{"Name": "Perry Windle", "Phone": "07700 900550"}]}, 201),
        ({"rows": ["Perry Windle"]}, 422),
        ({"rows": [{"Name": ["Perry", "Windle"]}]}, 422),
        ({"rows": []}, 422),
        ({"file": "Name\r\nPerry Windle"}, 422),
        ({}, 422),
    ],
)
def test_what_is_described_of_a_table_in_json_is_what_is_taken(
    cast: Cast, answers: dict[str, Any], status: int
) -> None:
    machine = Machine(cast.gail)
    send = machine.get("/openapi.json").json()["paths"]["/api/v1/deconfliction/bulk-checks"]["post"]
    given = {"matter": "OP-TEASEL", "purpose": PURPOSE, "only_targets": True, **answers}
    assert machine.post("/deconfliction/bulk-checks", **given).status_code == status
    assert fits(given, schema_of(send, "application/json")) is (status == 201)


def test_the_example_of_a_row_is_one() -> None:
    row = IN_JSON["rows"]["items"]
    assert all(fits(one, row) and all(guess(list(one))) for one in row["examples"])


def test_what_the_guide_sends_is_taken(cast: Cast) -> None:
    sent = re.findall(r"\$API(\S+) --json '(.+?)'", GUIDE.read_text(), re.DOTALL)
    assert [path for path, _ in sent] == ["/deconfliction/checks", "/deconfliction/bulk-checks"]
    for path, body in sent:
        answer = Machine(cast.gail).post(path, **json.loads(body))
        assert answer.status_code == 201, answer.content


def placeholders(described: dict[str, Any]) -> list[str]:
    return [one["name"] for one in described["parameters"] if one["in"] == "path"]


def test_what_is_made_and_what_is_not_is_answered_as_described(cast: Cast) -> None:
    machine = Machine(cast.gail)
    paths = machine.get("/openapi.json").json()["paths"]
    made = machine.post("/deconfliction/checks", phone=PHONE)
    receipt = made.json()["receipt"]
    verified = machine.post("/deconfliction/verify", receipt=receipt)
    answers = {"checks": made.status_code, "verify": verified.status_code}
    assert answers == {"checks": 201, "verify": 200}
    for path, code in answers.items():
        assert hoped_for(paths[f"/api/v1/deconfliction/{path}"]["post"]) == [code]

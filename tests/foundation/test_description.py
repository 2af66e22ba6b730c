"""The API's description of itself is true: what it names is what is answered."""

from collections.abc import Iterator
from typing import Any
from unittest.mock import MagicMock

import pytest
from django.http import HttpResponse
from ninja.operation import Operation

from broadhurst.config.urls import api
from broadhurst.foundation.doors import api as door
from tests.doors import Machine
from tests.people import Cast

PHONE = "07700 900550"


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

"""Read the OpenAPI description, to compare it with the API's answers."""

import json
import re
from collections.abc import Iterator
from functools import cache
from http import HTTPStatus
from typing import Any

from django.urls import Resolver404
from jsonschema import Draft202012Validator
from ninja.operation import Operation

from broadhurst.config.urls import api


def operations() -> Iterator[tuple[str, dict[str, Any], Operation]]:
    """Yield each operation's address, its description and its Ninja operation."""
    paths = api.get_openapi_schema()["paths"]
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                [method] = operation.methods
                address = f"/api/v1{prefix}{path}"
                yield f"{method} {address}", paths[address][method.lower()], operation


def hoped_for(described: dict[str, Any]) -> list[int]:
    return [int(code) for code in described["responses"] if str(code).startswith("2")]


def components_of(described: dict[str, Any]) -> dict[int, str]:
    """Return the name of the schema of each answer that is no problem."""
    return {
        code: described["responses"][code]["content"]["application/json"]["schema"][
            "$ref"
        ].rpartition("/")[2]
        for code in hoped_for(described)
    }


def schema_of(described: dict[str, Any], kind: str = "") -> dict[str, Any]:
    content = described["requestBody"]["content"]
    return content[kind or next(iter(content))]["schema"]


def fits(given: object, schema: dict[str, Any]) -> bool:
    """Return whether a value matches a schema."""
    return not any(_validator(schema).iter_errors(given))


def misfits(answer: Any) -> list[str]:
    """Return how an answer of the API differs from its description.

    A key that the description does not name is a difference too.
    """
    try:
        # The test client would resolve the address again.
        match = answer.wsgi_request.resolver_match or answer.resolver_match
        route = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", match.route)
    except Resolver404:
        return []
    one = _described()["paths"].get(f"/{route}", {}).get(answer.request["REQUEST_METHOD"].lower())
    if one is None or answer.status_code == HTTPStatus.NOT_MODIFIED:
        return []
    kinds = one["responses"]
    content = kinds.get(str(answer.status_code), kinds["default"])["content"]
    kind = answer["Content-Type"].partition(";")[0]
    if kind not in content:
        return [f"{kind} is none of {[*content]}"]
    if not kind.endswith("json"):
        return []
    errors = _validator_of(content[kind]["schema"]["$ref"]).iter_errors(answer.json())
    return [f"{error.json_path}: {error.message}" for error in errors]


@cache
def _described() -> dict[str, Any]:
    """Return the description, where an object has no other keys than those that it names."""
    described: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema()))
    for schema in described["components"]["schemas"].values():
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
    return described


@cache
def _validator_of(ref: str) -> Draft202012Validator:
    return _validator({"$ref": ref})


def _validator(schema: dict[str, Any]) -> Draft202012Validator:
    """Return a validator of a schema that may refer to the description's components."""
    return Draft202012Validator(
        {**schema, "components": _described()["components"]},
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )


def asked_in_the_address(described: dict[str, Any]) -> dict[str, Any]:
    return {one["name"]: one for one in described["parameters"] if one["in"] == "query"}


def placeholders(described: dict[str, Any]) -> list[str]:
    return [one["name"] for one in described["parameters"] if one["in"] == "path"]

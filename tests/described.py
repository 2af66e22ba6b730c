"""Read the OpenAPI description, to compare it with the API's answers."""

from collections.abc import Iterator
from typing import Any

from ninja.operation import Operation

from broadhurst.config.urls import api

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


def schema_of(described: dict[str, Any], kind: str = "") -> dict[str, Any]:
    content = described["requestBody"]["content"]
    return content[kind or next(iter(content))]["schema"]


def fits(given: object, schema: dict[str, Any]) -> bool:
    """Return whether a value matches a schema.

    Only the parts of JSON Schema that the API uses are supported.
    """
    kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    if KINDS[type(given)] not in kinds:
        return False
    if isinstance(given, list):
        long_enough = len(given) >= schema.get("minItems", 0)
        return long_enough and all(fits(one, schema["items"]) for one in given)
    if isinstance(given, dict):
        if len(given) < schema.get("minProperties", 0):
            return False
        known, others = schema.get("properties", {}), schema["additionalProperties"]
        of_each = [(one, known.get(name, others)) for name, one in given.items()]
        return set(schema.get("required", ())) <= set(given) and all(
            its if isinstance(its, bool) else fits(one, its) for one, its in of_each
        )
    return given in schema.get("enum", [given])


def asked_in_the_address(described: dict[str, Any]) -> dict[str, Any]:
    return {one["name"]: one for one in described["parameters"] if one["in"] == "query"}


def placeholders(described: dict[str, Any]) -> list[str]:
    return [one["name"] for one in described["parameters"] if one["in"] == "path"]

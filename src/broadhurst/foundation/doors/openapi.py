"""The OpenAPI 3.1 description of the API, derived from the forms."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.format_hints import hint_of
from broadhurst.foundation.doors.problems import SHAPE, answer_of
from broadhurst.foundation.doors.schemas import Schema, page_of
from broadhurst.foundation.govuk import fields

JsonSchema = dict[str, Any]
AFTER = "The cursor of the page. Use the address in “next” as it is: it includes the cursor."
KEEPS = "Fields you leave out keep their current value. Send null or false to clear one."
FILE = {"type": "string", "format": "binary", "description": "The content of a file."}
TOKEN = {"type": "http", "scheme": "bearer", "description": "A token of an officer's posting."}


def verb(
    form_class: type[CommandForm],
    summary: str,
    status: int = 200,
    *,
    answer: type[Schema],
    in_json: Mapping[str, JsonSchema] = MappingProxyType({}),
) -> dict[str, Any]:
    """Return Django Ninja's arguments for an endpoint whose body is the answers to a form.

    `status` is the one passed to `ask`: 201 if the endpoint creates something. `answer` is the
    schema of what its `as_json` returns. `in_json` describes JSON members that the endpoint takes
    in place of the form's files.
    """
    base_fields, more = form_class.base_fields, form_class.asks_more
    questions = {name: _schema(field) for name, field in base_fields.items()}
    # A prefilled form has values for fields left out, so no field is required.
    is_needed = not form_class.prefills
    required = [name for name, field in base_fields.items() if field.required and is_needed]
    files = {name for name, field in base_fields.items() if isinstance(field, forms.FileField)}
    content = {}
    if files:
        content["multipart/form-data"] = _body(questions, required, more)
    if in_json or not files:
        flat = {name: schema for name, schema in questions.items() if name not in files}
        needed = [*in_json, *(name for name in required if name not in files)]
        content["application/json"] = _body({**in_json, **flat}, needed, more)
    request_body: JsonSchema = {"content": content, "required": True}
    if form_class.prefills:
        request_body["description"] = KEEPS
    extra = {"requestBody": request_body}
    return {"summary": summary, "response": {status: answer}, "openapi_extra": extra}


def listing(
    summary: str,
    of: type[Schema],
    *files: str,
    defaults: Mapping[str, str] = MappingProxyType({}),
    **filters: Iterable[str] | None,
) -> dict[str, Any]:
    """Return Django Ninja's arguments for a paged list.

    `of` is the schema of one row. `filters` maps the name of each filter to its possible values, or
    to None if it takes any text, and `defaults` to the value that is meant if it is left out.
    `files` are the types of file that it can also be downloaded as.
    """
    parameters = [_in_the_address("after", {"type": "string"}, AFTER)]
    for name, values in filters.items():
        schema: JsonSchema = {"type": "string"}
        if values is not None:
            schema["enum"] = list(values)
        if name in defaults:
            schema["default"] = defaults[name]
        parameters.append(_in_the_address(name, schema, f"The {name} of what is listed."))
    extra: JsonSchema = {"parameters": parameters}
    if files:
        extra["responses"] = {200: _answered_as(files)}
    return {"summary": summary, "response": page_of(of), "openapi_extra": extra}


def file(summary: str, *kinds: str) -> dict[str, Any]:
    """Return Django Ninja's arguments for an endpoint that answers a file of one of some types."""
    responses = {200: _answered_as(kinds)}
    return {"summary": summary, "openapi_extra": {"responses": responses}}


def _answered_as(kinds: Iterable[str]) -> JsonSchema:
    shape = {"schema": {"$ref": "#/components/schemas/File"}}
    plain = [kind.partition(";")[0] for kind in kinds]
    return {"content": dict.fromkeys(plain, shape)}


def refusing(endpoint: dict[str, Any], status: int) -> dict[str, Any]:
    """Add to an endpoint's description that it may refuse with this status."""
    extra = endpoint.get("openapi_extra", {})
    answers = {**extra.get("responses", {}), status: answer_of(status)}
    return {**endpoint, "openapi_extra": {**extra, "responses": answers}}


def _in_the_address(name: str, schema: JsonSchema, description: str) -> JsonSchema:
    return {"in": "query", "name": name, "schema": schema, "description": description}


def _body(
    questions: dict[str, JsonSchema], required: list[str], asks_more: bool
) -> dict[str, JsonSchema]:
    return {
        "schema": {
            "type": "object",
            "properties": questions,
            "required": required,
            "additionalProperties": asks_more,
        }
    }


def _schema(field: forms.Field) -> JsonSchema:
    kinds: list[tuple[type[forms.Field], JsonSchema]] = [
        (fields.DateTimeField, {"type": "string", "format": "date-time"}),
        (fields.NumberField, {"type": "integer"}),
        (fields.LinesField, {"type": ["string", "array"], "items": {"type": "string"}}),
        (forms.BooleanField, {"type": "boolean"}),
        (forms.MultipleChoiceField, {"type": "array", "items": {"type": "string"}}),
        (forms.ModelMultipleChoiceField, {"type": "array", "items": {"type": "string"}}),
        (forms.DateTimeField, {"type": "string", "format": "date-time"}),
        (forms.DateField, {"type": "string", "format": "date"}),
        (forms.DecimalField, {"type": "number"}),
        (forms.IntegerField, {"type": "integer"}),
        (fields.FilesField, {"type": "array", "items": {"type": "string", "format": "binary"}}),
        (forms.FileField, {"type": "string", "format": "binary"}),
    ]
    schema = next((s for kind, s in kinds if isinstance(field, kind)), {"type": "string"})
    described = {**schema, "title": str(field.label or "")}
    if hint := hint_of(field):
        described["description"] = hint
    # Rows of a model are left out of the description: they change, and each reader sees others.
    fixed = isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)
    # Choices that depend on the subject are empty here, so they are left out too.
    choices = [value for value, _ in field.widget.choices if value != ""] if fixed else []
    if choices and schema["type"] == "string":
        described["enum"] = choices
    return described


def takes_several(field: forms.Field) -> bool:
    """Return whether a field takes a list of answers."""
    return "array" in _schema(field)["type"]


class DescribedAPI(NinjaAPI):
    """A NinjaAPI that describes the token and the possible problems of every operation."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._descriptions: dict[str, OpenAPISchema] = {}

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return an operation's name in a generated client, such as post_ocgs_ref_edit."""
        [method] = operation.methods
        return "_".join([method.lower(), *re.findall(r"\w+", operation.path)])

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Return the description. It is the same for every reader, so it is made once."""
        prefix = path_prefix or self.get_root_path(path_params or {})
        if prefix not in self._descriptions:
            self._descriptions[prefix] = self._describe(prefix)
        return self._descriptions[prefix]

    def _describe(self, path_prefix: str) -> OpenAPISchema:
        described = super().get_openapi_schema(path_prefix=path_prefix)
        for path in described["paths"].values():
            for operation in path.values():
                operation["responses"] |= _problems_of(operation)
        described["components"]["schemas"] |= {"Problem": SHAPE, "File": FILE}
        described["components"]["securitySchemes"] = {"token": TOKEN}
        described["security"] = [{"token": []}]
        return described


def _problems_of(operation: JsonSchema) -> dict[Any, JsonSchema]:
    """Return the problem responses of an operation, from where its parameters are."""
    places = {parameter["in"] for parameter in operation["parameters"]}
    codes = {401}
    if "path" in places:
        codes.add(404)
    if "query" in places:
        codes.add(422)
    if "requestBody" in operation:
        codes |= {409, 413, 415, 422}
    return {**{code: answer_of(code) for code in sorted(codes)}, "default": answer_of()}

"""How the API describes itself (OpenAPI 3.1): what it asks and what it answers."""

from typing import Any

from django import forms

from broadhurst.foundation.doors.asking import Ask
from broadhurst.foundation.govuk import fields


def verb(form_class: type[Ask], summary: str, status: int = 200) -> dict[str, Any]:
    """How Django Ninja describes an endpoint whose body answers a form.

    `status` is the one that `ask` is given: 201 where something is made.
    """
    properties, required = {}, []
    for name, field in form_class.base_fields.items():
        properties[name] = _schema(field)
        if field.required:
            required.append(name)
    schema: dict[str, Any] = {"type": "object", "properties": properties, "required": required}
    schema["additionalProperties"] = form_class.asks_more
    content = {"application/json": {"schema": schema}}
    if any(isinstance(field, forms.FileField) for field in form_class.base_fields.values()):
        content = {"multipart/form-data": {"schema": schema}}
    body = {"content": content, "required": True}
    extra = {"requestBody": body}
    return {"summary": summary, "response": {status: None}, "openapi_extra": extra}


def _schema(field: forms.Field) -> dict[str, Any]:
    kinds: list[tuple[type[forms.Field], dict[str, Any]]] = [
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
        (forms.FileField, {"type": "string", "format": "binary"}),
    ]
    schema = next((s for kind, s in kinds if isinstance(field, kind)), {"type": "string"})
    described = {**schema, "title": str(field.label or "")}
    if field.help_text:
        described["description"] = str(field.help_text)
    # The rows of a model are not choices of the description: they differ by day and by reader.
    fixed = isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)
    if fixed and schema["type"] == "string":
        described["enum"] = [value for value, _ in field.widget.choices if value != ""]
    return described

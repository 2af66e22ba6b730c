"""Error responses of the API as problem+json (RFC 9457)."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, JsonResponse

from broadhurst.foundation.workflow import field_of

# The descriptions of the problems, as in docs/api.md.
WHY = {
    401: "No valid token.",
    403: "Not allowed for your roles.",
    404: "Not found, or you cannot see it. The answer does not say which.",
    409: "A rule refused this. “errors” lists each reason.",
    413: "The JSON body is larger than 1 MB.",
    415: "The body is not of the required type.",
    422: "Some answers are not valid. “errors” says what to do in each field.",
}
ANY_OTHER = "Any other error."
SHAPE = {
    "type": "object",
    "description": "RFC 9457",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
                "required": ["message"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["type", "title", "status", "detail", "errors"],
    "additionalProperties": False,
}


class Problem(Exception):
    """An error to send as problem+json (RFC 9457)."""

    def __init__(
        self, status: int, title: str, detail: str = "", errors: list[dict[str, str]] | None = None
    ) -> None:
        super().__init__(title)
        self.status, self.title, self.detail, self.errors = status, title, detail, errors or []

    def response(self) -> HttpResponse:
        body = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "errors": self.errors,
        }
        return JsonResponse(body, status=self.status, content_type="application/problem+json")


def answer_of(status: int | None = None) -> dict[str, Any]:
    """Return the OpenAPI description of problems with a status, or of all others without one."""
    shape = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        "description": WHY[status] if status else ANY_OTHER,
        "content": {"application/problem+json": shape},
    }


def refuse_query(objections: Iterable[str], field: str = "") -> None:
    """Raise a Problem (422) with these objections to query parameters, if there are any.

    `field` is the parameter of those that name none.
    """
    errors = [
        {"field": field_of(objection) or field, "message": objection} for objection in objections
    ]
    if errors:
        raise Problem(422, "Some answers are not valid", errors=errors)

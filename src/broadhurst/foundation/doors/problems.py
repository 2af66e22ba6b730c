"""An answer of the API that is not the one hoped for."""

from django.http import HttpResponse, JsonResponse


class Problem(Exception):
    """An answer that is not the one hoped for, as problem+json (RFC 9457)."""

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

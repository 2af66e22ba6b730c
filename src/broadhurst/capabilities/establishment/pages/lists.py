"""A list that an administrator filters by name."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.wall import ActingRequest


def list_page(
    request: ActingRequest, rows: QuerySet[Any], template: str, *, search: Iterable[str],
    **context: Any,
) -> HttpResponse:  # fmt: skip
    """Show a page of the rows where any `search` lookup matches the search text.

    The rows are in order of their name.
    """
    q = request.GET.get("q", "").strip()[:80]
    matches = Q()
    for lookup in search:
        matches |= Q(**{lookup: q})
    page = page_by_key(rows.filter(matches) if q else rows, request.GET, by="name")
    return render(request, template, context | {"page": page, "q": q})

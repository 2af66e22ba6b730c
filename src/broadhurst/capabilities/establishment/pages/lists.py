"""A list that an administrator filters by a name, page by page."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.wall import ActingRequest


def list_page(
    request: ActingRequest, rows: QuerySet[Any], template: str, *, search: Iterable[str],
    **shown: Any,
) -> HttpResponse:  # fmt: skip
    """Show the rows where one of the `search` lookups holds for what was typed, by name."""
    q = request.GET.get("q", "").strip()[:80]
    found = Q()
    for lookup in search:
        found |= Q(**{lookup: q})
    page = page_by_key(rows.filter(found) if q else rows, request.GET, by="name")
    return render(request, template, shown | {"page": page, "q": q})

"""The page of published ROCU funding, with the findings that recur."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.capabilities.funding.models import PublishedTotal
from broadhurst.capabilities.funding.queries.published import by_series, published_totals
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.surfaces.published_funding.queries import recurring_findings


def published_page(request: ActingRequest) -> HttpResponse:
    """Show every published total with its source, beside the recurring findings on funding."""
    totals = published_totals()
    groups = by_series(totals)
    operating = groups.get(PublishedTotal.Series.OPERATING.label, [])
    context: dict[str, Any] = {
        "totals": totals,
        "groups": groups.items(),
        "bars": [_bar(total) for total in operating],
        "recurring": recurring_findings(),
        "marking": "OFFICIAL",
    }
    return render(request, "published_funding/published.html", context)


def _bar(total: PublishedTotal) -> dict[str, Any]:
    """Return the bar of a year, in the words of its source."""
    return {"label": total.year, "value": total.amount // 100, "text": total.in_words()}

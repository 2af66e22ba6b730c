"""Pages of evidence and of published figures, with the records behind them."""

from django.http import HttpResponse
from django.shortcuts import render

from broadhurst.capabilities.inspections.figures.behind import (
    held_elsewhere,
    records_behind,
    records_of_published,
    who_opens_linked,
)
from broadhurst.capabilities.inspections.models import Publication
from broadhurst.capabilities.inspections.queries.responses import evidence
from broadhurst.capabilities.inspections.queries.shown import verbs_on
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest


def evidence_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one piece of evidence, and the records behind it that the reader can open."""
    row = web.find(request, evidence(), ref=ref)
    verbs = verbs_on(row.answer.response, request.actor)
    records = records_behind(row)
    context = {
        "evidence": row,
        "may_withdraw": "withdraw_evidence" in verbs and not row.withdrawn_at,
        "records": records,
        "elsewhere": held_elsewhere(row.figure, records)
        if row.figure
        else who_opens_linked(row, records),
    }
    return render(request, "inspections/evidence.html", context)


def published_figures_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show each published figure with the records that the reader can open, or who can."""
    columns = ("ref", "figures", "title", "report", "body", "force")
    rows = Publication.objects.select_related("report", "body", "force").only(*columns)
    publication = web.find(request, rows, ref=ref)
    behind = [(figure, records_of_published(figure)) for figure in publication.figures]
    context = {
        "publication": publication,
        "figures": [
            (figure, records, held_elsewhere(figure, records) if figure.get("agencies") else "")
            for figure, records in behind
        ],
    }
    return render(request, "inspections/published_figures.html", context)

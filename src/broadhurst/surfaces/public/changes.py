"""The public page that says what a correction changed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from broadhurst.capabilities.inspections.models import Publication
from broadhurst.capabilities.inspections.rules.differences import changes
from broadhurst.foundation.doors.wall import open_to_anyone


@open_to_anyone
def publication_changes(request: HttpRequest, ref: str) -> HttpResponse:
    """Show each paragraph that a corrected response changed, added or took out."""
    rows = Publication.objects.select_related("body", "force", "corrects")
    row = get_object_or_404(rows.defer("pdf", "docx", "corrects__pdf", "corrects__docx"), ref=ref)
    if row.corrects is None or row.is_elsewhere or row.corrects.is_elsewhere:
        raise Http404
    context = {
        "publication": row,
        "changes": changes(row.corrects.markdown, row.markdown),
        "marking": "OFFICIAL",
    }
    return render(request, "public/changes.html", context)

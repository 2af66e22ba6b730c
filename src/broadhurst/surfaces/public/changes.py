"""The public page that says what a correction changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from broadhurst.capabilities.inspections.models import Publication
from broadhurst.capabilities.inspections.rules.differences import changes
from broadhurst.foundation.doors.wall import open_to_anyone


@open_to_anyone
def publication_changes(request: HttpRequest, ref: str) -> HttpResponse:
    """Show each paragraph that a corrected response changed, added or took out."""
    rows = Publication.objects.select_related("body", "force", "corrects")
    row = get_object_or_404(rows.defer("pdf", "docx", "corrects__pdf", "corrects__docx"), ref=ref)
    is_first = row.corrects is None or row.is_elsewhere or row.corrects.is_elsewhere
    before = "" if is_first or row.corrects is None else row.corrects.markdown
    context = {
        "publication": row,
        "is_first": is_first,
        "changes": changes(before, row.markdown) if before else [],
        "marking": "OFFICIAL",
    }
    return render(request, "public/changes.html", context)

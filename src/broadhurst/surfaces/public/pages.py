"""What anyone may read: published responses. Built from the public copies alone.

A public copy is added when a response is published, from what may be published; nothing here
reads a table that stands behind the wall.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString

from broadhurst.capabilities.inspections.models import Publication
from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.wall import open_to_anyone

DAYS = 56  # to publish a response in (Police Act 1996 s.55(5A))
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@open_to_anyone
def published(request: HttpRequest) -> HttpResponse:
    """Published responses to inspections, newest first. A corrected one stands for those before."""
    rows = (
        Publication.objects.filter(replaced_by=None)
        .select_related("report", "body", "force")
        .defer("pdf", "docx", "html", "markdown", "figures")
    )
    page = page_by_key(rows, request.GET, by="-published_on")
    return render(request, "public/published.html", {"page": page, "marking": "OFFICIAL"})


@open_to_anyone
def publication(request: HttpRequest, ref: str) -> HttpResponse:
    """One published response: its letter, its figures with their days, and what corrects it."""
    rows = Publication.objects.select_related("report__publisher", "body", "force", "corrects")
    one = get_object_or_404(rows.defer("pdf", "docx", "corrects__pdf", "corrects__docx"), ref=ref)
    shown = {
        "publication": one,
        "replaced_by": Publication.objects.filter(corrects=one).defer("pdf", "docx").first(),
        "day": DAYS - (one.due_on - one.first_published_on).days if one.due_on else None,
        # Written by Pandoc from a cleaned tree when it was published (doors/documents).
        "text": SafeString(one.html),
        "marking": "OFFICIAL",
    }
    return render(request, "public/publication.html", shown)


@open_to_anyone
def copy(request: HttpRequest, ref: str, form: str) -> HttpResponse:
    """The published letter as a file, the same bytes for everyone."""
    if form not in KINDS:
        raise Http404
    one = get_object_or_404(Publication.objects.filter(url="").only(form), ref=ref)
    headers = {"Content-Disposition": f'attachment; filename="{ref}.{form}"'}
    return HttpResponse(bytes(getattr(one, form)), content_type=KINDS[form], headers=headers)

"""Public pages of published responses, messages and practice notes.

Every page is built from the public copies, which the commands that publish make.
Nothing here reads a table that row-level security protects.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString

from broadhurst.capabilities.inspections.models import Publication
from broadhurst.capabilities.practice.models import PublicNote
from broadhurst.capabilities.public_messages.models import PublicMessage
from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.wall import open_to_anyone

DAYS = 56  # the time allowed to publish a response (Police Act 1996 s.55(5A))
NEWEST = "-published_at"
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@open_to_anyone
def published(request: HttpRequest) -> HttpResponse:
    """List the published responses, newest first.

    A corrected response replaces its earlier versions.
    """
    rows = (
        Publication.objects.filter(replaced_by=None)
        .select_related("report", "body", "force")
        .defer("pdf", "docx", "html", "markdown", "figures")
    )
    page = page_by_key(rows, request.GET, by="-published_on")
    return render(request, "public/published.html", {"page": page, "marking": "OFFICIAL"})


@open_to_anyone
def publication(request: HttpRequest, ref: str) -> HttpResponse:
    """Show one published response: its letter, figures and correction."""
    rows = Publication.objects.select_related("report__publisher", "body", "force", "corrects")
    row = get_object_or_404(rows.defer("pdf", "docx", "corrects__pdf", "corrects__docx"), ref=ref)
    context = {
        "publication": row,
        "replaced_by": Publication.objects.filter(corrects=row).defer("pdf", "docx").first(),
        "day": DAYS - (row.due_on - row.first_published_on).days if row.due_on else None,
        # Safe: it was made from cleaned tokens when it was published (doors/documents).
        "text": SafeString(row.html),
        "marking": "OFFICIAL",
    }
    return render(request, "public/publication.html", context)


@open_to_anyone
def copy(request: HttpRequest, ref: str, form: str) -> HttpResponse:
    """Download the published letter. Everyone gets the same bytes."""
    if form not in KINDS:
        raise Http404
    row = get_object_or_404(Publication.objects.filter(url="").only(form), ref=ref)
    headers = {"Content-Disposition": f'attachment; filename="{ref}.{form}"'}
    return HttpResponse(bytes(getattr(row, form)), content_type=KINDS[form], headers=headers)


@open_to_anyone
def messages(request: HttpRequest) -> HttpResponse:
    """List the published messages, newest first."""
    page = page_by_key(PublicMessage.objects.select_related("agency"), request.GET, by=NEWEST)
    return render(request, "public/messages.html", {"page": page, "marking": "OFFICIAL"})


@open_to_anyone
def message(request: HttpRequest, ref: str) -> HttpResponse:
    """Show one published message."""
    row = get_object_or_404(PublicMessage.objects.select_related("agency"), ref=ref)
    # Safe: it was made from cleaned tokens when it was published (doors/documents).
    context = {"message": row, "text": SafeString(row.html), "marking": "OFFICIAL"}
    return render(request, "public/message.html", context)


@open_to_anyone
def practice(request: HttpRequest) -> HttpResponse:
    """List the public practice notes, newest first."""
    page = page_by_key(PublicNote.objects.select_related("agency"), request.GET, by=NEWEST)
    return render(request, "public/practice.html", {"page": page, "marking": "OFFICIAL"})


@open_to_anyone
def practice_note(request: HttpRequest, ref: str) -> HttpResponse:
    """Show one public practice note."""
    rows = PublicNote.objects.select_related("agency", "finding__report")
    context = {"note": get_object_or_404(rows, ref=ref), "marking": "OFFICIAL"}
    return render(request, "public/practice_note.html", context)

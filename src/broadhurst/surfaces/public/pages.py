"""Send the stored public pages.

Every page is stored as it is sent (`storing`). Nothing here reads a table that row-level security
protects, and signing in changes nothing.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from broadhurst.capabilities.public_site.models import StoredPage
from broadhurst.foundation.doors.wall import open_to_anyone
from broadhurst.surfaces.public.storing import store_all


@open_to_anyone
@require_safe
def stored(request: HttpRequest, **_in_the_address: Any) -> HttpResponse:
    """Send the page that is stored at this address.

    In a new database no page is stored yet, so the first reader waits for them.
    """
    row = _page_at(request.path)
    if row is None and not StoredPage.objects.exists():
        store_all()
        row = _page_at(request.path)
    if row is None:
        raise Http404
    headers = {"ETag": f'"{row.etag}"', "Cache-Control": "public, no-cache"}
    if row.filename:
        headers["Content-Disposition"] = f'attachment; filename="{row.filename}"'
    return HttpResponse(bytes(row.body), content_type=row.content_type, headers=headers)


def _page_at(path: str) -> StoredPage | None:
    return StoredPage.objects.defer("gzipped").filter(path=path).first()

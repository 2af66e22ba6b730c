"""Reads of the versions of a response: what a publication says of the one before it."""

from typing import Any

from broadhurst.capabilities.inspections.models import Publication, Response


def correction_of(response: Response) -> dict[str, Any]:
    """The fields of a publication that say which one it corrects, and when the first came out."""
    before, first = None, response.published_on
    if response.corrects:
        before = Publication.objects.get(ref=response.corrects.ref)
        is_elsewhere = response.stage == Response.Stage.ELSEWHERE
        first = response.published_on if is_elsewhere else before.first_published_on
    return {
        "version": response.version,
        "corrects": before,
        "corrected_because": response.correction,
        "first_published_on": first,
    }


def versions_of(response: Response) -> list[Response]:
    """Every version that the reader may see, newest first, withdrawn drafts among them."""
    rows = Response.objects.filter(
        report=response.report_id, body=response.body_id, force=response.force_id
    )
    return list(rows.order_by("-version", "-pk"))

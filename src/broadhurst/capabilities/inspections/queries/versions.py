"""Queries for the versions of a response and its publication."""

from typing import Any

from broadhurst.capabilities.inspections.models import Publication, Response


def correction_of(response: Response) -> dict[str, Any]:
    """Return a publication's fields about the one it corrects, and the first date."""
    corrected, first_published_on = None, response.published_on
    if response.corrects:
        corrected = Publication.objects.get(ref=response.corrects.ref)
        is_elsewhere = response.stage == Response.Stage.ELSEWHERE
        first_published_on = response.published_on if is_elsewhere else corrected.first_published_on
    return {
        "version": response.version,
        "corrects": corrected,
        "corrected_because": response.correction,
        "first_published_on": first_published_on,
    }


def versions_of(response: Response) -> list[Response]:
    """Return every visible version, newest first, including withdrawn drafts."""
    rows = Response.objects.filter(
        report=response.report_id, body=response.body_id, force=response.force_id
    )
    return list(rows.order_by("-version", "-pk"))

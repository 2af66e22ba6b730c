"""Store a response published elsewhere. The commands that record and correct one call this."""

from datetime import date
from typing import Any

from broadhurst.capabilities.inspections.models import Publication, Report, Response
from broadhurst.capabilities.inspections.queries.versions import correction_of
from broadhurst.foundation import clock, public_copies
from broadhurst.foundation.access.actor import Actor


def published(actor: Actor, *, report: Report, published_on: date, **details: Any) -> Response:
    """Store a response that was published elsewhere, and its public copy."""
    now = clock.now()
    response = Response.objects.create(
        report=report,
        stage=Response.Stage.ELSEWHERE,
        due_on=report.last_day,
        report_edition=report.edition,
        opened_at=now,
        last_edited_by=actor.officer,
        last_edited_at=now,
        subject=report.title,
        published_on=published_on,
        **details,
    )
    publication = Publication.objects.create(
        ref=response.ref,
        report=report,
        body=response.body,
        force=response.force,
        title=report.title,
        published_on=published_on,
        due_on=response.due_on,
        late_reason=response.late_reason,
        url=response.published_url,
        markdown="",
        html="",
        figures=[],
        pdf=b"",
        docx=b"",
        **correction_of(response),
    )
    public_copies.changed(publication)
    return response

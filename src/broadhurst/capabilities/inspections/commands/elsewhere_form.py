"""The form for a response published elsewhere, and the rows that store it.

Not a command. The commands that record and correct such a response call it.
"""

from datetime import date
from typing import Any

from broadhurst.capabilities.inspections.models import Publication, Report, Response
from broadhurst.capabilities.inspections.queries.versions import correction_of
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import DateField, TextAreaField, TextField


class ElsewhereForm(CommandForm):
    published_on = DateField(label="Date of publication")
    url = TextField(
        label="Web address of the response",
        help_text="Where anyone can read it, like https://www.gmpcc.org.uk/….",
        max_length=400,
    )
    sent_to_hmicfrs_on = DateField(label="Date sent to HMICFRS", required=False)
    sent_to_home_secretary_on = DateField(label="Date sent to the Home Secretary", required=False)
    late_reason = TextAreaField(
        label="Reason for lateness",
        help_text="If it was late and a reason was published.",
        required=False,
        max_length=1000,
        rows=3,
    )


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
    Publication.objects.create(
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
    return response

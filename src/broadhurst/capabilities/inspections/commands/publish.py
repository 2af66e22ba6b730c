"""Publish a response: freeze its letter and figures, and make the public copy."""

from typing import Any

from broadhurst.capabilities.clearance.writes.chain import close_chain
from broadhurst.capabilities.inspections.figures.letter import (
    Composed,
    compose,
    digest,
    on_paper,
)
from broadhurst.capabilities.inspections.models import Publication, Report, Response
from broadhurst.capabilities.inspections.queries.forms import to_move
from broadhurst.capabilities.inspections.queries.notified import notified_of
from broadhurst.capabilities.inspections.queries.responses import locked, remaining
from broadhurst.capabilities.inspections.queries.shared import (
    last_days,
    publications_beside,
)
from broadhurst.capabilities.inspections.queries.signatures import signed
from broadhurst.capabilities.inspections.queries.texts import public_names, texts_of
from broadhurst.capabilities.inspections.queries.versions import correction_of
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.capabilities.inspections.rules.digests import digests
from broadhurst.capabilities.inspections.writes.committed import commit
from broadhurst.capabilities.inspections.writes.shared import publish_shared
from broadhurst.capabilities.register.writes.check_text import check_text
from broadhurst.foundation import clock, public_copies
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.documents import docx, html, pdf
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.pdf_signatures import CannotSign, sign_pdf
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import Refused, refuse_if


class PublishForm(CommandForm):
    """Asks why the response is late, but only if it is."""

    late_reason = TextAreaField(
        label="Reason for lateness",
        noun="the reason for lateness",
        help_text="Only asked after the last day that the law allows. Anyone can read it.",
        required=False,
        max_length=1000,
        rows=3,
    )

    def narrow_choices(self) -> None:
        """Ask for the reason if the response is late. Otherwise drop the question."""
        response = self.subject["response"]
        missed = rules.last_day_missed(response, clock.today(), also=last_days(response))
        if missed is not None:
            field = self.fields["late_reason"]
            field.required = True
            field.help_text = f"The last day was {day(missed)}. Anyone can read this."
        else:
            del self.fields["late_reason"]


@for_record(to_move("publish"))
@command
def publish(*, actor: Actor, response: Response, late_reason: str = "") -> Publication:
    """Publish a cleared and complete response. It cannot be changed afterwards."""
    response = locked(response)
    parts, today = rules.roles_on(actor, response), clock.today()
    missing = remaining(response, today)
    is_cleared = response.stage == Response.Stage.CLEARED
    is_as_cleared = not is_cleared or digest(response, today) == response.cleared_digest
    also = last_days(response)
    refuse_if(
        rules.objections_to_publish(
            response,
            parts,
            missing,
            today=today,
            late_reason=late_reason,
            is_as_cleared=is_as_cleared,
            also=also,
        )
        + rules.objections_to_public_text(late_reason, ())
    )
    texts = texts_of(response, late_reason=late_reason)
    check_text(actor, response.ref, response.dossier, texts, public=public_names(response))

    # Lock the report, so that a correction waits and the stored edition is the one quoted.
    report = lock(Report.objects.all(), response.report)
    is_late = rules.last_day_missed(response, today, also=also) is not None
    response.report_edition = report.edition
    response.due_on = response.last_day
    response.stage, response.published_on = Response.Stage.PUBLISHED, today
    response.published_at = clock.now()
    response.late_reason = late_reason if is_late else response.late_reason
    letter = compose(response, today)
    response.frozen_markdown, response.frozen_figures = letter.markdown, letter.figures
    response.save()
    close_chain(response.ref)
    commit(actor, response)
    publication = Publication.objects.create(
        ref=response.ref,
        report=response.report,
        body=response.body,
        force=response.force,
        title=response.subject,
        published_on=today,
        due_on=response.due_on,
        late_reason=response.late_reason,
        **correction_of(response),
        **_rendered(response, letter),
    )
    publish_shared(response, publication, today)
    for row in (publication, *publications_beside(publication)):
        public_copies.changed(row)

    record(
        actor,
        "response.published",
        response.ref,
        dossier=response.dossier,
        kind=Event.Kind.DISCLOSURE,
        tell=notified_of(response),
        report=report.title,
        force=response.force.name,
        day=report.day(today) if response.version == 1 else None,
        correction=response.correction or None,
        late=late_reason if is_late else None,
    )
    return publication


def _rendered(response: Response, letter: Composed) -> dict[str, Any]:
    paper = on_paper(response, letter, marking="")
    try:
        in_pdf = sign_pdf(pdf(paper), reason=f"Published as {response.ref}")
        in_docx = docx(paper)
        return {
            "markdown": letter.markdown,
            "figures": letter.public_figures(),
            "html": html(letter.text),
            "pdf": in_pdf,
            "docx": in_docx,
            **digests(letter.markdown, in_pdf, in_docx),
            **signed(in_pdf),
        }
    except (CannotRender, CannotSign) as cannot:
        raise Refused([str(cannot)]) from cannot

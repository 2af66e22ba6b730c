"""Download the letter as a PDF or DOCX. Each download is recorded as a disclosure."""

from broadhurst.capabilities.inspections.figures.letter import compose, on_paper
from broadhurst.capabilities.inspections.models import Publication, Response
from broadhurst.capabilities.inspections.rules.copies import objections_to_copy
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, for_readers, record
from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.workflow import Refused, refuse_if

MARKING = "OFFICIAL-SENSITIVE"


@command
@for_readers
def take_copy(*, actor: Actor, response: Response, form: str) -> bytes:
    """Return the frozen published letter, or today's letter marked as a draft."""
    refuse_if(objections_to_copy(response))
    copy = _copy(response, form)

    record(
        actor,
        "record.downloaded",
        response.ref,
        dossier=response.dossier,
        kind=Event.Kind.DISCLOSURE,
        format=form.upper(),
    )
    return copy


def _copy(response: Response, form: str) -> bytes:
    if response.stage == Response.Stage.PUBLISHED:
        published = Publication.objects.get(ref=response.ref)
        return bytes(published.pdf if form == "pdf" else published.docx)
    write, _kind = FORMATS[form]
    try:
        return write(on_paper(response, compose(response, clock.today()), marking=MARKING))
    except CannotRender as cannot:
        raise Refused([str(cannot)]) from cannot

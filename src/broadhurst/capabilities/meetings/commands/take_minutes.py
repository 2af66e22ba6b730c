"""Download the minutes as a PDF or DOCX. Each download is recorded as a disclosure."""

from broadhurst.capabilities.meetings.models import Agenda
from broadhurst.capabilities.meetings.queries.minutes import minutes_of, on_paper
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, for_readers, record
from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.workflow import Refused


@command
@for_readers
def take_minutes(*, actor: Actor, agenda: Agenda, form: str) -> bytes:
    """Return the minutes as the reader may see them."""
    write, _kind = FORMATS[form]
    try:
        copy = write(on_paper(minutes_of(agenda)))
    except CannotRender as cannot:
        raise Refused([str(cannot)]) from cannot

    record(
        actor, "record.downloaded", agenda.meeting.ref, dossier=agenda.dossier,
        kind=Event.Kind.DISCLOSURE, format=form.upper(),
    )  # fmt: skip
    return copy

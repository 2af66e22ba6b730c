"""Download a record as DOCX or PDF/UA, recorded as a disclosure."""

from dataclasses import replace
from datetime import date
from typing import Any

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, for_readers, record
from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.doors.paper import files_of
from broadhurst.foundation.doors.refusals import dossier_of, reference_of
from broadhurst.foundation.record_copies.declared import RecordCopy
from broadhurst.foundation.workflow import Refused, refuse_if

LATER = "Choose today or an earlier day."


@command
@for_readers
def download_record(
    *, actor: Actor, row: Any, copied: RecordCopy, form: str, on: date | None = None
) -> bytes:
    """Return a record as the actor may see it, with the marking on each page.

    `form` names the format, and `on` another day for a record that has one of each day.
    """
    refuse_if([LATER] if on and on > clock.today() else [])
    write, _ = FORMATS[form]
    try:
        letter = copied.as_of(actor, row, on) if copied.as_of and on else copied.write(actor, row)
        listed = [] if copied.part else files_of(row)
        copy = write(replace(letter, markdown="\n\n".join([letter.markdown, *listed])))
    except CannotRender as cannot:
        raise Refused([str(cannot)]) from cannot

    record(
        actor,
        "record.downloaded",
        reference_of(row),
        dossier=dossier_of(row),
        kind=Event.Kind.DISCLOSURE,
        format=form.upper(),
        part=copied.noun if copied.part else None,
    )
    return copy

"""Download the letter to one recipient. Each download is recorded as a disclosure."""

from broadhurst.capabilities.letters.models import Issued
from broadhurst.capabilities.letters.rules.letters import objections_to_copy
from broadhurst.capabilities.letters.writes.disclosed import disclosed
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command
from broadhurst.foundation.workflow import refuse_if

FORMATS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@command
def take_copy(*, actor: Actor, issued: Issued, form: str) -> bytes:
    """Return the letter to one recipient as PDF or DOCX."""
    refuse_if(objections_to_copy(issued.letter))
    disclosed(actor, issued.letter, [issued], form.upper())
    return bytes(issued.pdf if form == "pdf" else issued.docx)

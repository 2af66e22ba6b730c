"""Add a progress note to a request."""

from broadhurst.capabilities.liaison.models import Note, Request
from broadhurst.capabilities.liaison.queries.follow_up import both_leads
from broadhurst.capabilities.liaison.queries.forms import to_move
from broadhurst.capabilities.liaison.queries.requests import locked, parts_of
from broadhurst.capabilities.liaison.rules.following_up import objections_to_note
from broadhurst.capabilities.register.queries.leadership import locked as locked_ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class AddNoteForm(CommandForm):
    text = TextAreaField(
        label="Progress note",
        help_text="Say what was done and what is next. Do not mention sources or covert activity.",
        max_length=2000,
        noun="note",
    )


@for_record(to_move("add_note"))
@command
def add_note(*, actor: Actor, lead_request: Request, text: str) -> Note:
    """Add a progress note to a request. Earlier notes do not change."""
    ocg = locked_ocg(lead_request.ocg)
    request = locked(lead_request)
    refuse_if(objections_to_note(request, parts_of(request, actor), text=text))

    note = Note.objects.create(
        dossier=ocg.dossier, request=request, text=text, officer=actor.officer, at=clock.now()
    )

    record(
        actor,
        "request.noted",
        request.ref,
        dossier=ocg.dossier,
        tell=both_leads(request),
        ocg=ocg.ref,
    )
    return note

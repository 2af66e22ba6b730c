"""Refuse more time for a request, as the lead who asked."""

from broadhurst.capabilities.liaison.models import Extension, Request
from broadhurst.capabilities.liaison.queries.follow_up import locked_extension
from broadhurst.capabilities.liaison.queries.forms import to_end_extension
from broadhurst.capabilities.liaison.queries.requests import locked, parts_of
from broadhurst.capabilities.liaison.rules.following_up import (
    objections_to_because,
    objections_to_end_extension,
)
from broadhurst.capabilities.liaison.writes.end_extension import end_extension
from broadhurst.capabilities.register.queries.leadership import locked as locked_ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import Refused


class RefuseExtensionForm(CommandForm):
    because = TextAreaField(
        label="Reason", help_text="The other lead will read this.", max_length=1000, rows=3
    )


@for_record(to_end_extension("refuse_extension"))
@command
def refuse_extension(*, actor: Actor, lead_request: Request, because: str) -> Extension:
    """Refuse more time, with a reason. The deadline stays."""
    ocg = locked_ocg(lead_request.ocg)
    request = locked(lead_request)
    extension = locked_extension(request)
    objections = objections_to_end_extension(
        "refuse_extension", request, extension, parts_of(request, actor), today=clock.today()
    ) + objections_to_because(because, what="refuse")
    if extension is None or objections:
        raise Refused(objections)

    end_extension(actor, extension, Extension.Stage.REFUSED, because)

    record(
        actor,
        "request.extension_refused",
        request.ref,
        dossier=ocg.dossier,
        tell=[extension.asked_by],
        because=because,
        ocg=ocg.ref,
    )
    return extension

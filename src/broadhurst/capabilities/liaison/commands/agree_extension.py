"""Agree to more time for a request, as the lead who asked."""

from broadhurst.capabilities.liaison.models import Extension, Request
from broadhurst.capabilities.liaison.queries.follow_up import end_of_day, locked_extension
from broadhurst.capabilities.liaison.queries.forms import to_end_extension
from broadhurst.capabilities.liaison.queries.requests import locked, parts_of
from broadhurst.capabilities.liaison.rules.following_up import objections_to_end_extension
from broadhurst.capabilities.liaison.writes.end_extension import end_extension
from broadhurst.capabilities.register.queries.leadership import locked as locked_ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import Refused


class AgreeExtensionForm(CommandForm):
    """A form without fields. The page shows the new deadline above the button."""


@for_record(to_end_extension("agree_extension"))
@command
def agree_extension(*, actor: Actor, lead_request: Request) -> Extension:
    """Agree to more time. The clock follows it; the first deadline stays for the figures."""
    ocg = locked_ocg(lead_request.ocg)
    request = locked(lead_request)
    extension = locked_extension(request)
    objections = objections_to_end_extension(
        "agree_extension", request, extension, parts_of(request, actor), today=clock.today()
    )
    if extension is None or objections:
        raise Refused(objections)

    if extension.of == Extension.Of.ANSWER:
        request.answer_due_at = end_of_day(extension.until_on)
    else:
        request.needed_on = extension.until_on
    request.save(update_fields=["answer_due_at", "needed_on"])
    end_extension(actor, extension, Extension.Stage.AGREED)

    record(
        actor,
        "request.extension_agreed",
        request.ref,
        dossier=ocg.dossier,
        tell=[extension.asked_by],
        until=day(extension.until_on),
        ocg=ocg.ref,
    )
    return extension

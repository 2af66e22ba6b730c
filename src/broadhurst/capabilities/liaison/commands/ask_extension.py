"""Ask for more time for a request, as the lead who is asked."""

from datetime import date

from broadhurst.capabilities.liaison.models import Extension, Request
from broadhurst.capabilities.liaison.queries.follow_up import (
    asked_extension,
    asking_leads,
    deadline_of,
    end_of_day,
)
from broadhurst.capabilities.liaison.queries.forms import to_ask_extension
from broadhurst.capabilities.liaison.queries.requests import locked, parts_of
from broadhurst.capabilities.liaison.rules.following_up import objections_to_ask_extension
from broadhurst.capabilities.register.queries.leadership import locked as locked_ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import DateField, TextAreaField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import Refused


class AskExtensionForm(CommandForm):
    until_on = DateField(
        label="New deadline",
        help_text="You have until the end of this day. For example, 27 3 2026",
        noun="new deadline",
    )
    because = TextAreaField(
        label="Reason", help_text="The other lead will read this.", max_length=1000, rows=3
    )


@for_record(to_ask_extension)
@command
def ask_extension(
    *, actor: Actor, lead_request: Request, until_on: date, because: str
) -> Extension:
    """Ask for more time: to answer, or once accepted to do what is asked."""
    ocg = locked_ocg(lead_request.ocg)
    request = locked(lead_request)
    due_at = deadline_of(request)
    objections = objections_to_ask_extension(
        request,
        parts_of(request, actor),
        due_at=due_at,
        until_on=until_on,
        ends_at=end_of_day(until_on),
        because=because,
        is_asked=asked_extension(request) is not None,
    )
    if due_at is None or objections:
        raise Refused(objections)

    is_asked = request.stage == Request.Stage.ASKED
    extension = Extension.objects.create(
        dossier=ocg.dossier,
        request=request,
        of=Extension.Of.ANSWER if is_asked else Extension.Of.WORK,
        was_due_at=due_at,
        until_on=until_on,
        because=because,
        asked_by=actor.officer,
        asked_at=clock.now(),
    )

    record(
        actor,
        "request.extension_asked",
        request.ref,
        dossier=ocg.dossier,
        tell=asking_leads(request),
        until=day(until_on),
        because=because,
        ocg=ocg.ref,
    )
    return extension

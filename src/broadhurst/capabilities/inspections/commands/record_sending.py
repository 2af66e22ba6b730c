"""Record that a copy of a published response was sent (Police Act 1996 s.55(6))."""

from datetime import date

from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.queries.forms import to_move
from broadhurst.capabilities.inspections.queries.responses import locked
from broadhurst.capabilities.inspections.rules import responses as rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, DateField, TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if

RECIPIENTS = {"hmicfrs": "HMICFRS", "home_secretary": "the Home Secretary"}


class RecordSendingForm(CommandForm):
    to = ChoiceField(label="Recipient", choices=list(RECIPIENTS.items()))
    sent_on = DateField(label="Date sent")
    because = TextField(
        label="Reason",
        help_text="Only needed if you correct a date.",
        required=False,
        max_length=200,
    )

    def narrow_choices(self) -> None:
        """Fill in today, because most copies are recorded on the day they are sent."""
        self.fields["sent_on"].initial = clock.today()


@for_record(to_move("record_sending"))
@command
def record_sending(
    *, actor: Actor, response: Response, to: str, sent_on: date, because: str = ""
) -> Response:
    """Record the day when a copy was sent to HMICFRS or to the Home Secretary."""
    response = locked(response)
    column = f"sent_to_{to}_on"
    recorded_date = getattr(response, column)
    refuse_if(
        rules.objections_to_record_sending(
            response,
            rules.roles_on(actor, response),
            sent_before=recorded_date,
            sent_on=sent_on,
            because=because,
            today=clock.today(),
        )
    )

    setattr(response, column, sent_on)
    response.save(update_fields=[column])

    record(
        actor,
        "response.sent",
        response.ref,
        dossier=response.dossier,
        kind=Event.Kind.DISCLOSURE,
        to=RECIPIENTS[to],
        sent_on=day(sent_on),
        was=day(recorded_date) if recorded_date else None,
        because=because or None,
    )
    return response

"""Note a correction of the minutes, before the board agrees them."""

from broadhurst.capabilities.meetings.models import Agenda, Correction
from broadhurst.capabilities.meetings.queries.agendas import locked_agenda
from broadhurst.capabilities.meetings.queries.forms import to_change
from broadhurst.capabilities.meetings.rules.agendas import objections_to_change
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.capabilities.tasking.rules.seats import convenes
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class CorrectMinutesForm(CommandForm):
    text = TextAreaField(
        label="Correction",
        help_text="For example, “Item 3: the review is due in June, not in July”. Everybody who "
        "sees the minutes can read it.",
        max_length=2000,
        rows=3,
    )


@for_record(to_change)
@command
def correct_minutes(*, actor: Actor, agenda: Agenda, text: str) -> Correction:
    """Add a correction. The minutes keep what they said, and show it below."""
    agenda = locked_agenda(agenda)
    refuse_if(
        objections_to_change(convenes(actor, agenda.meeting.board), agenda)
        + objections_to_text(text)
    )

    correction = Correction.objects.create(
        dossier=agenda.dossier, agenda=agenda, text=text, by=actor.officer, at=clock.now()
    )

    record(
        actor, "meeting.minutes_corrected", agenda.meeting.ref, dossier=agenda.dossier,
        tell=[agenda.meeting.board.unit], board=agenda.meeting.board.unit.name,
        at=str(agenda.meeting),
    )  # fmt: skip
    return correction

"""Prepare the agenda of a meeting from the records that wait for its board."""

from broadhurst.capabilities.meetings.models import Agenda
from broadhurst.capabilities.meetings.queries.agendas import (
    agenda_of,
    locked_agenda,
    officers_at,
)
from broadhurst.capabilities.meetings.queries.forms import to_prepare
from broadhurst.capabilities.meetings.rules.agendas import objections_to_prepare
from broadhurst.capabilities.meetings.writes.places import add_waiting
from broadhurst.capabilities.meetings.writes.prepared import prepared
from broadhurst.capabilities.tasking.models import Meeting
from broadhurst.capabilities.tasking.queries.boards import locked_meeting
from broadhurst.capabilities.tasking.rules.seats import convenes
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.words import count
from broadhurst.foundation.workflow import refuse_if


class PrepareAgendaForm(CommandForm):
    """A form without fields: the agenda comes from the waiting records."""


@for_record(to_prepare)
@command
def prepare_agenda(*, actor: Actor, meeting: Meeting) -> Agenda:
    """Open the agenda, or add to it what has come since. Removed items stay off."""
    meeting = locked_meeting(meeting)
    refuse_if(objections_to_prepare(convenes(actor, meeting.board), meeting))

    agenda = agenda_of(meeting)
    is_new = agenda is None
    agenda = locked_agenda(agenda) if agenda else prepared(actor, meeting)
    added = add_waiting(actor, agenda)

    record(
        actor,
        "meeting.agenda_prepared",
        meeting.ref,
        dossier=agenda.dossier,
        tell=officers_at(agenda) if is_new else [],
        board=meeting.board.unit.name,
        at=str(meeting),
        items=count(added, "item"),
    )
    return agenda

"""Agree the minutes of a meeting, at the next one."""

from broadhurst.capabilities.meetings.models import Agenda
from broadhurst.capabilities.meetings.queries.agendas import following_meeting, locked_agenda
from broadhurst.capabilities.meetings.queries.forms import to_agree
from broadhurst.capabilities.meetings.rules.agendas import objections_to_agree
from broadhurst.capabilities.tasking.rules.seats import chairs
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class AgreeMinutesForm(CommandForm):
    """A form without fields. Corrections are noted before."""


@for_record(to_agree)
@command
def agree_minutes(*, actor: Actor, agenda: Agenda) -> Agenda:
    """Agree the minutes for the board. They do not change any more."""
    agenda = locked_agenda(agenda)
    meeting, following = agenda.meeting, following_meeting(agenda.meeting)
    refuse_if(objections_to_agree(chairs(actor, meeting.board), agenda, meeting, following))

    agenda.agreed_at, agenda.agreed_by, agenda.agreed_in = clock.now(), actor.officer, following
    agenda.save(update_fields=["agreed_at", "agreed_by", "agreed_in"])

    record(
        actor, "meeting.minutes_agreed", meeting.ref, dossier=agenda.dossier,
        tell=[meeting.board.unit], board=meeting.board.unit.name, at=str(meeting),
    )  # fmt: skip
    return agenda

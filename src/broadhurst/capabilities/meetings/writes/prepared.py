"""Open the agenda of a meeting to those who attend. Not a command: `prepare_agenda` calls it."""

from broadhurst.capabilities.meetings.models import Agenda, Attendance
from broadhurst.capabilities.tasking.models import Meeting
from broadhurst.capabilities.tasking.queries.boards import attending_officers, members
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.models import Grant


def prepared(actor: Actor, meeting: Meeting) -> Agenda:
    """Open an agenda. Its board and its regular attendees see it, and are expected."""
    board, see = meeting.board, Grant.Level.SEE
    attending = list(attending_officers(board))
    sights = [Sight(board.unit, Grant.Level.WORK, Grant.Why.BOARD, meeting.ref)]
    sights += [Sight(officer, see, Grant.Why.BOARD, meeting.ref) for officer in attending]
    agenda = Agenda.objects.create(
        dossier=open_dossier(meeting.ref, sights), meeting=meeting, prepared_at=clock.now(),
        prepared_by=actor.officer,
    )  # fmt: skip
    expected = [*members(board), *attending]
    Attendance.objects.bulk_create(
        Attendance(dossier=agenda.dossier, agenda=agenda, officer=officer, recorded_at=clock.now())
        for officer in {officer.pk: officer for officer in expected}.values()
    )
    return agenda

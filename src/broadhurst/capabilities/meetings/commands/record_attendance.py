"""Record who is at a meeting, and who sent apologies."""

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.meetings.models import Agenda, Attendance
from broadhurst.capabilities.meetings.queries.agendas import locked_agenda
from broadhurst.capabilities.meetings.queries.forms import to_change
from broadhurst.capabilities.meetings.rules.agendas import (
    objections_to_attendance,
    objections_to_change,
)
from broadhurst.capabilities.tasking.queries.boards import officers_posted
from broadhurst.capabilities.tasking.rules.seats import convenes
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, TextField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class RecordAttendanceForm(CommandForm):
    needs = ("officer",)

    officer = OfficerField(label="Officer", help_text="Leave it empty for a guest.", required=False)
    guest = TextField(
        label="Guest",
        help_text="Name and organisation of somebody without an account. Guests see no record.",
        required=False,
        max_length=120,
    )
    status = ChoiceField(label="Attendance", choices=Attendance.Status.choices)

    def narrow_choices(self) -> None:
        """Offer every officer with a posting today."""
        self.fields["officer"].queryset = officers_posted()  # type: ignore[attr-defined]


@for_record(to_change)
@command
def record_attendance(
    *,
    actor: Actor,
    agenda: Agenda,
    status: str,
    officer: Officer | None = None,
    guest: str = "",
) -> Attendance:
    """Record the attendance of one person. An officer who is there can see the agenda."""
    agenda = locked_agenda(agenda)
    refuse_if(
        objections_to_change(convenes(actor, agenda.meeting.board), agenda)
        + objections_to_attendance(officer=officer, guest=guest)
    )

    row, is_new = Attendance.objects.update_or_create(
        agenda=agenda,
        officer=officer,
        guest=guest.strip(),
        defaults={"dossier": agenda.dossier, "status": status, "recorded_at": clock.now()},
    )
    if is_new and officer:
        sight = Sight(officer, Grant.Level.SEE, Grant.Why.BOARD, agenda.meeting.ref)
        grants.give(agenda.dossier, sight)

    record(
        actor,
        "meeting.attendance_recorded",
        agenda.meeting.ref,
        dossier=agenda.dossier,
        board=agenda.meeting.board.unit.name,
        who=officer.name if officer else guest,
        status=in_sentence(row.get_status_display()),
    )
    return row

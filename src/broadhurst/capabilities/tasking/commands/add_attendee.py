"""Add an officer who attends a board's meetings regularly."""

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.tasking.models import Attendee, Board
from broadhurst.capabilities.tasking.queries.boards import (
    attendees_of,
    locked_board,
    members,
    officers_posted,
)
from broadhurst.capabilities.tasking.rules.seats import (
    objections_to_attendee,
    objections_to_edit_board,
)
from broadhurst.capabilities.tasking.writes.board_changes import note
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class AddAttendeeForm(CommandForm):
    officer = OfficerField(
        label="Officer", help_text="Also from a partner, for example a council officer."
    )

    def narrow_choices(self) -> None:
        """Offer every officer with a posting today."""
        self.fields["officer"].queryset = officers_posted()  # type: ignore[attr-defined]


@for_record(objections_to_edit_board)
@command
def add_attendee(*, actor: Actor, board: Board, officer: Officer) -> Attendee:
    """Add a regular attendee. They see the agenda, and of its items those that they may see."""
    board = locked_board(board)
    refuse_if(
        objections_to_edit_board(actor, board)
        + objections_to_attendee(
            officer,
            is_member=members(board).filter(pk=officer.pk).exists(),
            attends=attendees_of(board).filter(officer=officer).exists(),
        )
    )

    added = Attendee.objects.create(board=board, officer=officer, added_at=clock.now())
    note(actor, board, f"{officer.name} attends its meetings")

    record(
        actor, "board.attendee_added", board.ref, dossier=None, tell=[board.unit, officer],
        board=board.unit.name, attendee=officer.name,
    )  # fmt: skip
    return added

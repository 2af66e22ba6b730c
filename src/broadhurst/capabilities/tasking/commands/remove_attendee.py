"""Remove an officer from those who attend a board's meetings regularly."""

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.tasking.models import Attendee, Board
from broadhurst.capabilities.tasking.queries.boards import (
    attendees_of,
    attending_officers,
    locked_board,
)
from broadhurst.capabilities.tasking.rules.seats import objections_to_edit_board
from broadhurst.capabilities.tasking.writes.board_changes import note
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import Refused, refuse_if


class RemoveAttendeeForm(CommandForm):
    officer = OfficerField(label="Officer")
    because = TextAreaField(label="Reason", max_length=400, rows=2)

    def narrow_choices(self) -> None:
        """Offer those who attend now."""
        rows = attending_officers(self.subject["board"])
        self.fields["officer"].queryset = rows  # type: ignore[attr-defined]


@for_record(objections_to_edit_board)
@command
def remove_attendee(*, actor: Actor, board: Board, officer: Officer, because: str) -> Attendee:
    """Remove a regular attendee. Agendas made after this are closed to them."""
    board = locked_board(board)
    refuse_if(objections_to_edit_board(actor, board))
    attendee = attendees_of(board).filter(officer=officer).first()
    if attendee is None:
        raise Refused([f"{officer.name} does not attend the meetings of this board."])

    attendee.removed_at = clock.now()
    attendee.save()
    note(actor, board, f"{officer.name} no longer attends its meetings", because)

    record(
        actor, "board.attendee_removed", board.ref, dossier=None, tell=[board.unit, officer],
        board=board.unit.name, attendee=officer.name,
    )  # fmt: skip
    return attendee

"""Edit a board: its deputy chair, secretary, cadence and terms of reference."""

from typing import Any

from broadhurst.capabilities.establishment.forms.fields import OfficerField
from broadhurst.capabilities.tasking.models import Board
from broadhurst.capabilities.tasking.queries.boards import locked_board, members
from broadhurst.capabilities.tasking.rules.seats import (
    objections_to_edit_board,
    objections_to_seats,
)
from broadhurst.capabilities.tasking.writes.board_changes import changes_between, facts_of, note
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import NumberField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class EditBoardForm(CommandForm):
    prefills = True

    deputy = OfficerField(
        label="Deputy chair",
        help_text="A member of the board. Decides if the chair is away or has an interest.",
        required=False,
    )
    secretary = OfficerField(
        label="Secretary",
        help_text="A member of the board. Plans the meetings and writes the minutes.",
        required=False,
    )
    cadence_days = NumberField(label="Days between meetings", min_value=1, max_value=366, width=3)
    terms = TextAreaField(
        label="Terms of reference",
        help_text="What the board decides, for which area, and who attends. Do not name an OCG.",
        required=False,
        max_length=4000,
    )
    because = TextAreaField(label="Reason for the change", max_length=400, rows=2)

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the board."""
        return subject | {"board": locked_board(subject["board"])}

    def narrow_choices(self) -> None:
        """Offer the members of the board, and fill in the current details."""
        board: Board = self.subject["board"]
        for name in ("deputy", "secretary"):
            self.fields[name].queryset = members(board)  # type: ignore[attr-defined]
            officer = getattr(board, name)
            self.fields[name].initial = officer.username if officer else None
        self.fields["cadence_days"].initial = board.cadence_days
        self.fields["terms"].initial = board.terms


@for_record(objections_to_edit_board)
@command
def edit_board(
    *,
    actor: Actor,
    board: Board,
    cadence_days: int,
    because: str,
    deputy: Officer | None = None,
    secretary: Officer | None = None,
    terms: str = "",
) -> Board:
    """Change a board's details. Its page shows the earlier details and the reason."""
    board = locked_board(board)
    refuse_if(objections_to_edit_board(actor, board) + objections_to_seats(deputy, secretary))

    before = facts_of(board)
    board.deputy, board.secretary = deputy, secretary
    board.cadence_days, board.terms = cadence_days, terms
    board.save()
    note(actor, board, changes_between(before, facts_of(board)), because)

    record(actor, "board.edited", board.ref, dossier=None, tell=[board.unit], board=board.unit.name)
    return board

"""Open a tasking board."""

from broadhurst.capabilities.establishment.forms.fields import UnitField
from broadhurst.capabilities.tasking.models import Board
from broadhurst.capabilities.tasking.rules.supplying import (
    objections_to_administer,
    objections_to_open,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import ChoiceField, NumberField
from broadhurst.foundation.workflow import refuse_if


class OpenBoardForm(CommandForm):
    unit = UnitField(label="Unit")
    level = ChoiceField(label="Level", choices=Board.Level.choices)
    cadence_days = NumberField(label="Days between meetings", min_value=1, max_value=366, width=3)

    def narrow_choices(self) -> None:
        """Offer the units that are tasking boards."""
        units = Unit.objects.filter(kind=Unit.Kind.BOARD)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


@command
def open_board(*, actor: Actor, unit: Unit, level: str, cadence_days: int) -> Board:
    """Open a board, or update the details of an existing one."""
    refuse_if(
        objections_to_administer(actor.roles)
        + objections_to_open(unit, kind=Unit.Kind.BOARD, words="tasking board")
    )

    board, _ = Board.objects.update_or_create(
        unit=unit, defaults={"level": level, "cadence_days": cadence_days}
    )

    name, kind = board.get_level_display(), Event.Kind.COLLECTION
    record(actor, "board.opened", unit.key, dossier=None, kind=kind, level=name)
    return board

"""The questions about a board pack, when it is made and when it is corrected."""

from collections.abc import Sequence

from broadhurst.capabilities.board_packs.models import BoardPack
from broadhurst.capabilities.board_packs.rules import MOST_RECORDS
from broadhurst.capabilities.inspections.figures.catalogue import FIGURES
from broadhurst.capabilities.inspections.queries.scopes import scope_choices
from broadhurst.foundation import clock
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.figure import SEEN
from broadhurst.foundation.govuk.fields import (
    BooleanField,
    ChoiceField,
    LinesField,
    MultiChoiceField,
    SelectField,
    TextField,
)
from broadhurst.foundation.govuk.words import first_capital


class PackForm(CommandForm):
    name = TextField(label="Name", help_text="For example, Quarterly report to the board",
                     max_length=80)  # fmt: skip
    scope = SelectField(label="Whose records", help_text="The figures count these.")
    period = ChoiceField(label="Period", choices=BoardPack.Period.choices)
    figures = MultiChoiceField(
        label="Figures",
        choices=sorted(
            ((name, measure.title) for name, measure in FIGURES.items()),
            key=lambda choice: choice[1],
        ),
        required=False,
    )
    records = LinesField(
        label="Records",
        help_text="References of OCGs, plans, bids or transfers, each on a new line. For example, "
        "OCG-7K3QF2.",
        most=MOST_RECORDS,
        required=False,
    )
    is_monthly = BooleanField(
        label="Notify me on the first of each month that it is ready", required=False
    )

    def narrow_choices(self) -> None:
        """Offer the records that the officer may count."""
        offered = scope_choices(self.actor, clock.today())
        choices = offered or [(SEEN.key, first_capital(SEEN.name))]
        self.fields["scope"].choices = [("", "Choose"), *choices]  # type: ignore[attr-defined]


def upper(refs: Sequence[str]) -> list[str]:
    """Return references as they are stored, each once."""
    return list(dict.fromkeys(ref.upper() for ref in refs))

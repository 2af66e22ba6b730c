"""Confirm what the columns of a spreadsheet hold, and find what is wrong in its rows."""

from typing import Any

from broadhurst.capabilities.imports import rules
from broadhurst.capabilities.imports.models import Import
from broadhurst.capabilities.imports.queries.imports import examples_of, imports, rows_of
from broadhurst.capabilities.imports.sheets.columns import FIELDS, LEFT_OUT
from broadhurst.capabilities.imports.writes.add_rows import problems_of
from broadhurst.capabilities.register.models import Membership
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import SelectField
from broadhurst.foundation.workflow import refuse_if

CHOICES = [(LEFT_OUT, "Leave out"), *FIELDS.items()]
NONE = ("", "Choose for each row")


class MapImportForm(CommandForm):
    """Form with a field for each column, from `column_1`, and with values for empty cells.

    A column left out of the answers keeps its guess.
    """

    asks_more = True
    category = SelectField(
        label="Category of people without one in their row",
        choices=[NONE, *Membership.Category.choices],
        required=False,
    )
    part = SelectField(
        label="Part of people without one in their row",
        choices=[NONE, *Membership.Part.choices],
        required=False,
    )

    def narrow_choices(self) -> None:
        """Add a field for each column before the others.

        Its hint is some of its cells, for those who work on the OCG. Other readers of the OCG must
        not learn what is in columns that are left out.
        """
        sent: Import = self.subject["sent"]
        works_on_it = current_leadership(sent.ocg).parts_of(self.actor)
        columns = {}
        for number, (heading, field, cells) in enumerate(
            zip(sent.headings, sent.columns, examples_of(sent), strict=True), start=1
        ):
            select = SelectField(
                label=heading or f"Column {number}",
                required=False,
                initial=field,
                help_text=cells if works_on_it else "",
            )
            select.choices = CHOICES
            columns[f"column_{number}"] = select
        for name in ("category", "part"):
            self.fields[name].initial = getattr(sent, name)
        self.fields = columns | self.fields

    def clean(self) -> dict[str, Any]:
        """Return what each column holds, in their order, and the values for empty cells."""
        sent: Import = self.subject["sent"]
        names = [f"column_{number}" for number in range(1, len(sent.headings) + 1)]
        chosen = [
            self.cleaned_data.get(name, "") if name in self.data else field
            for name, field in zip(names, sent.columns, strict=True)
        ]
        others = {name: self.cleaned_data.get(name, "") for name in ("category", "part")}
        return {"columns": chosen, **others}


@command
def map_import(
    *, actor: Actor, sent: Import, columns: list[str], category: str = "", part: str = ""
) -> Import:
    """Set the field of each column, and keep the problems of the rows.

    It can be repeated until the spreadsheet is imported.
    """
    ocg = locked(sent.ocg)
    sent = lock(imports(), sent)
    parts = current_leadership(ocg).parts_of(actor)
    refuse_if(rules.objections_to_map(sent, parts, columns))

    sent.columns, sent.category, sent.part, sent.mapped_at = columns, category, part, clock.now()
    problems = problems_of(actor, ocg, rows_of(sent))
    sent.problems = [[problem.row, problem.column, problem.text] for problem in problems]
    sent.save(update_fields=["columns", "category", "part", "mapped_at", "problems"])

    pairs = zip(sent.headings, columns, strict=True)
    mapped = (f"{heading}: {field}" for heading, field in pairs if field)
    record(
        actor,
        "import.mapped",
        sent.ref,
        dossier=ocg.dossier,
        columns=", ".join(mapped),
        problems=len(problems),
    )
    return sent

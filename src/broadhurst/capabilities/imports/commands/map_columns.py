"""Confirm what the columns of a spreadsheet hold, and find what is wrong in its rows."""

from broadhurst.capabilities.imports import rules
from broadhurst.capabilities.imports.forms.spreadsheet import ColumnsForm
from broadhurst.capabilities.imports.models import Import
from broadhurst.capabilities.imports.queries.imports import imports, rows_of
from broadhurst.capabilities.imports.sheets.columns import FIELDS
from broadhurst.capabilities.imports.writes.add_rows import problems_of
from broadhurst.capabilities.register.models import Membership
from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import SelectField
from broadhurst.foundation.workflow import refuse_if

NONE = ("", "Choose for each row")


class MapImportForm(ColumnsForm):
    """Form with a field for each column, and with values for empty cells."""

    holds = FIELDS
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

    def shows_cells(self) -> bool:
        """Show cells only to those who work on the OCG.

        Other readers of the OCG must not learn what is in columns that are left out.
        """
        leadership = current_leadership(self.subject["upload"].ocg)
        return bool(leadership.parts_of(self.actor))


@for_record(on_ocg(lambda _ocg, parts, upload: rules.objections_to_discard(upload, parts)))
@command
def map_import(
    *, actor: Actor, upload: Import, columns: list[str], category: str = "", part: str = ""
) -> Import:
    """Set the field of each column, and keep the problems of the rows.

    It can be repeated until the spreadsheet is imported.
    """
    ocg = locked(upload.ocg)
    upload = lock(imports(), upload)
    parts = current_leadership(ocg).parts_of(actor)
    refuse_if(rules.objections_to_map(upload, parts, columns))

    upload.columns, upload.category, upload.part, upload.mapped_at = (
        columns,
        category,
        part,
        clock.now(),
    )
    problems = problems_of(actor, ocg, rows_of(upload))
    upload.problems = [[problem.row, problem.column, problem.text] for problem in problems]
    upload.save(update_fields=["columns", "category", "part", "mapped_at", "problems"])

    pairs = zip(upload.headings, columns, strict=True)
    mapped = (f"{heading}: {field}" for heading, field in pairs if field)
    record(
        actor,
        "import.mapped",
        upload.ref,
        dossier=ocg.dossier,
        columns=", ".join(mapped),
        problems=len(problems),
    )
    return upload

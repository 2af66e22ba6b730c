"""Confirm what the columns of a tracker hold, and find what is wrong in its rows."""

from broadhurst.capabilities.imports.forms.spreadsheet import ColumnsForm
from broadhurst.capabilities.ocg_imports import rules
from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.queries.imports import labels, ocg_imports
from broadhurst.capabilities.ocg_imports.queries.planning import planned, problems_in
from broadhurst.capabilities.ocg_imports.sheets.side_by_side import from_stored
from broadhurst.capabilities.register.models import Membership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import SelectField, TextAreaField
from broadhurst.foundation.workflow import refuse_if

NONE = ("", "Each row says it")


class MapOcgsForm(ColumnsForm):
    """Form with a field for each column, and with values for empty cells."""

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
    description = TextAreaField(
        label="Description of OCGs without one",
        help_text="For example, taken from our tracker of November 2026. To be described.",
        required=False,
        max_length=400,
    )

    def narrow_choices(self) -> None:
        """Offer the fields of an OCG and of people, and the criteria of the scoring scheme."""
        self.holds = labels()
        super().narrow_choices()


@for_record(rules.objections_to_go_on)
@command
def map_ocgs(
    *, actor: Actor, upload: OcgImport, columns: list[str], category: str = "", part: str = "",
    description: str = "",
) -> OcgImport:  # fmt: skip
    """Set the field of each column, and keep the problems of the rows.

    It can be repeated until the spreadsheet is imported.
    """
    upload = lock(ocg_imports(), upload)
    sheets = from_stored(upload.sheets)
    refuse_if(rules.objections_to_map(actor, upload, columns, labels(), description, sheets))

    upload.columns, upload.mapped_at = columns, clock.now()
    upload.category, upload.part, upload.description = category, part, description
    problems = problems_in(planned(actor, upload))
    upload.problems = [[problem.row, problem.column, problem.text] for problem in problems]
    upload.save(
        update_fields=["columns", "mapped_at", "category", "part", "description", "problems"]
    )

    pairs = zip(upload.headings, columns, strict=True)
    mapped = (f"{heading}: {field}" for heading, field in pairs if field)
    record(
        actor, "ocg_import.mapped", upload.ref, dossier=upload.dossier, columns=", ".join(mapped),
        problems=len(problems),
    )  # fmt: skip
    return upload

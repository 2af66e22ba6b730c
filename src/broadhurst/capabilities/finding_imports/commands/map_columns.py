"""Confirm what the columns of a spreadsheet hold, and find what is wrong in its rows."""

from broadhurst.capabilities.finding_imports import rules
from broadhurst.capabilities.finding_imports.models import FindingImport
from broadhurst.capabilities.finding_imports.queries.forms import to_go_on
from broadhurst.capabilities.finding_imports.queries.imports import (
    finding_imports,
    new_findings,
)
from broadhurst.capabilities.finding_imports.sheets.columns import FIELDS
from broadhurst.capabilities.imports.forms.spreadsheet import ColumnsForm
from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.inspections.queries.addressing import groups_on
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import BooleanField, MultiChoiceField, SelectField
from broadhurst.foundation.workflow import refuse_if


class MapFindingsForm(ColumnsForm):
    """Form with a field for each column, and with values for empty cells."""

    holds = FIELDS
    kind = SelectField(
        label="Kind of findings without one in their row",
        choices=[("", "Each row says it"), *Finding.Kind.choices],
        required=False,
    )
    groups = MultiChoiceField(
        label="Organisations of findings without one in their row",
        help_text="Each group has the members that it had on the day of the report.",
        choices=(),
        required=False,
    )
    is_verbatim = BooleanField(
        label="The texts are the inspectorate’s own wording, unless a row says no", required=False
    )

    def narrow_choices(self) -> None:
        """Offer the groups of the day of the report."""
        super().narrow_choices()
        published_on = self.subject["upload"].report.published_on
        self.fields["groups"].choices = groups_on(published_on)  # type: ignore[attr-defined]


@for_record(to_go_on)
@command
def map_findings(
    *,
    actor: Actor,
    upload: FindingImport,
    columns: list[str],
    kind: str = "",
    groups: list[str] | None = None,
    is_verbatim: bool = True,
) -> FindingImport:
    """Set the field of each column, and keep the problems of the rows.

    It can be repeated until the spreadsheet is imported.
    """
    upload = lock(finding_imports(), upload)
    refuse_if(rules.objections_to_map(actor.roles, upload, columns))

    upload.columns, upload.mapped_at = columns, clock.now()
    upload.kind, upload.groups, upload.is_verbatim = kind, list(groups or []), bool(is_verbatim)
    problems = [problem for new in new_findings(upload) for problem in new.row.problems]
    upload.problems = [[problem.row, problem.column, problem.text] for problem in problems]
    upload.save(update_fields=["columns", "mapped_at", "kind", "groups", "is_verbatim", "problems"])

    pairs = zip(upload.headings, columns, strict=True)
    mapped = (f"{heading}: {field}" for heading, field in pairs if field)
    record(
        actor,
        "finding_import.mapped",
        upload.ref,
        dossier=upload.dossier,
        columns=", ".join(mapped),
        problems=len(problems),
    )
    return upload

"""Schemas of the answers about imports of OCGs."""

from datetime import datetime

from pydantic import Field

from broadhurst.capabilities.imports.schemas import (
    ImportColumnOut,
    ImportProblemOut,
    columns_out,
    in_words,
    problems_out,
)
from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.queries.shown import ShownRow, totals
from broadhurst.foundation.doors.schemas import Schema


class OcgImportOut(Schema):
    """A spreadsheet of OCGs, with its status and result."""

    ref: str
    stage: str = Field(description="The status, as its page shows it.")
    file_name: str
    rows: int
    columns: list[ImportColumnOut]
    notes: list[str] = Field(
        description="Notes on parts that were not read, or on what stopped it."
    )
    problems: list[ImportProblemOut]
    ocgs: list[str] = Field(description="References of the OCGs that were added.")
    added_to: list[str] = Field(
        description="References of OCGs already on the register that the import added to."
    )
    people: int = Field(description="How many people were added.")
    identifiers: int = Field(description="How many identifiers were added.")
    checked: int = Field(description="How many of these OCGs were checked with deconfliction.")
    kept_rows: list[int] = Field(description="Rows that changed, so that undo kept them.")
    sent_at: datetime
    imported_at: datetime | None
    undone_at: datetime | None


class OcgImportRowOut(Schema):
    """A row of an import that is under way, and what happens to it."""

    row: int
    sheet: str = Field(description="The name of its sheet. Empty if only one was sent.")
    ocg: str
    adds_to: str | None = Field(description="The reference of an OCG of the register.")
    outcome: str
    people: list[str]
    adds: str
    problems: list[ImportProblemOut]
    likely_duplicates: list[str]


class OcgImportRowsOut(Schema):
    """The rows of an import that is under way."""

    rows: list[OcgImportRowOut]


def as_import(upload: OcgImport) -> OcgImportOut:
    """Return an import as the API answers it."""
    counts = totals(upload)
    return OcgImportOut(
        ref=upload.ref, stage=upload.stage, file_name=upload.file_name, rows=upload.row_count,
        columns=columns_out(upload), notes=upload.notes, problems=problems_out(upload),
        ocgs=[row["ocg"] for row in upload.added if row["is_new"]],
        added_to=[row["ocg"] for row in upload.added if not row["is_new"]],
        people=counts["people"], identifiers=counts["identifiers"], checked=counts["checked"],
        kept_rows=upload.kept, sent_at=upload.sent_at, imported_at=upload.imported_at,
        undone_at=upload.undone_at,
    )  # fmt: skip


def as_row(row: ShownRow) -> OcgImportRowOut:
    """Return a row as the API answers it."""
    return OcgImportRowOut(
        row=row.number, sheet=row.sheet, ocg=row.ocg, adds_to=row.to or None, outcome=row.outcome,
        people=row.people, adds=row.adds, likely_duplicates=row.likely,
        problems=[
            ImportProblemOut(row=row.number, column=column, text=text)
            for column, text in row.problems
        ],
    )  # fmt: skip


def summary_of(upload: OcgImport) -> str:
    """Return an import in words, with how much it added and how far its checks are."""
    if not upload.imported_at:
        return in_words(upload)
    counts = totals(upload)
    return "\n".join((
        in_words(upload),
        f"  OCGs added: {counts['ocgs']}, added to: {counts['others']}, people: "
        f"{counts['people']}, identifiers: {counts['identifiers']}",
        f"  Checked with deconfliction: {counts['checked']} of {counts['to_check']}",
    ))  # fmt: skip

"""The two forms of every import: the file, and what each of its columns holds."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from broadhurst.capabilities.bulk_checks.sheets.read import read
from broadhurst.capabilities.bulk_checks.sheets.table import (
    LONGEST_CELL,
    NoSuchSheet,
    Unreadable,
)
from broadhurst.capabilities.imports.models import SentSheet
from broadhurst.capabilities.imports.queries.columns import examples_of
from broadhurst.capabilities.imports.sheets.columns import LEFT_OUT
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.govuk.fields import FileField, SelectField, TextField

MOST_BYTES = 2_000_000
TOO_LARGE = "The file is larger than {} MB. Copy only the table into a new workbook."


def file_field(label: str, most_rows: int, most_bytes: int = MOST_BYTES) -> FileField:
    return FileField(
        label=label,
        help_text="CSV or Excel (.xlsx), with headings in the first row, "
        f"{most_rows:,} rows at most and {most_bytes // 1_000_000} MB.",
        accept=".csv,.xlsx",
        max_length=100,
    )


class SpreadsheetForm(CommandForm):
    """A form that reads a file as a table. Each use declares `file` with `file_field`."""

    longest_cell = LONGEST_CELL
    most_bytes = MOST_BYTES
    sheet = TextField(
        label="Sheet", help_text="Its name, if the workbook has several sheets.",
        required=False, max_length=31, width=20,
    )  # fmt: skip
    field_order: tuple[str, ...] = ("file", "sheet")

    def clean_file(self) -> "UploadedFile[Any]":
        """Refuse a file that is too large."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > self.most_bytes:
            raise ValidationError(TOO_LARGE.format(self.most_bytes // 1_000_000))
        return file

    def clean(self) -> dict[str, Any]:
        """Replace the file by its table, if it can be read, and keep the file's name."""
        upload, sheet = self.cleaned_data.get("file"), self.cleaned_data.pop("sheet", None)
        if upload is None or sheet is None:
            return self.cleaned_data
        try:
            table = read(upload.read(), sheet, self.longest_cell)
        except Unreadable as unreadable:
            wrong = "sheet" if isinstance(unreadable, NoSuchSheet) else "file"
            raise ValidationError({wrong: str(unreadable)}) from unreadable
        return {"file": table, "file_name": str(upload.name)[:100]}


class ColumnsForm(CommandForm):
    """Form with a field for each column, from `column_1`, before the questions of its use.

    A column left out of the answers keeps its guess. `holds` has the fields with their labels.
    """

    asks_more = True
    holds: Mapping[str, str]

    def shows_cells(self) -> bool:
        """Return whether the reader may see some cells of each column as its hint."""
        return True

    def narrow_choices(self) -> None:
        """Add a field for each column before the others, which start with what is recorded."""
        upload: SentSheet = self.subject["upload"]
        examples = examples_of(upload) if self.shows_cells() else [""] * len(upload.headings)
        columns = {}
        for number, (heading, field, cells) in enumerate(
            zip(upload.headings, upload.columns, examples, strict=True), start=1
        ):
            select = SelectField(
                label=heading or f"Column {number}", required=False, initial=field,
                help_text=cells,
            )  # fmt: skip
            select.choices = [(LEFT_OUT, "Leave out"), *self.holds.items()]
            columns[f"column_{number}"] = select
        for name, field in self.fields.items():
            field.initial = getattr(upload, name)
        self.fields = columns | self.fields

    def clean(self) -> dict[str, Any]:
        """Return what each column holds, in their order, and the answers of the others."""
        upload: SentSheet = self.subject["upload"]
        names = [f"column_{number}" for number in range(1, len(upload.headings) + 1)]
        chosen = [
            self.cleaned_data.get(name, "") if name in self.data else field
            for name, field in zip(names, upload.columns, strict=True)
        ]
        others = {
            name: self.cleaned_data.get(name, "") for name in self.fields if name not in names
        }
        return {"columns": chosen, **others}

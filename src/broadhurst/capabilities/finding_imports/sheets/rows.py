"""Read the rows of a spreadsheet as findings, as far as the file alone says."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from broadhurst.capabilities.bulk_checks.sheets.cells import as_text, objection_to_cell
from broadhurst.capabilities.finding_imports.sheets.columns import FIELDS
from broadhurst.capabilities.imports.sheets.rows import YES_NO, Problem, Rows
from broadhurst.capabilities.inspections.rules.deadlines import last_day
from broadhurst.foundation.short_name import objections_to_short_name

LONGEST_TEXT = 8000
LONGEST = {"number": 10, "deadline": 80, "text": LONGEST_TEXT, "note": 2000}
ABBREVIATIONS = {
    "rec": "recommendation",
    "afi": "area_for_improvement",
    "coc": "cause_of_concern",
    "accelerated coc": "accelerated_cause_of_concern",
}


@dataclass
class FindingRow:
    """A row as a finding. `named` has the cells that name other records, to be looked up.

    `headings` has the column of each field.
    """

    number: int
    kind: str = ""
    finding_number: str = ""
    text: str = ""
    is_verbatim: bool = True
    due_text: str = ""
    due_on: date | None = None
    key: str = ""
    note: str = ""
    named: dict[str, str] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add_problem(self, name: str, text: str) -> None:
        """Note what is wrong in the column of a field."""
        column = self.headings.get(name, "")
        self.problems.append(Problem(self.number, column, text))


@dataclass(frozen=True)
class FindingReader:
    """Reads rows whose columns are known.

    `kinds` has the words of each kind in small letters. `kind` and `is_verbatim` hold where a row
    does not say. Deadlines count from the publication.
    """

    headings: list[str]
    columns: list[str]
    kinds: Mapping[str, str]
    kind: str
    is_verbatim: bool
    published_on: date
    day_known: bool

    def read(self, rows: Rows) -> Iterator[FindingRow]:
        """Yield each row as a finding, with what is wrong in it."""
        headings = {
            name: heading or f"Column {place}"
            for place, (heading, name) in enumerate(
                zip(self.headings, self.columns, strict=True), start=1
            )
            if name
        }
        for number, cells in rows:
            row = FindingRow(number, headings=headings)
            self._fill(row, self._values(row, cells))
            yield row

    def _values(self, row: FindingRow, cells: list[str]) -> dict[str, str]:
        """Return the usable cells by field."""
        values = {}
        for name, cell in zip(self.columns, cells, strict=False):
            if name not in FIELDS:
                continue
            text = as_text(cell.strip())
            if why := objection_to_cell(name, text, LONGEST_TEXT):
                row.add_problem(name, why[0].upper() + why[1:])
            elif len(text) > (most := LONGEST.get(name, LONGEST_TEXT)):
                row.add_problem(name, f"The cell has more than {most} characters.")
            else:
                values[name] = text
        return values

    def _fill(self, row: FindingRow, values: dict[str, str]) -> None:
        row.text, row.note = values.get("text", ""), values.get("note", "")
        row.finding_number = values.get("number", "")
        row.kind = self._kind(row, values.get("kind", ""))
        row.is_verbatim = self._own_wording(row, values.get("own_wording", ""))
        row.due_text = values.get("deadline", "")
        row.due_on = self._last_day(row)
        row.key = values.get("key", "")
        row.named = {
            name: values.get(name, "") for name in ("addressed_to", "parent", "recurs_from")
        }
        if not row.text and not row.problems:
            row.add_problem("text", "The row has no text. Write the finding in this column.")
        for objection in objections_to_short_name(row.key) if row.key else []:
            row.add_problem("key", str(objection))

    def _kind(self, row: FindingRow, text: str) -> str:
        words = " ".join(re.split(r"[\s_]+", text.lower().strip()))
        if not words:
            if not self.kind:
                row.add_problem("kind", "The row has no kind. Choose one for such rows, or add it.")
            return self.kind
        kind = self.kinds.get(ABBREVIATIONS.get(words, words).replace("_", " "), "")
        if not kind:
            allowed = ", ".join(self.kinds)
            row.add_problem("kind", f"“{text}” is not known here. Write one of: {allowed}.")
        return kind

    def _own_wording(self, row: FindingRow, text: str) -> bool:
        if not text:
            return self.is_verbatim
        if text.lower() not in YES_NO:
            row.add_problem("own_wording", f"“{text}” is not known here. Write yes or no.")
        return YES_NO.get(text.lower()) == "yes"

    def _last_day(self, row: FindingRow) -> date | None:
        try:
            day = last_day(row.due_text, self.published_on, day_known=self.day_known)
        except ValueError as wrong:
            row.add_problem("deadline", str(wrong))
            return None
        if day is not None and day < self.published_on:
            row.add_problem(
                "deadline", "The deadline must be on or after the day the report was published."
            )
        return day

"""Read the rows of a tracker as OCGs with their people and identifiers, as far as it alone says.

A tracker has one row for each OCG, or one for each person with the columns of the OCG repeated.
People, identifiers and actions can have sheets of their own, whose rows name an OCG of the first.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from broadhurst.capabilities.bulk_checks.sheets.cells import as_text, objection_to_cell
from broadhurst.capabilities.deconfliction.rules import days
from broadhurst.capabilities.imports.sheets.columns import LEFT_OUT
from broadhurst.capabilities.imports.sheets.dates import WHOLE
from broadhurst.capabilities.imports.sheets.rows import (
    NOTHING,
    PeopleReader,
    Rows,
)
from broadhurst.capabilities.ocg_imports.sheets.columns import BY, MEMBERS, OF_ACTION, OF_OCG, SCORE
from broadhurst.capabilities.ocg_imports.sheets.joining import ocgs_of
from broadhurst.capabilities.ocg_imports.sheets.side_by_side import OCGS, Sheet, only, spans
from broadhurst.capabilities.ocg_imports.sheets.tracker import TrackerOcg, TrackerRow

LONGEST_TEXT = 4000
LONGEST = {
    "ocg_name": 80, "ocg_ref": 16, "national_ref": 40, "place": 400, "group": 1000,
    "rationale": 4000, "description": 4000, "plan_aim": 2000, "action": 120,
    "action_objective": 400,
}  # fmt: skip
LONGEST_NAME, LONGEST_ALIASES, LONGEST_IDENTIFIER = 120, 400, 160
APART = re.compile(r"[;|\n]+")
WITH_BIRTH = re.compile(r"(?P<name>[^()]+?)\s*\((?:born |dob:? ?)?(?P<born>[^()]+)\)", re.I)
NOT_OF_PEOPLE = {*OF_OCG, *OF_ACTION, MEMBERS}
NO_OCG = "The row names no OCG. Write its cover name or its reference in each row."
TOO_LONG = "The cell has more than {} characters. Shorten it."


@dataclass(frozen=True)
class TrackerReader:
    """Reads rows whose columns are known. `people` reads the columns about people."""

    headings: list[str]
    columns: list[str]
    words: Mapping[str, Mapping[str, str]]
    otherwise: Mapping[str, str]
    today: date

    def read(self, rows: Rows, sheets: Sequence[Sheet] = ()) -> list[TrackerOcg]:
        """Return the OCGs of the rows in their order, with what is wrong in each row.

        `sheets` are those that the rows come from, the one with the OCGs first. None is one sheet.
        """
        of_sheets = sheets or [Sheet("", OCGS, len(self.columns), len(rows))]
        read: list[TrackerRow] = []
        for sheet, columns, span in spans(of_sheets):
            reader = replace(
                self,
                columns=only(self.columns, columns),
                otherwise=self.otherwise if sheet.has_people else {},
            )
            read += reader.read_sheet(sheet, rows[span])
        return list(ocgs_of(read))

    def read_sheet(self, sheet: Sheet, rows: Rows) -> list[TrackerRow]:
        """Return the rows of one sheet."""
        of_people = [
            LEFT_OUT if name in NOT_OF_PEOPLE or name.startswith(SCORE) else name
            for name in self.columns
        ]
        reader = PeopleReader(self.headings, of_people, self.words, self.otherwise, self.today)
        headings = {
            name: heading or f"Column {place}"
            for place, (heading, name) in enumerate(
                zip(self.headings, self.columns, strict=True), start=1
            )
            if name
        }
        # The reader of people has a limit of its own for cells, so it sees none of the others.
        kept = [
            (number, [cell if name else "" for name, cell in zip(of_people, cells, strict=False)])
            for number, cells in rows
        ]
        return [
            self._row(TrackerRow(number, {}, person, [], {}, {}, headings, sheet), cells)
            for (number, cells), person in zip(rows, reader.read(kept), strict=True)
        ]

    def _row(self, row: TrackerRow, cells: list[str]) -> TrackerRow:
        """Return a row with its cells by field."""
        person = row.person
        row.problems += [problem for problem in person.problems if problem.text != NOTHING]
        for name, cell in zip(self.columns, cells, strict=False):
            text = as_text(cell.strip())
            if not text:
                continue
            if name == MEMBERS:
                self._add_members(row, text)
            elif name in NOT_OF_PEOPLE or name.startswith(SCORE):
                values = row.ocg if name in OF_OCG else row.action
                values = row.scores if name.startswith(SCORE) else values
                if why := objection_to_cell(name, text, LONGEST.get(name, LONGEST_TEXT)):
                    row.add_problem(name, why[0].upper() + why[1:])
                else:
                    values[name] = text
        self._check_person(row)
        names = ("ocg_name", "ocg_ref") if row.sheet.kind == OCGS else BY
        if not any(row.ocg.get(name) for name in names):
            row.add_problem("ocg_name", NO_OCG)
        return row

    def _add_members(self, row: TrackerRow, text: str) -> None:
        """Add the people of a cell like “Ann Roe (27/03/1988); Bob Lee”."""
        if why := objection_to_cell("name", text, LONGEST_TEXT):
            row.add_problem(MEMBERS, why[0].upper() + why[1:])
            return
        for part in filter(None, (part.strip() for part in APART.split(text))):
            match = WITH_BIRTH.fullmatch(part)
            person = {"name": match["name"] if match else part, **self.otherwise}
            if match:
                try:
                    person["born_on"] = days.born(match["born"].strip(), self.today)
                except days.NoDate as wrong:
                    row.add_problem(MEMBERS, f"{wrong}")
                    continue
                if len(person["born_on"]) < len("1988-03-27"):
                    row.add_problem(MEMBERS, WHOLE.format(match["born"]))
            row.others.append(person)

    def _check_person(self, row: TrackerRow) -> None:
        """Check what the form of a person checks."""
        headings = row.person.headings
        for person in row.people:
            is_own = person is row.person.person
            for name, longest in (("name", LONGEST_NAME), ("aliases", LONGEST_ALIASES)):
                if len(person.get(name, "")) > longest:
                    row.add_problem(headings[name] if is_own else MEMBERS, TOO_LONG.format(longest))
        for heading, _, text in row.person.identifiers:
            if len(text) > LONGEST_IDENTIFIER:
                row.add_problem(heading, TOO_LONG.format(LONGEST_IDENTIFIER))

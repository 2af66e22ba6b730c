"""The rows of a tracker, and its OCGs with the rows about each."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from broadhurst.capabilities.imports.sheets.rows import PersonRow, Problem
from broadhurst.capabilities.ocg_imports.sheets.columns import FIELDS
from broadhurst.capabilities.ocg_imports.sheets.side_by_side import OCGS, OTHERS, Sheet


@dataclass
class TrackerRow:
    """A row: what it says of its OCG, by field, and its people with their identifiers.

    `identifiers` are those of the group. `person` is the row's own person, who uses the row's
    identifiers.
    """

    number: int
    ocg: dict[str, str]
    person: PersonRow
    others: list[dict[str, str]]
    scores: dict[str, str]
    action: dict[str, str]
    headings: Mapping[str, str]
    sheet: Sheet
    problems: list[Problem] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Return where the row is, in words."""
        sheet = f" of the sheet “{self.sheet.title}”" if self.sheet.title else ""
        return f"Row {self.number}{sheet}"

    @property
    def problems_in_sheet(self) -> list[Problem]:
        """Return what is wrong. Each column begins with its sheet, if there are several."""
        title = self.sheet.title
        return [
            problem
            if not title or problem.column.startswith(f"{title}: ")
            else replace(problem, column=f"{title}: {problem.column}" if problem.column else title)
            for problem in self.problems
        ]

    def add_problem(self, name: str, text: str) -> None:
        """Note what is wrong in the column of a field, or in a column of this heading.

        A field without a column is not named: its key says nothing to the reader.
        """
        heading = self.headings.get(name, "" if name in FIELDS else name)
        self.problems.append(Problem(self.number, heading, text))

    @property
    def people(self) -> list[dict[str, str]]:
        """The people of the row, the one who uses its identifiers first."""
        return [*filter(None, [self.person.person]), *self.others]


@dataclass
class TrackerOcg:
    """The rows of one OCG, and what they say of it together."""

    rows: list[TrackerRow]
    fields: dict[str, str] = field(default_factory=dict)
    scores: dict[str, str] = field(default_factory=dict)
    said_in: dict[str, TrackerRow] = field(default_factory=dict)

    def add_problem(self, name: str, text: str) -> None:
        """Note what is wrong in a field, in the row that says it, or in the first row."""
        self.said_in.get(name, self.rows[0]).add_problem(name, text)

    @property
    def has_problems(self) -> bool:
        return any(row.problems for row in self.rows)


def in_order(row: TrackerRow) -> tuple[int, int]:
    """Return the key that sorts rows by their sheet and their number."""
    return [OCGS, *OTHERS].index(row.sheet.kind), row.number

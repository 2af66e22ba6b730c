"""Read the rows of a spreadsheet as people, with the identifiers that they use."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from broadhurst.capabilities.bulk_checks.sheets.cells import as_text
from broadhurst.capabilities.bulk_checks.sheets.rows import RowReader, Subject
from broadhurst.capabilities.deconfliction.rules.days import SHORTER
from broadhurst.capabilities.imports.sheets.columns import LEFT_OUT, OWN
from broadhurst.capabilities.imports.sheets.dates import (
    WHOLE,
    has_month_first,
    objection_to_date,
)

Rows = list[tuple[int, list[str]]]  # the number of each row in the file, and its cells
YES_NO = {"yes": "yes", "y": "yes", "true": "yes", "no": "no", "n": "no", "false": "no"}
ABOUT_A_PERSON = frozenset(("person", "first", "middle", "surname", "sex", "born"))
IN_PARTS = frozenset(("street", "town", "postcode"))
FIELDS_OF = {
    "name": ("name", "first", "middle", "surname"),
    "aliases": ("aliases",),
    "born_on": ("born",),
    "sex": ("sex",),
}
SEXES = {"male": "m", "female": "f"}
NOBODY = (
    "The row has details of a person but no name. Add the name, or choose the column that holds it."
)
COLUMN_OF = {"category": "the category", "part": "the part in the group"}
NOTHING = "The row names no person and no identifier."


@dataclass(frozen=True)
class Problem:
    """A fault in a row: its column, and what to do."""

    row: int
    column: str
    text: str

    def __str__(self) -> str:
        where = f"Row {self.row}, {self.column}" if self.column else f"Row {self.row}"
        return f"{where}: {self.text}"


@dataclass
class PersonRow:
    """A row as answers to the form of a person, and identifiers as heading, kind and text.

    `person` is empty if the row names only identifiers of the group. `headings` has the column of
    each answer.
    """

    number: int
    person: dict[str, str] = field(default_factory=dict)
    identifiers: list[tuple[str, str, str]] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add_problem(self, column: str, text: str) -> None:
        """Note what is wrong in a column."""
        self.problems.append(Problem(self.number, column, text))


@dataclass(frozen=True)
class PeopleReader:
    """Reads rows whose columns are known.

    `words` has the words that each column of our own takes, in small letters, with their values.
    `otherwise` has its value where the cell is empty. `today` is the latest date of birth.
    """

    headings: list[str]
    columns: list[str]
    words: Mapping[str, Mapping[str, str]]
    otherwise: Mapping[str, str]
    today: date

    def read(self, rows: Rows) -> Iterator[PersonRow]:
        """Yield each row as a person and identifiers, with what is wrong in it."""
        checked = [LEFT_OUT if field in OWN else field for field in self.columns]
        reader = RowReader(self.headings, checked, self.today)
        births = [n for n, field in enumerate(self.columns) if field == "born"]
        month_first = has_month_first(
            cells[n] for _, cells in rows for n in births if n < len(cells)
        )
        for number, cells in rows:
            row = PersonRow(number)
            self._add_subject(row, reader.read(cells))
            self._add_own(row, cells)
            for n in births:
                if n < len(cells) and (
                    why := objection_to_date(
                        as_text(cells[n].strip()), self.today, month_first=month_first
                    )
                ):
                    row.add_problem(reader.headings[n], why)
            yield row

    def _add_subject(self, row: PersonRow, subject: Subject) -> None:
        """Add the person and the identifiers, and what the reader of bulk checks found wrong."""
        for wrong in subject.wrong:
            heading = next(
                (heading for heading in self.headings if wrong.startswith(f"{heading}: ")), ""
            )
            row.add_problem(heading, wrong.removeprefix(f"{heading}: ").removesuffix(SHORTER))
        row.headings = {
            name: ", ".join(self._headings_of(*fields)) for name, fields in FIELDS_OF.items()
        }
        row.identifiers = [
            (", ".join(subject.headings[kind, text]), kind, text)
            for kind, values in subject.content.items()
            if kind not in ABOUT_A_PERSON | IN_PARTS
            for text in values
        ]
        row.person = self._person(subject)
        born = subject.content.get("born", "")
        if born and len(born) < len("1988-03-27"):
            row.add_problem(row.headings["born_on"], WHOLE.format(born))
        if not row.person and not row.problems:
            if ABOUT_A_PERSON & subject.content.keys():
                row.add_problem("", NOBODY)
            elif not row.identifiers:
                row.add_problem("", NOTHING)

    def _person(self, subject: Subject) -> dict[str, str]:
        """Return a person's answers, or none: other names alone do not make a person."""
        names = subject.content.get("person", [])
        first = subject.headings["person", names[0]] if names else []
        if not set(first) & set(self._headings_of(*FIELDS_OF["name"])):
            return {}
        return {
            "name": names[0],
            "aliases": ", ".join(names[1:]),
            "sex": SEXES.get(subject.content.get("sex", ""), ""),
            "born_on": subject.content.get("born", ""),
        }

    def _add_own(self, row: PersonRow, cells: list[str]) -> None:
        """Add the category, the part and the exploitation, if the row names a person."""
        if not row.person:
            return
        row.person |= self.otherwise
        for heading, column, cell in zip(self.headings, self.columns, cells, strict=False):
            if column not in OWN:
                continue
            row.headings["is_exploited" if column == "exploited" else column] = heading
            text = as_text(cell.strip())
            value = self.words[column].get(text.lower())
            if value is not None:
                row.person[column] = value
            elif text:
                row.add_problem(heading, self._not_known(column, text))
        exploited = row.person.pop("exploited", "")
        row.person["is_exploited"] = "on" if exploited == "yes" else ""

    def _not_known(self, column: str, text: str) -> str:
        """Say which words a column takes, and which column takes this one."""
        allowed = ", ".join(dict.fromkeys(self.words[column].values()))
        problem = f"“{text}” is not known here. Write one of: {allowed}."
        for other, label in COLUMN_OF.items():
            if other != column and text.lower() in self.words[other]:
                problem += f" “{text}” belongs in the column of {label}."
        return problem

    def _headings_of(self, *fields: str) -> list[str]:
        return [
            heading or f"Column {place}"
            for place, (heading, field) in enumerate(
                zip(self.headings, self.columns, strict=True), start=1
            )
            if field in fields
        ]

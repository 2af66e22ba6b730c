"""Read the rows of a tracker as OCGs with their people and identifiers, as far as it alone says.

A tracker has one row for each OCG, or one for each person with the columns of the OCG repeated.
People, identifiers and actions can have sheets of their own, whose rows name an OCG of the first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from broadhurst.capabilities.bulk_checks.sheets.cells import as_text, objection_to_cell
from broadhurst.capabilities.deconfliction.rules import days
from broadhurst.capabilities.imports.sheets.columns import LEFT_OUT
from broadhurst.capabilities.imports.sheets.dates import WHOLE
from broadhurst.capabilities.imports.sheets.rows import (
    NOTHING,
    PeopleReader,
    PersonRow,
    Problem,
    Rows,
)
from broadhurst.capabilities.ocg_imports.sheets.columns import BY, MEMBERS, OF_ACTION, OF_OCG, SCORE
from broadhurst.capabilities.ocg_imports.sheets.side_by_side import (
    OCGS,
    OTHERS,
    PEOPLE,
    Sheet,
    only,
    spans,
)
from broadhurst_linkage.normalise.person import fold

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
ON_NO_SHEET = (
    "No row of the sheet “{sheet}” has the OCG “{ocg}”. Write its cover name or its number as it "
    "is there, or add it there."
)
TWO_OCGS = "The row names two different OCGs. Leave one of the cells empty."
NO_OCG = "The row names no OCG. Write its cover name or its reference in each row."
TOO_LONG = "The cell has more than {} characters. Shorten it."


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
            one
            if not title or one.column.startswith(title)
            else replace(one, column=f"{title}: {one.column}" if one.column else title)
            for one in self.problems
        ]

    @property
    def has_people_of_its_own(self) -> bool:
        """Whether the row adds its people. Other sheets name people of these."""
        return self.sheet.kind in (OCGS, PEOPLE)

    def add_problem(self, name: str, text: str) -> None:
        """Note what is wrong in the column of a field."""
        self.problems.append(Problem(self.number, self.headings.get(name, name), text))

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
            has_people = sheet.kind in (OCGS, PEOPLE)
            reader = replace(
                self,
                columns=only(self.columns, columns),
                otherwise=self.otherwise if has_people else {},
            )
            read += reader.read_sheet(sheet, rows[span])
        return list(_ocgs(read))

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
        row.problems += [one for one in person.problems if one.text != NOTHING]
        for name, cell in zip(self.columns, cells, strict=False):
            text = as_text(cell.strip())
            if not text:
                continue
            if name == MEMBERS:
                self._add_members(row, text)
            elif name in NOT_OF_PEOPLE or name.startswith(SCORE):
                said = row.ocg if name in OF_OCG else row.action
                said = row.scores if name.startswith(SCORE) else said
                if why := objection_to_cell(name, text, LONGEST.get(name, LONGEST_TEXT)):
                    row.add_problem(name, why[0].upper() + why[1:])
                else:
                    said[name] = text
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
            found = WITH_BIRTH.fullmatch(part)
            person = {"name": found["name"] if found else part, **self.otherwise}
            if found:
                try:
                    person["born_on"] = days.born(found["born"].strip(), self.today)
                except days.NoDate as wrong:
                    row.add_problem(MEMBERS, f"{wrong}")
                    continue
                if len(person["born_on"]) < len("1988-03-27"):
                    row.add_problem(MEMBERS, WHOLE.format(found["born"]))
            row.others.append(person)

    def _check_person(self, row: TrackerRow) -> None:
        """Check what the form of a person checks."""
        own = row.person.headings
        for person in row.people:
            is_own = person is row.person.person
            for name, longest in (("name", LONGEST_NAME), ("aliases", LONGEST_ALIASES)):
                if len(person.get(name, "")) > longest:
                    row.add_problem(own[name] if is_own else MEMBERS, TOO_LONG.format(longest))
        for heading, _, text in row.person.identifiers:
            if len(text) > LONGEST_IDENTIFIER:
                row.add_problem(heading, TOO_LONG.format(LONGEST_IDENTIFIER))


def _ocgs(rows: Iterable[TrackerRow]) -> Iterator[TrackerOcg]:
    """Yield the OCGs of some rows: those with the same reference or the same cover name."""
    by_key: dict[str, TrackerOcg] = {}
    named: dict[str, TrackerOcg] = {}
    first = ""
    for row in rows:
        if row.sheet.kind != OCGS:
            found = _named(row, named, first)
            if found is None:
                by_key[row.place] = TrackerOcg([row])
                continue
            found.rows.append(row)
            about = {name: text for name, text in row.ocg.items() if name not in BY}
            _say(found.fields, found.said_in, row, about)
            _say(found.scores, found.said_in, row, row.scores)
            continue
        first = row.sheet.title
        ref, name = row.ocg.get("ocg_ref", "").upper(), fold(row.ocg.get("ocg_name", ""))
        key = ref or name
        ocg = by_key.get(key) if key else None
        if ocg is None:
            ocg = TrackerOcg([])
            by_key[key or f"row {row.number}"] = ocg
        ocg.rows.append(row)
        for name in BY:
            if text := fold(row.ocg.get(name, "")):
                named.setdefault(text, ocg)
        _say(ocg.fields, ocg.said_in, row, row.ocg)
        _say(ocg.scores, ocg.said_in, row, row.scores)
    yield from by_key.values()


def _named(row: TrackerRow, named: Mapping[str, TrackerOcg], first: str) -> TrackerOcg | None:
    """Return the OCG of the first sheet that a row of another one names, or note what is wrong."""
    found: list[TrackerOcg] = []
    for name in BY:
        if text := row.ocg.get(name, ""):
            ocg = named.get(fold(text))
            if ocg is None:
                row.add_problem(name, ON_NO_SHEET.format(sheet=first, ocg=_short(text)))
                return None
            found.append(ocg)
    if any(ocg is not found[0] for ocg in found):
        row.add_problem("ocg_name", TWO_OCGS)
        return None
    return found[0] if found else None


def _say(
    said: dict[str, str], said_in: dict[str, TrackerRow], row: TrackerRow, more: Mapping[str, str]
) -> None:
    """Add what a row says of its OCG. Two rows must not say different things."""
    for name, text in more.items():
        if name not in said:
            said[name], said_in[name] = text, row
        elif fold(said[name]) != fold(text):
            row.add_problem(
                name,
                f"{said_in[name].place} says “{_short(said[name])}” about the same OCG. Write the "
                "same in both rows, or leave one of them empty.",
            )


def in_order(row: TrackerRow) -> tuple[int, int]:
    """Return the key that sorts rows by their sheet and their number."""
    return [OCGS, *OTHERS].index(row.sheet.kind), row.number


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"

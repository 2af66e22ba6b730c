"""Imports of findings, and their rows as findings that can be recorded."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet

from broadhurst.capabilities.finding_imports.models import FindingImport
from broadhurst.capabilities.finding_imports.sheets.columns import guess
from broadhurst.capabilities.finding_imports.sheets.rows import FindingReader, FindingRow
from broadhurst.capabilities.imports.queries.columns import remembered_columns
from broadhurst.capabilities.inspections.models import Finding, Report
from broadhurst.capabilities.inspections.queries.addressing import (
    addressable,
    groups_on,
    members_of,
)
from broadhurst.capabilities.inspections.rules.corrections import CAUSES
from broadhurst.capabilities.inspections.rules.short_names import short_name_of
from broadhurst.foundation.agencies.models import Agency, Unit

KINDS = {label.lower(): str(value) for value, label in Finding.Kind.choices}


def finding_imports() -> QuerySet[FindingImport]:
    """Return imports of findings with all that a page shows of them."""
    return FindingImport.objects.select_related("dossier", "report", "unit", "sent_by")


def columns_of(unit: Unit, headings: list[str]) -> list[str]:
    """Return the columns that the unit last chose for these headings, or else a guess."""
    return remembered_columns(FindingImport, unit, headings) or guess(headings)


@dataclass
class NewFinding:
    """A row with what its cells name: organisations, a cause of concern, an earlier finding.

    `parent_row` is the row of its cause of concern, if the same spreadsheet has it.
    """

    row: FindingRow
    addressed_to: list[Agency] = field(default_factory=list)
    parent: Finding | None = None
    parent_row: int | None = None
    recurs_from: Finding | None = None


def new_findings(upload: FindingImport) -> list[NewFinding]:
    """Return the rows as findings, with what is wrong in each."""
    report = upload.report
    reader = FindingReader(
        headings=upload.headings, columns=upload.columns, kinds=KINDS, kind=upload.kind,
        is_verbatim=upload.is_verbatim, published_on=report.published_on,
        day_known=report.published_day_known,
    )  # fmt: skip
    rows = list(reader.read([(number, cells) for number, cells in upload.cells]))
    return list(_Resolver(report, upload.groups, rows).resolved())


class _Resolver:
    """Finds the records that the cells of rows name, with a fixed number of queries."""

    def __init__(self, report: Report, groups: list[str], rows: list[FindingRow]) -> None:
        self.report, self.rows = report, rows
        day = report.published_on
        self.agencies: dict[str, Agency] = {}
        for agency in addressable(report):
            for name in (agency.key, agency.short_name, agency.name):
                self.agencies[name.lower()] = agency
        # “All forces of the North West” is as good as the whole label.
        self.groups = {_plain(label): key for key, label in groups_on(day)}
        self.members: dict[str, list[Agency]] = {}
        self.otherwise = list(members_of(groups, day))
        recorded = list(report.findings.filter(withdrawn_at=None))
        self.recorded = Counter(
            (finding.kind, finding.number) for finding in recorded if finding.number
        )
        self.causes = {
            name.lower(): finding
            for finding in recorded
            if finding.kind in CAUSES
            for name in (finding.key, finding.number)
            if name
        }
        earlier = {row.named["recurs_from"] for row in rows} - {""}
        self.earlier = {
            finding.key: finding
            for finding in Finding.objects.filter(
                key__in=earlier, withdrawn_at=None, report__published_on__lt=day
            )
        }
        self.taken = set(Finding.objects.values_list("key", flat=True))
        self.cause_rows: dict[str, int] = {}

    def resolved(self) -> Iterator[NewFinding]:
        """Yield each row with the records that it names."""
        for row in self.rows:
            self._name(row)
        for row in self.rows:
            new = NewFinding(row, self._addressees(row))
            self._find_parent(new)
            if key := row.named["recurs_from"]:
                new.recurs_from = self.earlier.get(key)
                if new.recurs_from is None:
                    row.add_problem(
                        "recurs_from", f"No earlier report has a finding called “{key}”."
                    )
            yield new

    def _name(self, row: FindingRow) -> None:
        """Give a row a short name if it has none, and remember it if it is a cause of concern."""
        if row.finding_number:
            self.recorded[row.kind, row.finding_number] += 1
            if self.recorded[row.kind, row.finding_number] > 1:
                row.add_problem(
                    "number", f"There is another finding of this kind with the number "
                    f"{row.finding_number}."
                )  # fmt: skip
        if not row.key:
            row.key = short_name_of(self.report.key, row.kind, row.finding_number, self.taken)
        elif row.key in self.taken:
            row.add_problem("key", "A finding already has this short name. Choose another.")
        self.taken.add(row.key)
        if row.kind in CAUSES:
            for name in (row.key, row.finding_number):
                if name:
                    self.cause_rows[name.lower()] = row.number

    def _find_parent(self, new: NewFinding) -> None:
        row, name = new.row, new.row.named["parent"]
        if not name:
            return
        new.parent, new.parent_row = self.causes.get(name.lower()), None
        if new.parent is None:
            new.parent_row = self.cause_rows.get(name.lower())
        if new.parent is None and new.parent_row is None:
            row.add_problem(
                "parent", f"Neither the report nor the spreadsheet has a cause of concern “{name}”."
            )
        elif row.kind != "recommendation":
            row.add_problem("parent", "Only a recommendation can have a related cause of concern.")

    def _addressees(self, row: FindingRow) -> list[Agency]:
        """Return the organisations that a cell names, one by one or as groups."""
        cell = row.named["addressed_to"]
        if not cell:
            return self.otherwise
        addressees: dict[int, Agency] = {}
        for part in filter(None, (part.strip() for part in cell.replace("\n", ";").split(";"))):
            agencies = self._named(part)
            if agencies is None:
                row.add_problem(
                    "addressed_to",
                    f"“{part}” is no organisation that was open on the day of the report, and no "
                    "group. Write its name, or “All police forces”.",
                )
            addressees |= {agency.pk: agency for agency in agencies or []}
        return list(addressees.values())

    def _named(self, part: str) -> list[Agency] | None:
        """Return the organisations that a name stands for, or None if it is not known."""
        if agency := self.agencies.get(part.lower()):
            return [agency]
        if key := self.groups.get(_plain(part)):
            if key not in self.members:
                self.members[key] = list(members_of([key], self.report.published_on))
            return self.members[key]
        several = [self.agencies.get(name.strip().lower()) for name in part.split(",")]
        return [agency for agency in several if agency] if all(several) else None


def _plain(group: str) -> str:
    """Return the name of a group without the words that people leave out."""
    words = group.lower().removesuffix(" region").split()
    return " ".join(word for word in words if word not in ("police", "local", "the"))

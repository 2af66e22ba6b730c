"""The rows of an import of findings as its readers see them before anything is added."""

from dataclasses import dataclass
from datetime import date

from broadhurst.capabilities.finding_imports.models import FindingImport
from broadhurst.capabilities.finding_imports.queries.imports import NewFinding, new_findings
from broadhurst.capabilities.inspections.models import Finding

KINDS = {value: str(label) for value, label in Finding.Kind.choices}
NAMED = 3  # organisations that a row names; more are counted


@dataclass(frozen=True)
class ShownFinding:
    """A row in words, as far as it can be read."""

    number: int
    title: str
    text: str
    is_verbatim: bool
    due_text: str
    due_on: date | None
    addressed_to: str
    parent: str
    recurs_from: str


def shown_findings(upload: FindingImport) -> list[ShownFinding]:
    """Return the rows of an import in words, from when its columns are set until it is run."""
    rows = new_findings(upload) if upload.mapped_at and upload.is_under_way else []
    return [_shown(new) for new in rows]


def _shown(new: NewFinding) -> ShownFinding:
    row, names = new.row, [agency.short_name for agency in new.addressed_to]
    return ShownFinding(
        number=row.number,
        title=f"{KINDS.get(row.kind, '')} {row.finding_number}".strip(),
        text=row.text,
        is_verbatim=row.is_verbatim,
        due_text=row.due_text,
        due_on=row.due_on,
        addressed_to=", ".join(names) if len(names) <= NAMED else f"{len(names)} organisations",
        parent=row.named["parent"],
        recurs_from=row.named["recurs_from"],
    )

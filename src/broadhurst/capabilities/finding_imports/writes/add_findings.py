"""Add the rows of an import as findings, in bulk, and take them back. Commands call it."""

from collections.abc import Iterable
from typing import Any

from broadhurst.capabilities.finding_imports.queries.imports import NewFinding
from broadhurst.capabilities.inspections.models import Addressee, Finding, Report
from broadhurst.capabilities.inspections.queries.resting import referred_to


def add_findings(report: Report, rows: Iterable[NewFinding]) -> list[dict[str, Any]]:
    """Add the findings, causes of concern first. Return the row and short name of each."""
    by_row: dict[int, Finding] = {}
    everything = list(rows)
    causes = [new for new in everything if new.parent_row is None]
    children = [new for new in everything if new.parent_row is not None]
    for batch in (causes, children):
        made = Finding.objects.bulk_create(_finding(report, new, by_row) for new in batch)
        by_row |= {new.row.number: finding for new, finding in zip(batch, made, strict=True)}
    Addressee.objects.bulk_create(
        Addressee(finding=by_row[new.row.number], agency=agency)
        for new in everything
        for agency in new.addressed_to
    )
    return [{"row": new.row.number, "key": new.row.key} for new in everything]


def _finding(report: Report, new: NewFinding, by_row: dict[int, Finding]) -> Finding:
    row = new.row
    return Finding(
        key=row.key, report=report, number=row.finding_number, kind=row.kind, text=row.text,
        is_verbatim=row.is_verbatim, due_on=row.due_on, due_text=row.due_text,
        parent=by_row[new.parent_row] if new.parent_row else new.parent,
        recurs_from=new.recurs_from, source=report.url, note=row.note,
    )  # fmt: skip


def remove_findings(report: Report, added: Iterable[dict[str, Any]]) -> tuple[int, list[int]]:
    """Remove the findings that nobody changed since and that nothing refers to.

    Return how many were removed, and the rows that were kept.
    """
    rows = {row["key"]: row["row"] for row in added}
    unchanged = report.findings.filter(key__in=rows, corrected_at=None, withdrawn_at=None)
    keys = dict(unchanged.values_list("pk", "key"))
    removed = set(keys) - referred_to(keys)
    # A cause of concern stays with a recommendation that stays.
    children = report.findings.exclude(parent=None).values_list("pk", "parent")
    removed -= {parent for pk, parent in children if parent and pk not in removed}
    Addressee.objects.filter(finding__in=removed).delete()
    # Recommendations go before the cause of concern that they belong to.
    Finding.objects.filter(pk__in=removed).exclude(parent=None).delete()
    Finding.objects.filter(pk__in=removed).delete()
    gone = {keys[pk] for pk in removed}
    return len(removed), sorted(row for key, row in rows.items() if key not in gone)

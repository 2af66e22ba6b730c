"""What a correction changes, in words, and the edition of the report that it makes.

Not a command: the verbs that correct reports and findings call it.
"""

from collections.abc import Mapping
from typing import Any

from broadhurst.capabilities.inspections.models import Finding, Report
from broadhurst.capabilities.inspections.queries.resting import is_concerned
from broadhurst.capabilities.inspections.rules.corrections import objections_to_correct
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


def changes(row: Any, given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a row whose value is to become another."""
    return {name: value for name, value in given.items() if getattr(row, name) != value}


def was_and_now(row: Any, changed: Mapping[str, Any]) -> dict[str, Any]:
    """What the log keeps of a change: each field's value before it and after it."""
    before = {name: getattr(row, name) for name in changed}
    return {"was": _said(before), "now": _said(changed)}


def correct(report: Report, because: str, *rows: Any, **changed: Any) -> None:
    """Raise the report's edition, and stamp the rows that were corrected with it.

    The report's row is locked, so that a publication keeps the edition which it quotes.
    """
    report = lock(Report.objects.all(), report)
    edition, now = report.edition + 1, clock.now()
    stamp = {"edition": edition, "corrected_at": now, "corrected_because": because}
    Report.objects.filter(pk=report.pk).update(**stamp)
    for row in rows:
        for name, value in (changed | stamp).items():
            setattr(row, name, value)
        row.save(update_fields=[*changed, *stamp])


def held(finding: Finding) -> Finding:
    """The finding under its locks: the report's row first, then its own."""
    lock(Report.objects.all(), finding.report)
    return lock(Finding.objects.select_related("report"), finding)


def _said(values: Mapping[str, Any]) -> str:
    return "; ".join(f"{name.replace('_', ' ')}: {_word(value)}" for name, value in values.items())


def _word(value: Any) -> str:
    if value in (None, ""):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return day(value) if hasattr(value, "year") else str(value)


def refuse_strangers(actor: Actor, report: Report) -> None:
    """Refuse those whom a report asks nothing of: its words are shared by all it is addressed to.

    A command calls this behind the lock of the report.
    """
    refuse_if(objections_to_correct(actor.roles, is_concerned=is_concerned(actor, report)))

"""Apply corrections to reports and findings, and raise the report's edition.

Not a command. The commands that correct reports and findings call it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from broadhurst.capabilities.inspections.models import Finding, History, Report
from broadhurst.capabilities.inspections.queries.resting import objections_to_stranger
from broadhurst.capabilities.inspections.rules.deadlines import last_day
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.govuk.words import day, first_capital
from broadhurst.foundation.workflow import refuse_if

LABELS = {
    "due_on": "Last day",
    "due_text": "Deadline",
    "is_verbatim": "The inspectorate’s own wording",
    "parent": "Related cause of concern",
    "recurs_from": "Repeats earlier finding",
    "published_on": "Published",
    "published_day_known": "Day of publication is known",
    "url": "Web address",
}


def changes(row: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the given values that differ from the row's."""
    return {name: value for name, value in values.items() if getattr(row, name) != value}


def was_and_now(row: Any, changed: Mapping[str, Any]) -> dict[str, Any]:
    """Describe each changed field before and after the change, for the audit event."""
    old_values = {name: getattr(row, name) for name in changed}
    return {"was": _describe(old_values), "now": _describe(changed)}


def in_words(row: Any, changed: Mapping[str, Any]) -> list[list[str]]:
    """Return each changed field as its label, and its value before and after in words."""
    return [
        [
            LABELS.get(name, first_capital(name.replace("_", " "))),
            _in_words(row, name, getattr(row, name)),
            _in_words(row, name, value),
        ]
        for name, value in changed.items()
    ]


def keep_history(
    actor: Actor, report: Report, finding: Finding | None, because: str, changed: list[list[str]]
) -> None:
    """Keep what a correction changed, for the pages of the report and of the finding."""
    History.objects.create(
        report=report, finding=finding, because=because, changes=changed,
        corrected_by=actor.officer, corrected_at=clock.now(),
    )  # fmt: skip


def correct(report: Report, because: str, *rows: Any, **changed: Any) -> None:
    """Raise the report's edition, and set it on the corrected rows.

    The report's row is locked, so that a publication stores the edition that it quotes.
    """
    report = lock(Report.objects.all(), report)
    edition, now = report.edition + 1, clock.now()
    stamp = {"edition": edition, "corrected_at": now, "corrected_because": because}
    Report.objects.filter(pk=report.pk).update(**stamp)
    for row in rows:
        for name, value in (changed | stamp).items():
            setattr(row, name, value)
        row.save(update_fields=[*changed, *stamp])


def move_deadlines(actor: Actor, report: Report, before: tuple[date, bool], because: str) -> None:
    """Move the deadlines that count from the publication, such as “within six months”.

    `before` is the day of publication before the correction, and whether it was known. A deadline
    that someone set to another day stays.
    """
    published_on, day_known = before
    now = Report.objects.get(pk=report.pk)
    for finding in now.findings.exclude(due_text="").filter(withdrawn_at=None):
        was = last_day(finding.due_text, published_on, day_known=day_known)
        moved = last_day(finding.due_text, now.published_on, day_known=now.published_day_known)
        if moved == was or finding.due_on != was:
            continue
        changed = in_words(finding, {"due_on": moved})
        finding.due_on, finding.edition = moved, now.edition
        finding.corrected_at, finding.corrected_because = now.corrected_at, because
        finding.save(update_fields=["due_on", "edition", "corrected_at", "corrected_because"])
        keep_history(actor, now, finding, because, changed)


def locked_finding(finding: Finding) -> Finding:
    """Lock the report's row, then the finding's, and return the finding."""
    lock(Report.objects.all(), finding.report)
    return lock(Finding.objects.select_related("report"), finding)


def _describe(values: Mapping[str, Any]) -> str:
    return "; ".join(
        f"{name.replace('_', ' ')}: {_format_value(value)}" for name, value in values.items()
    )


def _format_value(value: Any) -> str:
    if value in (None, ""):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return day(value) if hasattr(value, "year") else str(value)


def _in_words(row: Any, name: str, value: Any) -> str:
    """Return a value in words: the label of a choice, or as the log has it."""
    choices = dict(row._meta.get_field(name).flatchoices)
    return str(choices.get(value) or _format_value(value))


def refuse_strangers(actor: Actor, report: Report) -> None:
    """Refuse actors whose organisation the report does not concern.

    All the organisations that a report is addressed to share its wording, so no stranger may change
    it. Call this after locking the report.
    """
    refuse_if(objections_to_stranger(actor, report))

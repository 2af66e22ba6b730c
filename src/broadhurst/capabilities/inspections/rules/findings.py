"""Rules for reports, findings and inspectorate updates."""

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from broadhurst.foundation.workflow import at

# s.55(5B) requires an explanation for each recommendation. A cause of concern and an area for
# improvement also ask an organisation to act, so they are answered too.
ANSWERED_KINDS = (
    "recommendation",
    "cause_of_concern",
    "accelerated_cause_of_concern",
    "area_for_improvement",
)
RECORDING_ROLES = ("administrator", "inspectorate_liaison", "policing_body")


def objections_to_record(roles: Collection[str]) -> list[str]:
    """Say why an actor has no role that can record reports and updates."""
    if set(roles) & set(RECORDING_ROLES):
        return []
    return [
        "Only a policing body officer, an inspectorate liaison officer or an administrator can "
        "record what the inspectorate published."
    ]


def objections_to_report(
    roles: Collection[str], *, is_known: bool, published_on: date, today: date
) -> list[str]:
    """Say why a report cannot be recorded: it exists, or is not published yet."""
    objections = objections_to_record(roles)
    if is_known:
        objections.append("A report already has this short name. Choose another.")
    return objections + objections_to_published_on(published_on, today)


def objections_to_published_on(published_on: date, today: date) -> list[str]:
    """Say why this cannot be the publication date: it is in the future."""
    if published_on <= today:
        return []
    return at("published_on", "Enter a publication date that is today or earlier.")


def objections_to_address(url: str) -> list[str]:
    """Say why this cannot be a web address."""
    if re.fullmatch(r"https?://[^\s<>\"]+", url):
        return []
    return at("url", "Enter a web address that begins with https:// and has no spaces.")


def objections_to_add_finding(roles: Collection[str], report: Any) -> list[str]:
    """Say why no finding can be added to a report."""
    objections = objections_to_record(roles)
    if report.withdrawn_at:
        objections.append("This report was withdrawn, so no finding can be added to it.")
    return objections


def objections_to_finding(
    roles: Collection[str],
    *,
    is_known: bool,
    kind: str,
    due_on: date | None,
    published_on: date,
    parent: Any,
    report: Any,
) -> list[str]:
    """Say why a finding cannot be recorded: its report, short name or content."""
    objections = objections_to_add_finding(roles, report)
    if is_known:
        objections += at("key", "A finding already has this short name. Choose another.")
    return objections + objections_to_content(
        kind=kind, due_on=due_on, published_on=published_on, parent=parent, report=report
    )


def objections_to_content(
    *, kind: str, due_on: date | None, published_on: date, parent: Any, report: Any
) -> list[str]:
    """Say why a finding cannot have this deadline or this cause of concern."""
    objections = []
    if due_on is not None and due_on < published_on:
        objections += at(
            "deadline", "The deadline must be on or after the day the report was published."
        )
    if parent is not None and parent.report_id != report.pk:
        objections += at("parent", "Select a cause of concern of the same report.")
    if parent is not None and kind != "recommendation":
        objections += at("parent", "Only a recommendation can have a related cause of concern.")
    return objections


def objections_to_act(
    *, status: str, text: str, acted_on: date, report: Any, today: date, is_known: bool
) -> list[str]:
    """Say why an inspectorate update cannot be recorded."""
    objections = []
    if not status and not text.strip():
        objections += at(
            "status", "Enter the status that the inspectorate gave, or its comment, or both."
        )
    if acted_on > today:
        objections += at(
            "acted_on", "Enter a date for the inspectorate update that is today or earlier."
        )
    if report.published_day_known and acted_on < report.published_on:
        objections += at(
            "acted_on",
            "Enter a date for the inspectorate update on or after the day the report was "
            "published.",
        )
    if is_known:
        objections.append("This update is already recorded. Look at the list of updates.")
    return objections

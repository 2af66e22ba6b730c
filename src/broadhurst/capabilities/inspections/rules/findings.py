"""What may be done to reports and findings, and how a body's own status moves."""

import re
from collections.abc import Collection
from datetime import date
from typing import Any

# s.55(5B) asks for an explanation for each recommendation. A cause of concern and an area for
# improvement ask something of a body too, so they are answered as well.
ANSWERED_KINDS = (
    "recommendation",
    "cause_of_concern",
    "accelerated_cause_of_concern",
    "area_for_improvement",
)
RECORDING_ROLES = ("administrator", "inspectorate_liaison", "policing_body")
# The register of 2014 to 2019 also closed without completion: "no-further-action-needed".
OWN_STATUS_ROLES = frozenset({"inspectorate_liaison", "chief_officer", "policing_body"})
CLOSED_BY_THEM = ("complete", "superseded", "no_further_action_needed")
FIRST = "awaiting_allocation"
# The stages of a body's own tracker (City of London Police, quarterly to committee), and the
# request for closure that the inspectorate answers.
NEXT = {
    "awaiting_allocation": ("in_progress",),
    "in_progress": ("pending_sign_off",),
    "pending_sign_off": ("closure_requested", "in_progress"),
    "closure_requested": ("closed", "in_progress"),
    "closed": ("in_progress",),
}


def words(status: str) -> str:
    """A status as it is said."""
    return status.replace("_", " ")


def objections_to_record(roles: Collection[str]) -> list[str]:
    """Published reports and acts are recorded by those who deal with the inspectorate."""
    if set(roles) & set(RECORDING_ROLES):
        return []
    return [
        "Only a policing body officer, an inspectorate liaison officer or an administrator can "
        "record what the inspectorate published."
    ]


def objections_to_report(
    roles: Collection[str], *, is_known: bool, published_on: date, today: date
) -> list[str]:
    """Say why a report cannot be recorded: it is once, when it has been published."""
    objections = objections_to_record(roles)
    if is_known:
        objections.append("There is a report with this short name already: choose another.")
    return objections + objections_to_published_on(published_on, today)


def objections_to_published_on(published_on: date, today: date) -> list[str]:
    """Say why a report cannot have been published on a day: it has not come."""
    if published_on <= today:
        return []
    return ["Enter a publication date that is today or earlier."]


def objections_to_address(url: str) -> list[str]:
    """A report can be read where its address says."""
    if re.fullmatch(r"https?://[^\s<>\"]+", url):
        return []
    return ["The web address must begin with https:// and hold no spaces."]


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
    """Say why a finding cannot be recorded: its short name, or what it says."""
    objections = objections_to_record(roles)
    if report.withdrawn_at:
        objections.append("This report was withdrawn, so no finding can be added to it.")
    if is_known:
        objections.append("There is a finding with this short name already: choose another.")
    return objections + objections_to_content(
        kind=kind, due_on=due_on, published_on=published_on, parent=parent, report=report
    )


def objections_to_content(
    *, kind: str, due_on: date | None, published_on: date, parent: Any, report: Any
) -> list[str]:
    """Say why a finding cannot say this: its deadline, or its cause of concern."""
    objections = []
    if due_on is not None and due_on < published_on:
        objections.append("The deadline must be on or after the day the report was published.")
    if parent is not None and parent.report_id != report.pk:
        objections.append("Select a cause of concern of the same report.")
    if parent is not None and kind != "recommendation":
        objections.append("Only a recommendation can have a related cause of concern.")
    return objections


def objections_to_act(
    *, status: str, text: str, acted_on: date, report: Any, today: date, is_known: bool
) -> list[str]:
    """Say why an act cannot be kept so: the inspectorate's status is as it published it."""
    objections = []
    if not status and not text.strip():
        objections.append("Enter the status that the inspectorate gave, or its comment, or both.")
    if acted_on > today:
        objections.append("Enter a date for the inspectorate update that is today or earlier.")
    if report.published_day_known and acted_on < report.published_on:
        objections.append(
            "Enter a date for the inspectorate update on or after the day the report was published."
        )
    if is_known:
        objections.append("This update is already recorded. Look at the list of updates.")
    return objections


def next_statuses(now: str, theirs: str) -> list[str]:
    """The statuses a body can set next. It can close a finding once the inspectorate has."""
    return [to for to in NEXT[now] if to != "closed" or theirs in CLOSED_BY_THEM]


def right_statuses(now: str, theirs: str) -> list[str]:
    """The statuses that a body can correct its own status to."""
    return [to for to in NEXT if to != now and (to != "closed" or theirs in CLOSED_BY_THEM)]


def objections_to_set_our_status(
    actor: Any, agency: Any, *, now: str, to: str, theirs: str
) -> list[str]:
    """A body moves its own status step by step; it asks for closure, the inspectorate closes."""
    objections = []
    own = OWN_STATUS_ROLES & set(actor.roles)
    if actor.agency.pk != agency.pk or not own:
        objections.append(
            f"Only an inspectorate liaison officer or chief officer of {agency.name} can do this."
        )
    if to not in NEXT[now]:
        ways = " or ".join(f"“{words(way)}”" for way in NEXT[now])
        objections.append(f"From “{words(now)}” the next step is {ways}.")
    if to == "closed" and theirs not in CLOSED_BY_THEM:
        objections.append(
            "Only the inspectorate can close a finding. Record the inspectorate update first."
        )
    return objections

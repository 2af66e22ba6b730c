"""Who may answer a report for a force, and what becomes of a response that was wrong.

Police Act 1996 s.55 puts the duty to answer on the local policing body for the police area. The
duty lies on the body in being: where one succeeds another within the 56 days, the successor
answers. So it is the body responsible today that opens a response, not the body of the day of
publication. The City of London's is the Common Council. The British Transport Police, the ROCUs
and the National Crime Agency have no local policing body, so nobody answers for them under s.55.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from broadhurst.capabilities.inspections.rules.findings import objections_to_address
from broadhurst.capabilities.inspections.rules.responses import STAGES
from broadhurst.foundation.govuk.words import day

NO_BODY = "The British Transport Police, the ROCUs and the NCA have no local policing body."
NOT_OURS = (
    "Select a force that your organisation oversees. Only a force's own local policing body can "
    f"open its response. {NO_BODY}"
)


def objections_to_answer_for(actor: Any, force: Any, responsible: Any) -> list[str]:
    """Say why an actor cannot answer for a force; `responsible` is its policing body today."""
    objections = []
    if "policing_body" not in actor.roles:
        objections.append("Only an officer of a local policing body can open a response.")
    if responsible is None:
        objections.append(
            f"{force.name} has no local policing body, so section 55 does not require a response."
        )
    elif responsible.pk != actor.agency.pk:
        objections.append(
            f"{responsible.name} oversees {force.name}. Ask one of its officers to open the "
            "response."
        )
    return objections


def objections_to_open(
    actor: Any,
    report: Any,
    force: Any,
    *,
    responsible: Any,
    is_asked: bool,
    is_open: bool,
    published: Any,
) -> list[str]:
    """Say why a response cannot be opened: not theirs to answer, not asked, or answered already."""
    objections = objections_to_answer_for(actor, force, responsible)
    if not is_asked:
        objections.append(
            f"No finding of this report is addressed to {force.name}. If one is, record it or "
            "correct who it is addressed to first."
        )
    if report.withdrawn_at:
        objections.append("This report was withdrawn, so it does not need a response.")
    if published is not None:
        objections.append(
            f"A response for {force.name} was published on {day(published.published_on)}. "
            "Correct that response instead."
        )
    elif is_open:
        objections.append(
            f"Your organisation has a response to this report for {force.name} already. Work on "
            "that response, or withdraw it first."
        )
    return objections


def objections_to_elsewhere(
    report: Any, *, published_on: date, url: str, sent: Collection[date | None], today: date
) -> list[str]:
    """Say why the dates or the address of a response published elsewhere do not fit."""
    objections = objections_to_address(url)
    if published_on > today:
        objections.append("Enter a publication date that is today or earlier.")
    if report.published_day_known and published_on < report.published_on:
        objections.append(
            f"The report was published on {day(report.published_on)}. Enter that day or later."
        )
    days = [one for one in sent if one is not None]
    if any(one > today for one in days):
        objections.append("The dates sent must be today or earlier.")
    if any(one < published_on for one in days):
        objections.append("The dates sent must be on or after the publication date.")
    return objections


def objections_to_withdraw(response: Any, parts: Collection[str], because: str) -> list[str]:
    """Say why a response cannot be withdrawn: what is published is corrected instead."""
    if response.stage == "published":
        return ["A published response cannot be withdrawn. Correct it instead."]
    objections = STAGES.objections("withdraw", response.stage, parts)
    return objections if because.strip() else [*objections, "Enter a reason."]


def objections_to_correct(
    response: Any, parts: Collection[str], because: str, *, newer: Any
) -> list[str]:
    """Say why a published response cannot be corrected: only its last version is, once."""
    verb = "correct_elsewhere" if response.stage == "elsewhere" else "correct"
    objections = STAGES.objections(verb, response.stage, parts)
    if newer is not None:
        objections.append(
            f"Version {newer.version} of this response already exists. Work on {newer.ref} instead."
        )
    return objections if because.strip() else [*objections, "Enter a reason."]

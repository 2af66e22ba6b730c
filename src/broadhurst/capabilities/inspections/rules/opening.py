"""Rules for opening, correcting and withdrawing a response.

Police Act 1996 s.55 gives the duty to answer to the local policing body of the police area. If a
successor takes over within the 56 days, the successor has the duty. So the body responsible today
opens a response, not the body on the day of publication.

The City of London's policing body is the Common Council. The British Transport Police, the ROCUs
and the National Crime Agency have none, so nobody answers for them under s.55.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from broadhurst.capabilities.inspections.rules.findings import objections_to_address
from broadhurst.capabilities.inspections.rules.responses import STAGES
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import at

NO_BODY = "The British Transport Police, the ROCUs and the NCA have no local policing body."
NOT_OURS = (
    "Select a force that your organisation oversees. Only a force's own local policing body can "
    f"open its response. {NO_BODY}"
)


def objections_to_opener(roles: Collection[str]) -> list[str]:
    """Say why someone with these roles cannot open a response for any force."""
    if "policing_body" in roles:
        return []
    return ["Only an officer of a local policing body can open a response."]


def objections_to_answer_for(actor: Any, force: Any, responsible: Any) -> list[str]:
    """Say why an actor cannot answer for a force.

    `responsible` is the force's policing body today, or None.
    """
    objections = objections_to_opener(actor.roles)
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
    """Say why a response cannot be opened: not theirs, not asked, or already answered."""
    objections = objections_to_answer_for(actor, force, responsible)
    if not is_asked:
        objections.append(
            f"No finding of this report is addressed to {force.name}. Record such a finding, or "
            "correct who a finding is addressed to."
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
    """Say why the dates or the address of a response published elsewhere are wrong."""
    objections = objections_to_address(url)
    if published_on > today:
        objections += at("published_on", "Enter a publication date that is today or earlier.")
    if report.published_day_known and published_on < report.published_on:
        objections += at(
            "published_on",
            f"The report was published on {day(report.published_on)}. Enter that day or later.",
        )
    days = [sent_on for sent_on in sent if sent_on is not None]
    if any(sent_on > today for sent_on in days):
        objections.append("The dates sent must be today or earlier.")
    if any(sent_on < published_on for sent_on in days):
        objections.append("The dates sent must be on or after the publication date.")
    return objections


def objections_to_withdraw(response: Any, parts: Collection[str]) -> list[str]:
    """Say why a response cannot be withdrawn.

    A published one must be corrected instead.
    """
    if response.stage == "published":
        return ["A published response cannot be withdrawn. Correct it instead."]
    return STAGES.objections("withdraw", response.stage, parts)


def objections_to_correct(
    response: Any, parts: Collection[str], verb: str, *, newer: Any
) -> list[str]:
    """Say why a published response cannot be corrected.

    Only its last version can be, once. `verb` is `correct`, or `correct_elsewhere` if it was
    published elsewhere.
    """
    objections = STAGES.objections(verb, response.stage, parts)
    if newer is not None:
        objections.append(
            f"Version {newer.version} of this response already exists. Work on {newer.ref} instead."
        )
    return objections

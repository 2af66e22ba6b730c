"""Rules for directions of the NCA's Director General (Crime and Courts Act 2013, section 5(5)).

https://www.legislation.gov.uk/ukpga/2013/22/section/5. S.I. 2024/629 added the Director of the
Serious Fraud Office on 10 May 2024.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at

FRAUD_OFFICE, FRAUD_OFFICE_FROM = "sfo", date(2024, 5, 10)
RECORDING = ("coordinator", "chief_officer")
NOT_RECORDING = (
    "Only an OCG coordinator or chief officer of the recipient or of the NCA can record "
    "a direction."
)


def may_be_directed(recipient: Any, given_on: date) -> bool:
    """Return whether the law names the head of an organisation on a day.

    It names the chief officers of police forces of England and Wales, and of the British Transport
    Police, which is a force of England here. The same rule is a trigger in the database.
    """
    if recipient.key == FRAUD_OFFICE:
        return given_on >= FRAUD_OFFICE_FROM
    return recipient.kind == "police_force" and recipient.nation in ("ENG", "WLS")


def objections_to_record(actor: Any, recipient: Any) -> list[str]:
    """Refuse anyone but a coordinator or chief officer of the recipient or of a national agency."""
    is_theirs = actor.agency.pk == recipient.pk or actor.agency.kind == "national_agency"
    if is_theirs:
        return objections_to_recording_roles(actor.roles)
    return [NOT_RECORDING]


def objections_to_recording_roles(roles: Collection[str]) -> list[str]:
    """OCG coordinators and chief officers record directions."""
    return [] if set(RECORDING) & set(roles) else [NOT_RECORDING]


def may_record_any(actor: Any, today: date) -> bool:
    """Return whether there can be a direction for the actor to record.

    An officer of an organisation that cannot be directed, like a ROCU, has none.
    """
    agency = actor.agency
    is_possible = agency.kind == "national_agency" or may_be_directed(agency, today)
    return is_possible and not objections_to_record(actor, agency)


def objections_to_direct(
    recipient: Any, *, given_on: date, due_on: date | None, text: str, today: date
) -> list[str]:
    """Refuse a recipient that the law does not name, and days in the wrong order (rule 18)."""
    objections = objections_to_text(text)
    if not may_be_directed(recipient, given_on):
        objections += at(
            "recipient",
            f"The law does not name {recipient.name}. Choose a police force of England and Wales, "
            "the British Transport Police or, from 10 May 2024, the Serious Fraud Office.",
        )
    if given_on > today:
        objections += at("given_on", "Enter today or an earlier day.")
    if due_on is not None and due_on < given_on:
        objections += at("due_on", "Enter a day on or after the day of the direction.")
    return objections


def objections_to_close(direction: Any) -> list[str]:
    """Refuse to close a direction twice."""
    return [] if direction.stage == "in_force" else ["This direction is closed already."]

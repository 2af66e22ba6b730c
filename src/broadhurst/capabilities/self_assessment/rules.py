"""Rules of self-assessments: who judges, when, and in which words. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from broadhurst.capabilities.inspections.rules.responses import REFERENCE
from broadhurst.capabilities.inspections.rules.statuses import OWN_STATUS_ROLES
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at


def objections_to_role(actor: Any) -> list[str]:
    """Say why an actor cannot judge for their organisation."""
    if OWN_STATUS_ROLES & set(actor.roles):
        return []
    return [
        "Only an inspectorate liaison officer, a chief officer or an officer of a policing body "
        "can assess their organisation."
    ]


def objections_to_finding(*, is_asked: bool, is_withdrawn: bool) -> list[str]:
    """Say why an organisation cannot assess a finding."""
    objections = []
    if not is_asked:
        objections.append("This finding is not addressed to your organisation.")
    if is_withdrawn:
        objections.append("This finding is withdrawn, so you cannot assess it.")
    return objections


def objections_to_assess(
    actor: Any,
    *,
    is_asked: bool,
    is_withdrawn: bool,
    assessed_on: date,
    today: date,
    is_known: bool,
) -> list[str]:
    """Refuse a judgement on a finding that asks nothing of the organisation, or on a wrong day."""
    objections = objections_to_role(actor) + objections_to_finding(
        is_asked=is_asked, is_withdrawn=is_withdrawn
    )
    return objections + objections_to_day(assessed_on, today=today, is_known=is_known)


def objections_to_day(assessed_on: date, *, today: date, is_known: bool) -> list[str]:
    """Refuse a day in the future, and a second judgement on one day."""
    objections = []
    if assessed_on > today:
        objections += at("assessed_on", "Enter today or a date in the past.")
    if is_known:
        objections += at(
            "assessed_on",
            "Your organisation assessed this finding on that day. Correct that self-assessment.",
        )
    return objections


def objections_to_change(actor: Any, assessment: Any) -> list[str]:
    """Only the organisation changes its self-assessment, until it withdraws it."""
    if assessment.agency_id != actor.agency.pk:
        return ["Only the organisation that assessed itself can change this."]
    objections = objections_to_role(actor)
    if assessment.withdrawn_at is not None:
        objections.append("This self-assessment is withdrawn. Make a new one.")
    return objections


def objections_to_words(words: Mapping[str, str]) -> list[str]:
    """Refuse words that other organisations must not read: a marking, or a record's reference."""
    objections = []
    for name, text in words.items():
        objections += at(name, objections_to_text(text))
        for reference in dict.fromkeys(REFERENCE.findall(text)):
            objections += at(
                name,
                f"Remove “{reference}”, because other organisations read this. "
                "Link the record instead.",
            )
    return objections


def objections_to_correction(changes: Any) -> list[str]:
    """A correction changes something."""
    return [] if changes else ["You have not changed anything. Change at least one answer."]


def objections_to_share(*, is_shared: bool) -> list[str]:
    """A self-assessment is shared once."""
    return ["This self-assessment is shared with the inspectorate."] if is_shared else []


def objections_to_stop_sharing(*, is_shared: bool) -> list[str]:
    """Only what is shared can stop being shared."""
    return [] if is_shared else ["This self-assessment is not shared."]


def objections_to_record(*, is_kind: bool, is_found: bool, is_linked: bool) -> list[str]:
    """Refuse a reference to a record that the actor cannot see, and a second link to one."""
    if not is_kind or not is_found:
        return at("record", "Enter the reference of a record that you can see, like PRA-7K3QF2.")
    return at("record", "This record is already linked.") if is_linked else []

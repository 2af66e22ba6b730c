"""Rules of messages to the public: who writes, clears, schedules and withdraws them. Pure."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from broadhurst.capabilities.inspections.rules.responses import objections_to_public_text
from broadhurst.foundation.workflow import Move, Workflow, at

# The roles that publish responses to the inspectorate.
PUBLISHERS = ("policing_body", "clearer")
PUBLISHER = "unit that wrote it, by an officer who publishes for it"
CLEARER = "clearer of the unit that wrote it"
FURTHEST = timedelta(days=366)
STAGES = Workflow(
    "message",
    Move("edit", ("draft", "cleared"), "draft", (PUBLISHER,)),
    Move("clear", ("draft",), "cleared", (CLEARER,)),
    Move("publish", ("cleared", "scheduled"), "published", (PUBLISHER,)),
    Move("schedule", ("cleared", "scheduled"), "scheduled", (PUBLISHER,)),
    Move("unschedule", ("scheduled",), "cleared", (PUBLISHER,)),
    Move("correct", ("published",), "published", (PUBLISHER,)),
    Move("withdraw", ("draft", "cleared", "scheduled", "published"), "withdrawn", (PUBLISHER,)),
)


def roles_on(actor: Any, message: Any) -> list[str]:
    """Return the roles that an actor has on a message."""
    if message.unit_id != actor.unit.pk or objections_to_draft(actor.roles):
        return []
    return [PUBLISHER, CLEARER] if "clearer" in actor.roles else [PUBLISHER]


def objections_to_draft(roles: Collection[str]) -> list[str]:
    """The roles that publish responses also publish messages."""
    if set(roles) & set(PUBLISHERS):
        return []
    return ["Only a policing body officer or an officer who clears publications can do this."]


def objections_to_words(words: Mapping[str, str]) -> list[str]:
    """Say why words cannot be public: a marking above OFFICIAL, or a record's reference."""
    objections = []
    for name, text in words.items():
        objections += at(name, objections_to_public_text(text, ()))
    return objections


def objections_to_districts(reach: str, districts: Collection[Any]) -> list[str]:
    """A national message is for every district."""
    if reach == "national" and districts:
        return at("districts", "A national message is for every district. Choose none.")
    return []


def objections_to_verb(verb: str, actor: Any, message: Any) -> list[str]:
    """Say why an actor cannot do this to a message now."""
    objections = STAGES.objections(verb, message.stage, roles_on(actor, message))
    if verb == "clear" and message.written_by_id == actor.officer.pk:
        objections.append("You last changed this message, so another officer must clear it.")
    return objections


def objections_to_hour(publish_at: datetime, now: datetime) -> list[str]:
    """A message is scheduled for a later hour, within a year."""
    if publish_at <= now:
        return at("publish_at", "Enter a date and time in the future, or publish it now.")
    if publish_at > now + FURTHEST:
        return at("publish_at", "Enter a date and time within a year.")
    return []


def objections_to_second_correction(*, is_under_way: bool) -> list[str]:
    """A message has one correction under way."""
    if is_under_way:
        return ["A correction of this message is under way. Edit or withdraw that correction."]
    return []


def objections_to_run(roles: Collection[str]) -> list[str]:
    """The job runs as the system, which is an administrator of the service."""
    return [] if "administrator" in roles else ["Only an administrator of the service can do this."]

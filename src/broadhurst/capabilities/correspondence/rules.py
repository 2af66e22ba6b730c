"""Rules of correspondence: who records it, and what an item needs. Pure."""

from datetime import date
from typing import Any

from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at


def objections_to_record(actor: Any, response: Any) -> list[str]:
    """Say why an actor cannot record correspondence about a response."""
    is_ours = actor.agency.pk in (response.body_id, response.unit.agency_id)
    if is_ours and "policing_body" in actor.roles:
        return []
    return ["Only a policing body officer of the organisation that responds can do this."]


def objections_to_item(
    *, party: str, other_party: str, on_day: date, today: date, summary: str
) -> list[str]:
    """Say why an item cannot be recorded like this."""
    objections = []
    if party == "other" and not other_party.strip():
        objections += at("other_party", "Enter who the item was sent to or came from.")
    if party != "other" and other_party.strip():
        objections += at("other_party", "You selected a name above. Leave this empty.")
    if on_day > today:
        objections += at("on_day", "The date must be today or earlier.")
    return objections + at("summary", objections_to_text(summary))


def objections_to_withdrawn(item: Any) -> list[str]:
    """Say that a withdrawn item stays as it is."""
    return ["This item has already been withdrawn."] if item.withdrawn_at else []


def objections_to_changes(changes: Any) -> list[str]:
    """Say that a correction changes something."""
    return [] if changes else ["You have not changed anything. Change at least one answer."]

"""Rules of notes: who changes one, and who can be mentioned. Pure."""

from collections.abc import Collection
from typing import Any

from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at

CANNOT_MENTION = (
    "Choose a person or unit from the list. You can only mention those who can see this record."
)


def objections_to_record(is_open: bool) -> list[str]:
    """Say that notes are for those who see the whole record."""
    return [] if is_open else ["You can no longer see this record. Nothing was saved."]


def objections_to_note(text: str) -> list[str]:
    """Say why a note cannot be saved with this text."""
    return at("text", objections_to_text(text))


def objections_to_mentions(asked: Collection[str], can_see: Collection[str]) -> list[str]:
    """Say that only those who can see the record are mentioned.

    The sentence is the same for somebody who does not exist: it tells nothing about anybody.
    """
    return [] if set(asked) <= set(can_see) else at("mention", CANNOT_MENTION)


def objections_to_correct(actor: Any, note: Any) -> list[str]:
    """Say why an actor cannot correct a note."""
    if note.withdrawn_at:
        return ["This note was withdrawn. Add a new one."]
    if note.written_by_id != actor.officer.pk:
        return ["Only its author can correct a note. Add a note of your own."]
    return []


def objections_to_new_text(was: str, now: str) -> list[str]:
    """Say that a correction changes something."""
    return at("text", "You have not changed the note. Change it, or go back.") if was == now else []


def objections_to_withdraw(actor: Any, note: Any) -> list[str]:
    """Say why an actor cannot withdraw a note."""
    if note.withdrawn_at:
        return ["This note was withdrawn already."]
    if note.written_by_id != actor.officer.pk and note.unit_id != actor.unit.pk:
        return ["Only its author, or an officer of the author’s unit, can withdraw a note."]
    return []

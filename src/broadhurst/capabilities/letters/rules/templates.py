"""Rules of templates, signatories and pictures. Pure."""

from collections.abc import Collection
from typing import Any

from broadhurst.capabilities.letters.rules.letters import objections_to_write
from broadhurst.foundation.workflow import at


def objections_to_keep(actor: Any, row: Any = None) -> list[str]:
    """Say why an actor cannot write or change what their unit keeps for its letters."""
    objections = objections_to_write(actor.roles)
    if row is not None and row.unit_id != actor.unit.pk:
        objections.append("Only the unit that added this can change it.")
    if row is not None and row.withdrawn_at:
        objections.append("This was withdrawn. Add a new one.")
    return objections


def objections_to_title(title: str, others: Collection[str]) -> list[str]:
    """Titles differ, because a writer chooses a template by its title."""
    if title.casefold() in {other.casefold() for other in others}:
        return at("title", f"You already have a template called “{title}”. Choose another title.")
    return []


def objections_to_words_of_picture(field: str, alt: str, *, has_picture: bool) -> list[str]:
    """A picture has words for those who cannot see it, and only a picture has them."""
    if has_picture and not alt:
        return at(field, "Describe the picture for people who cannot see it.")
    if alt and not has_picture:
        return at(field, "There is no picture to describe. Choose one, or leave this empty.")
    return []

"""Rules for the paragraphs of a letter, and for an organisation's own. Pure."""

from collections.abc import Collection, Sequence
from typing import Any

BODY_KINDS = ("local_policing_body", "combined_authority")
MOST = 8
OPERATION, OWN = "operation:", "own:"
# Each key is a template in templates/inspections/paragraphs. It describes the organisations of the
# response on the day of the letter.
CATALOGUE = {
    "recurring": "Findings that were made before",
    "tasking_levels": "How the work is tasked",
    "partners": "Partners",
    "chief_officer": "Chief officer for the ROCU",
    "capability": "Specialist capability",
    "transfer": "Transfer of an OCG in full",
    "safeguarding": "Safeguarding in districts",
}


def objections_to_choose(keys: Sequence[str], offered: Collection[str]) -> list[str]:
    """Say why these paragraphs cannot be chosen: repeated, too many or not offered."""
    objections = []
    if len(set(keys)) < len(keys):
        objections.append("Choose each paragraph once.")
    if len(keys) > MOST:
        objections.append(f"Choose {MOST} paragraphs or fewer.")
    unknown = [key for key in keys if key not in offered]
    objections += [
        f"This letter cannot have the paragraph “{key}”. Choose another." for key in unknown
    ]
    return objections


def objections_to_keep(actor: Any) -> list[str]:
    """Say why an actor cannot keep paragraphs.

    Only policing bodies do, as they write the letters.
    """
    if "policing_body" not in actor.roles or actor.agency.kind not in BODY_KINDS:
        return ["Only an officer of a local policing body can keep standard paragraphs."]
    return []


def objections_to_title(title: str, other_titles: Collection[str]) -> list[str]:
    """Say why a paragraph cannot have this title.

    Titles must differ, as authors choose by title.
    """
    if title.casefold() in {other_title.casefold() for other_title in other_titles}:
        return [f"You already have a paragraph called “{title}”. Choose another title."]
    return []


def objections_to_withdrawn(paragraph: Any) -> list[str]:
    """Say why a paragraph cannot be changed: it was withdrawn."""
    return ["This paragraph was withdrawn. Write a new one."] if paragraph.withdrawn_at else []

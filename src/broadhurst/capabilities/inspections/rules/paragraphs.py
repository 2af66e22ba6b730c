"""Which paragraphs a letter may have, and who writes an organisation's own. Pure."""

from collections.abc import Collection, Sequence
from typing import Any

BODY_KINDS = ("local_policing_body", "combined_authority")
MOST = 8
OPERATION, OWN = "operation:", "own:"
# Each is a template below templates/inspections/paragraphs, and is about the organisations of the
# response on the letter's day.
CATALOGUE = {
    "recurring": "Findings that were made before",
    "tasking_levels": "How the work is tasked",
    "partners": "Partners",
    "capability": "Specialist capability",
    "transfer": "Transfer of an OCG in full",
    "safeguarding": "Safeguarding in districts",
}


def objections_to_choose(keys: Sequence[str], offered: Collection[str]) -> list[str]:
    """Each paragraph stands once in a letter, and is one that is offered for it."""
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
    """A local policing body keeps paragraphs, because it writes the letters."""
    if "policing_body" not in actor.roles or actor.agency.kind not in BODY_KINDS:
        return ["Only an officer of a local policing body can keep standard paragraphs."]
    return []


def objections_to_title(title: str, others: Collection[str]) -> list[str]:
    """A paragraph is chosen by its title, so each has one of its own."""
    if title.casefold() in {other.casefold() for other in others}:
        return [f"You already have a paragraph called “{title}”. Choose another title."]
    return []


def objections_to_withdrawn(paragraph: Any) -> list[str]:
    """A paragraph that was withdrawn is kept as it was."""
    return ["This paragraph was withdrawn. Write a new one."] if paragraph.withdrawn_at else []

"""Scoring an OCG, and moderating the score."""

from collections.abc import Mapping, Sequence
from typing import Any


def objections_to_scores(
    criteria: Sequence[Mapping[str, Any]], scores: Mapping[str, int | None]
) -> list[str]:
    """Every criterion is scored on its scale or said to be unknown (rule 9)."""
    objections = []
    for criterion in criteria:
        score = scores.get(criterion["key"])
        if criterion["key"] not in scores:
            objections.append(f"Score “{criterion['label']}”, or say that it is not known.")
        elif score is not None and str(score) not in criterion["scale"]:
            objections.append(f"“{criterion['label']}” has no score {score}.")
    if scores and all(score is None for score in scores.values()):
        objections.append("Score at least one criterion.")
    return objections


def weigh(
    criteria: Sequence[Mapping[str, Any]], scores: Mapping[str, int | None]
) -> tuple[int, int]:
    """The score out of 100 over what is known, and how many criteria are not known.

    An unknown criterion is left out of both sides of the sum, never counted as zero.
    """
    known = [c for c in criteria if scores.get(c["key"]) is not None]
    reached = sum(c["weight"] * (scores[c["key"]] or 0) for c in known)
    possible = sum(c["weight"] * max(int(n) for n in c["scale"]) for c in known)
    return (round(100 * reached / possible) if possible else 0, len(criteria) - len(known))


def band_of(bands: Sequence[Mapping[str, Any]], score: int) -> tuple[str, int]:
    """The band and tier of a score: the highest whose least score it reaches."""
    reached = max((b for b in bands if score >= b["from"]), key=lambda b: int(b["from"]))
    return str(reached["band"]), int(reached["tier"])


def objections_to_assess(waiting: Any) -> list[str]:
    """One assessment at a time: the one that was sent is moderated before the next is made."""
    if waiting is None:
        return []
    return [
        f"{waiting.scored_by.name} has sent an assessment of this OCG to a moderator. "
        "Wait until it has been accepted or returned."
    ]


def objections_to_moderate(
    actor: Any, assessment: Any, *, owner: Any, is_moderated: bool, outcome: str, reason: str
) -> list[str]:
    """The owner's body moderates; not the scorer (rule 8); and says why an assessment goes back.

    Others may see it, such as the body that gave it away: the next review is not theirs to set.
    """
    objections = []
    if "moderator" not in actor.roles:
        objections.append("Only an assessment moderator can do this.")
    elif actor.agency.pk != owner.agency_id:
        objections.append("Only a moderator of the organisation that owns the OCG can do this.")
    if actor.officer.pk == assessment.scored_by_id:
        objections.append("You scored this assessment, so another officer must moderate it.")
    if is_moderated:
        objections.append("This assessment has been moderated already.")
    if outcome == "returned" and not reason.strip():
        objections.append("Say why the assessment goes back to its scorer.")
    return objections

"""Rules on scoring an OCG and moderating the score."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from broadhurst.foundation.workflow import at


def objections_to_scores(
    criteria: Sequence[Mapping[str, Any]], scores: Mapping[str, int | None]
) -> list[str]:
    """Every criterion has a score on its scale, or is marked as unknown (rule 9)."""
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
    """Return the score out of 100 of known criteria, and the number of unknown ones.

    An unknown criterion is left out of both sides of the sum, and never counts as zero.
    """
    known_criteria = [
        criterion for criterion in criteria if scores.get(criterion["key"]) is not None
    ]
    reached = sum(
        criterion["weight"] * (scores[criterion["key"]] or 0) for criterion in known_criteria
    )
    possible = sum(
        criterion["weight"] * max(int(n) for n in criterion["scale"])
        for criterion in known_criteria
    )
    return (round(100 * reached / possible) if possible else 0, len(criteria) - len(known_criteria))


def band_of(bands: Sequence[Mapping[str, Any]], score: int) -> tuple[str, int]:
    """Return the band and tier of a score: the highest whose least score it reaches."""
    highest = max(
        (band for band in bands if score >= band["from"]), key=lambda band: int(band["from"])
    )
    return str(highest["band"]), int(highest["tier"])


def objections_to_assess(waiting: Any) -> list[str]:
    """An assessment is moderated before the next one is made."""
    if waiting is None:
        return []
    return [
        f"{waiting.scored_by.name} has sent an assessment of this OCG to a moderator. "
        "Wait until it has been accepted or returned."
    ]


def objections_to_out_of_date(ocg: Any, assessment: Any, today: date) -> list[str]:
    """A plan or a bid rests on an assessment before its review, or on a running clock (rule 7)."""
    missing = out_of_date(ocg, assessment, today)
    advice = "Assess it again first." if assessment else "Assess it first."
    return [f"{missing} {advice}"] if missing else []


def out_of_date(ocg: Any, assessment: Any, today: date) -> str:
    """Say that an OCG has no assessment before its review and no running clock, or return nothing.

    The clock runs after urgent registering, resuming and reactivating.
    """
    if is_in_date(assessment, today) or (ocg.due_on is not None and ocg.due_on >= today):
        return ""
    if assessment is None:
        return "This OCG has no moderated assessment."
    due_on = assessment.moderation.review_due_on
    return f"The assessment of this OCG was due for review on {due_on:%-d %B %Y}."


def is_in_date(assessment: Any, today: date) -> bool:
    """Return whether an accepted assessment is not past its review."""
    return assessment is not None and assessment.moderation.review_due_on >= today


def objections_to_moderating_roles(roles: Collection[str]) -> list[str]:
    """Assessment moderators moderate."""
    return [] if "moderator" in roles else ["Only an assessment moderator can do this."]


def objections_to_moderate(
    actor: Any, assessment: Any, *, owner: Any, is_moderated: bool, outcome: str, reason: str
) -> list[str]:
    """A moderator of the owner's organisation, not the scorer, decides (rule 8).

    A returned assessment needs a reason. Other organisations, such as the giver of a transfer, may
    see it but cannot set the next review.
    """
    objections = objections_to_moderating_roles(actor.roles)
    if not objections and actor.agency.pk != owner.agency_id:
        objections.append("Only a moderator of the organisation that owns the OCG can do this.")
    if actor.officer.pk == assessment.scored_by_id:
        objections.append("You scored this assessment, so another officer must moderate it.")
    if is_moderated:
        objections.append("This assessment has been moderated already.")
    if outcome == "returned" and not reason.strip():
        objections += at("reason", "Enter why you are returning the assessment.")
    return objections

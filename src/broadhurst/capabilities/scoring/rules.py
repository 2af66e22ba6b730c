"""Rules on drafting and approving a scoring scheme or a review policy. Pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from broadhurst.foundation.workflow import at

MAY_SET = frozenset({"moderator", "coordinator"})
TIERS = (1, 2, 3)
MOST_WEIGHT = 10
Criterion = Mapping[str, Any]


def may_set(actor: Any) -> bool:
    """Return whether an officer may draft and approve schemes and review policies."""
    return bool(MAY_SET & set(actor.roles))


def objections_to_set(actor: Any) -> list[str]:
    """An assessment moderator or an OCG coordinator drafts, approves and withdraws."""
    if may_set(actor):
        return []
    return ["Only an assessment moderator or an OCG coordinator can do this."]


def objections_to_first_day(from_on: date, today: date, taken: Collection[date]) -> list[str]:
    """A policy begins after today, and no other begins on the same day."""
    if from_on <= today:
        return at("from_on", "Enter a first day after today.")
    if from_on in taken:
        return at("from_on", "Another version is approved from that day. Choose another day.")
    return []


def objections_to_draft_scheme(version: str, taken: Collection[str]) -> list[str]:
    """Each version has its own short name."""
    if version.casefold() in {name.casefold() for name in taken}:
        return at("version", f"There is already a version {version}. Choose another short name.")
    return []


def objections_to_edit(policy: Any) -> list[str]:
    """Only a draft is changed."""
    return (
        [] if policy.stage == "drafted" else ["Only a draft can be changed. Draft a new version."]
    )


def objections_to_approve(actor: Any, policy: Any) -> list[str]:
    """A draft is approved by an officer who did not draft it."""
    objections = objections_to_set(actor)
    if policy.stage != "drafted":
        objections.append("This version is not a draft.")
    if actor.officer.pk == policy.drafted_by_id:
        objections.append("You drafted this version, so another officer must approve it.")
    return objections


def objections_to_withdraw(actor: Any, policy: Any, today: date) -> list[str]:
    """A draft is withdrawn, and an approved one before its first day."""
    objections = objections_to_set(actor)
    if policy.stage == "withdrawn":
        objections.append("This version has already been withdrawn.")
    if policy.stage == "approved" and policy.from_on <= today:
        objections.append("This version has been in force. Draft the next version instead.")
    return objections


def objections_to_criteria(criteria: Sequence[Criterion]) -> list[str]:
    """A scheme has criteria with different names, each with a weight and a scale from 0."""
    if not criteria:
        return ["Enter at least one criterion."]
    objections = [sentence for criterion in criteria for sentence in _objections_to_one(criterion)]
    labels = [criterion["label"].casefold() for criterion in criteria]
    if len(set(labels)) < len(labels):
        objections.append("Give each criterion its own name.")
    return objections


def _objections_to_one(criterion: Criterion) -> list[str]:
    label, weight = criterion["label"], criterion["weight"]
    objections = []
    if weight is None or not 1 <= weight <= MOST_WEIGHT:
        objections.append(f"Enter a weight from 1 to {MOST_WEIGHT} for “{label}”.")
    steps = sorted(map(int, criterion["scale"]))
    if len(steps) < 2 or steps != list(range(len(steps))):
        objections.append(f"Enter the scale of “{label}” from 0 up, each step on a new line.")
    return objections


def objections_to_bands(bands: Sequence[Mapping[str, Any]]) -> list[str]:
    """Bands begin at 0, have tiers 1 to 3, and a higher score never has a lower priority."""
    if not bands:
        return at("bands", "Enter at least one band.")
    ordered = sorted(bands, key=lambda band: int(band["from"]))
    starts = [band["from"] for band in ordered]
    objections = []
    if starts[0] != 0 or starts[-1] > 100 or len(set(starts)) < len(starts):
        objections += at(
            "bands",
            "Enter one band that starts at 0, and others that start at different scores up to 100.",
        )
    if len({band["band"] for band in bands}) < len(bands):
        objections += at("bands", "Give each band its own name.")
    if any(band["tier"] not in TIERS for band in bands):
        objections += at("bands", "Tiers are 1, 2 and 3.")
    if any(higher["tier"] > lower["tier"] for lower, higher in pairwise(ordered)):
        objections += at(
            "bands",
            "Enter a tier for each band that is the same as for the band below, or nearer to 1.",
        )
    return objections


def as_scored_now(
    criteria: Sequence[Criterion], scores: Mapping[str, int | None]
) -> dict[str, int | None]:
    """Return earlier scores as answers to other criteria. One without a score is not known."""
    answers = {criterion["key"]: scores.get(criterion["key"]) for criterion in criteria}
    scales = {criterion["key"]: criterion["scale"] for criterion in criteria}
    return {key: n if str(n) in scales[key] else None for key, n in answers.items()}

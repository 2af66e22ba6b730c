"""Rules on merging an OCG into another, and on undoing that. Pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from broadhurst.capabilities.register.rules.registering import (
    COORDINATOR,
    LRO,
    OWNING_UNIT,
    SIO,
    objections_to_text,
    only,
)
from broadhurst.foundation.workflow import at

UNDONE_WITHIN = timedelta(days=1)
LIVE = ("active", "dormant")
TOO_LATE = "You can only undo a merge within a day. Register the other OCG again instead."
UNDID_A_SPLIT = "This merge undid a split. Split the OCG again instead."
ALREADY_UNDONE = "This merge has already been undone."
MOVES = {
    "people": ("person", "people"),
    "identifiers": ("identifier", "identifiers"),
    "plans": ("4P plan with its actions", "4P plans with their actions"),
    "requests": ("open request", "open requests"),
    "referrals": ("open referral", "open referrals"),
    "not_referred": ("reason for no referral", "reasons for no referral"),
    "orders": ("order in force", "orders in force"),
    "links": ("link", "links"),
    "entries": ("deconfliction entry", "deconfliction entries"),
    "hits": ("side of a hit", "sides of hits"),
    "events": ("planned event", "planned events"),
}


def objections_to_see(parts: Collection[str]) -> list[str]:
    """An officer who works on an OCG may merge it."""
    return only(parts, OWNING_UNIT, SIO, LRO, COORDINATOR)


def objections_to_state(side: Any) -> list[str]:
    """Each OCG of a merge is active or dormant."""
    if side.state in LIVE:
        return []
    return [
        f"{side.name} is {side.get_state_display()}. Only an active or dormant OCG can be merged."
    ]


def objections_to_merge(
    ocg: Any,
    into: Any,
    *,
    parts: Collection[str],
    other_parts: Collection[str],
    owner: Any,
    other_owner: Any,
    clashes: Sequence[str],
    text: str,
) -> list[str]:
    """Two OCGs of one unit and one kind are merged, if nothing that cannot move is open."""
    objections = objections_to_see(parts) or objections_to_see(other_parts)
    objections += at("because", objections_to_text(text))
    if ocg.pk == into.pk:
        return [*objections, *at("into", "Choose a different OCG.")]
    objections += objections_to_state(ocg) + objections_to_state(into)
    if ocg.kind != into.kind:
        objections.append("Only two records of the same kind of threat can be merged.")
    if owner.pk != other_owner.pk:
        objections.append(
            f"{owner.name} owns {ocg.name}, and {other_owner.name} owns {into.name}. Hand one of "
            "them over first."
        )
    return [*objections, *clashes]


def clashes_of(ocg: Any, into: Any, kinds: Collection[str]) -> list[str]:
    """Return a sentence for each kind of clash, with the way forward."""
    sentences = {
        "plans": f"{ocg.name} and {into.name} both have a live 4P plan. Close one of them first.",
        "suspects": "A priority individual is one person, and both have a suspect. Remove one "
        "first.",
        "assessment": f"An assessment of {ocg.name} is with a moderator. Wait until it is "
        "moderated.",
        "archiving": "An officer proposed to archive one of the two. Approve or decline that "
        "first.",
        "disruptions": f"A disruption of {ocg.name} is not decided yet. Decide or withdraw it "
        "first.",
        "asked": f"Another unit asked to take over {ocg.name}. Answer that first.",
        "import": f"An import into {ocg.name} is not finished. Import or discard it first.",
    }
    return [sentence for key, sentence in sentences.items() if key in kinds]


def notes_on(ocg: Any, into: Any) -> list[str]:
    """Return what an officer needs to know before a merge that nothing stops."""
    if (ocg.state, into.state) != ("active", "dormant"):
        return []
    return [
        f"{into.name} is dormant, so no work on {ocg.name} would go on. Merge {into.name} into "
        f"{ocg.name} instead, or resume work on {into.name}."
    ]


def objections_to_undo(
    merge: Any,
    parts: Collection[str],
    *,
    owner: Any,
    was_owner: Any,
    is_replanned: bool,
    undid_a_split: bool,
    text: str,
    now: datetime,
) -> list[str]:
    """A merge is undone once, within a day, by an officer who works on the other OCG."""
    objections = objections_to_see(parts) + at("because", objections_to_text(text))
    if merge.undone_at is not None:
        return [*objections, ALREADY_UNDONE]
    if undid_a_split:
        return [*objections, UNDID_A_SPLIT]
    if now > merge.merged_at + UNDONE_WITHIN:
        return [*objections, TOO_LATE]
    if merge.into.state not in LIVE:
        objections.append(
            f"{merge.into.name} is {merge.into.get_state_display()} now. Change that first."
        )
    if owner.pk != was_owner.pk:
        objections.append(
            f"{owner.name} owns {merge.into.name} now, so the merge cannot be undone."
        )
    if is_replanned:
        objections.append(
            f"The 4P plan that moved has a new version on {merge.into.name}, so the merge cannot "
            "be undone."
        )
    return objections


def objections_to_merge_person(
    member: Any,
    into: Any,
    objections: list[str],
    *,
    has_same_referral: bool,
    has_same_order: bool,
    text: str,
) -> list[str]:
    """Refuse people of two OCGs, or two people with the same open referral or order."""
    all_objections = [*objections, *at("because", objections_to_text(text))]
    if member.person_id == into.person_id:
        all_objections += at("into", "Choose a different person.")
    if member.ocg_id != into.ocg_id:
        all_objections += at("into", "Choose a person of the same OCG.")
    if has_same_referral:
        all_objections.append(
            "Both have an open referral to the same team. Withdraw or close one first."
        )
    if has_same_order:
        all_objections.append("The same court order is recorded for both. Withdraw one first.")
    return all_objections


def objections_to_undo_person(
    merge: Any, objections: list[str], *, is_there: bool, text: str, now: datetime
) -> list[str]:
    """A merge of two people can be undone once, within a day, if the person kept is still there."""
    all_objections = [*objections, *at("because", objections_to_text(text))]
    if merge.undone_at is not None:
        return [*all_objections, ALREADY_UNDONE]
    if now > merge.merged_at + UNDONE_WITHIN:
        return [
            *all_objections,
            "You can only undo a merge within a day. Add the person again instead.",
        ]
    if not is_there:
        all_objections.append(
            f"{merge.into.name} is no longer on this OCG, so the merge cannot be undone."
        )
    return all_objections


def in_words(counts: Mapping[str, int], named: Mapping[str, Sequence[str]] = MOVES) -> list[str]:
    """Describe what the merge moves, such as "3 people"."""
    return [f"{counts[key]} {named[key][counts[key] != 1]}" for key in named if counts.get(key, 0)]

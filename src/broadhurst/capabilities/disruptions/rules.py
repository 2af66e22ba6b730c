"""Rules of disruptions: who claims, moderates, regrades and withdraws one. Pure.

Each function returns its objections, in sentences that a user can read.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any

from broadhurst.capabilities.establishment.rules.administering import is_of_service
from broadhurst.capabilities.plans.rules.plans import ACCOUNTABLE, BEGUN, WRITERS
from broadhurst.capabilities.register.rules.registering import (
    objections_to_archived,
    objections_to_not_adopted,
    objections_to_text,
)
from broadhurst.foundation.workflow import Move, Workflow, at

CLAIMANT, MODERATOR = "claimant", "moderator"
STAGES = Workflow(
    "disruption",
    Move("revise", ("claimed", "returned"), "claimed", (CLAIMANT,)),
    Move("moderate", ("claimed",), "accepted", (MODERATOR,)),
    Move("regrade", ("accepted",), "accepted", (MODERATOR,)),
    Move("withdraw", ("claimed", "returned", "accepted"), "withdrawn", (CLAIMANT, *WRITERS)),
)
MODERATIONS = ("moderate", "regrade")
# Days that a moderator has, and that a claimant has to answer one. No source gives them, so they
# are examples, like the review cadence of plans.
MODERATE_WITHIN = 14
ANSWER_WITHIN = 14


def roles_on(actor: Any, disruption: Any, parts_on_ocg: Collection[str]) -> list[str]:
    """Return the roles that an actor has on a disruption."""
    roles = [*parts_on_ocg]
    if actor.officer.pk == disruption.claimed_by_id or actor.unit.pk == disruption.unit_id:
        roles.append(CLAIMANT)
    if "moderator" in actor.roles:
        roles.append(MODERATOR)
    return roles


def objections_to_claim(ocg: Any, parts: Collection[str]) -> list[str]:
    """Only those who work on an OCG claim for it, while it is active."""
    if not set(parts) & set(WRITERS):
        return [
            "Only the owning unit, the SIO, the LRO or the OCG coordinator can claim a disruption "
            "of this OCG."
        ]
    return objections_to_archived(ocg) + objections_to_not_adopted(ocg)


def objections_to_claim_for_action(action: Any, parts: Collection[str]) -> list[str]:
    """The accountable unit claims for an action that it accepted, and so do those of the OCG."""
    objections = []
    if not set(parts) & {ACCOUNTABLE, *WRITERS}:
        objections.append("Only the unit that is accountable for this action can do this.")
    if action.stage not in BEGUN:
        objections.append("Accept the action first. Then claim the disruption that it led to.")
    return objections


def objections_to_facts(
    texts: Mapping[str, str], *, happened_on: date, today: date, lead: Any,
    supporters: Sequence[Any],
) -> list[str]:  # fmt: skip
    """A disruption is in the past, and its lead organisation is not a supporter too."""
    objections = [
        sentence for name, text in texts.items() for sentence in at(name, objections_to_text(text))
    ]
    if happened_on > today:
        objections += at("happened_on", "Enter a date that is today or in the past.")
    if lead in supporters:
        objections += at(
            "supporters",
            f"{lead.name} is the lead organisation. Untick it here, so that it counts once.",
        )
    return objections


def objections_to_references(unknown: Sequence[str]) -> list[str]:
    """Each reference is an action or request of the OCG, or an operation."""
    return [
        sentence
        for ref in unknown
        for sentence in at(
            "references",
            f"“{ref}” is not an action of this plan, a request on this OCG or an operation. "
            "Check the reference.",
        )
    ]


def objections_to_second(earlier: str, another_because: str) -> list[str]:
    """A second claim for the same OCG, action and date says why it is another (rule 13)."""
    if not earlier or another_because.strip():
        return []
    return at(
        "another_because",
        f"{earlier} is already claimed for this OCG, action and date. Correct that claim, or say "
        "why this is another disruption.",
    )


def objections_to_verb(
    verb: str, actor: Any, disruption: Any, roles: Collection[str], *,
    claimants: Collection[int] = (), leads: Mapping[int, str] | None = None,
) -> list[str]:  # fmt: skip
    """Say why an actor cannot do this to a disruption now.

    `claimants` are the officers who claimed or revised it, and `leads` the roles of the SIO and the
    LRO by officer: neither moderates (rule 13).
    """
    objections = STAGES.objections(verb, disruption.stage, roles)
    if verb in MODERATIONS:
        if actor.officer.pk in claimants:
            objections.append("You claimed this disruption, so another officer must moderate it.")
        if role := (leads or {}).get(actor.officer.pk):
            objections.append(
                f"You are the {role} of this OCG, so another officer must moderate its disruptions."
            )
    return objections


def objections_to_reason(reason: str, secrets: Iterable[str] = ()) -> list[str]:
    """A reason is not SECRET, and does not name an OCG that its reader may not know of.

    `secrets` are the references and names of the OCG, if the claimant cannot see it.
    """
    leaked = [secret for secret in secrets if secret and secret.casefold() in reason.casefold()]
    if leaked:
        named = " and ".join(f"“{secret}”" for secret in leaked)
        return at("reason", f"Remove {named}. The claimant can read this, but cannot see the OCG.")
    return at("reason", objections_to_text(reason))


def objections_to_outcome(
    *, outcome: str, grade: str, grade_claimed: str, reason: str
) -> list[str]:
    """An accepted claim has a grade. Anything but the grade claimed has a reason."""
    objections = []
    if outcome == "accepted" and not grade:
        objections += at("grade", "Select a grade.")
    is_as_claimed = outcome == "accepted" and grade in ("", grade_claimed)
    if not is_as_claimed and not reason.strip():
        objections += at("reason", _reason_for(outcome))
    return objections


def _reason_for(outcome: str) -> str:
    return {
        "accepted": "Enter why the grade is different from the grade claimed.",
        "returned": "Enter what the claimant needs to change.",
        "not_accepted": "Enter why the disruption is not accepted.",
    }[outcome]


def objections_to_regrade(*, grade: str, now: str) -> list[str]:
    """A new grade differs from the one that counts now."""
    return at("grade", "Select another grade. This one counts already.") if grade == now else []


def objections_to_revision(changes: Sequence[Any], stage: str) -> list[str]:
    """A correction of a claim that waits for a moderator changes something."""
    if changes or stage == "returned":
        return []
    return ["You have not changed anything. Change at least one answer."]


def objections_to_set_grades(
    roles: Collection[str], *, from_on: date | None = None, today: date | None = None
) -> list[str]:
    """Refuse anyone but an administrator of the service, and a first day in the past."""
    objections = []
    if not is_of_service(roles):
        objections.append("Only an administrator of the service can change the wording of grades.")
    if from_on and today and from_on < today:
        objections += at("from_on", "New wording cannot start in the past. Enter today or later.")
    return objections


def objections_to_kinds(lines: Sequence[str], labels: Mapping[str, str]) -> list[str]:
    """Refuse types without one of the 4 Ps, a repeated type, and a P without a type."""
    answered = []
    for line in lines:
        p, _, label = (part.strip() for part in line.partition(":"))
        if p.casefold() not in labels or not label:
            return at("kinds", f"Begin “{p}” with its P, like Pursue: Arrest.")
        answered.append((p.casefold(), label.casefold()))
    if len(set(answered)) < len(answered):
        return at("kinds", "Enter each type once.")
    missing = set(labels) - {p for p, _ in answered}
    if missing:
        return at("kinds", f"Add a type for {', '.join(sorted(missing))}.")
    return []


def kinds_of(
    lines: Sequence[str], labels: Mapping[str, str], keys: Mapping[tuple[str, str], str]
) -> list[dict[str, str]]:
    """Return the types of lines such as "Pursue: Arrest". A type that is kept keeps its key."""
    kinds: list[dict[str, str]] = []
    used_keys = set(keys.values())
    for line in lines:
        name, _, label = line.partition(":")
        p, label = labels[name.strip().casefold()], label.strip()
        new = (f"{p}_{number}" for number in count(len(kinds) + 1))
        key = keys.get((p, label.casefold())) or next(key for key in new if key not in used_keys)
        used_keys.add(key)
        kinds.append({"key": key, "p": p, "label": label})
    return kinds

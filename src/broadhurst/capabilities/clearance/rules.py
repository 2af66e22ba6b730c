"""Rules of clearance: who takes a step, which one is next, and what a policy needs. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from broadhurst.foundation.workflow import at

AUTHOR, CHIEF_OFFICER, SECOND = "author", "chief_officer", "second"
# The text's own room says who its authors and chief officer are. Policies name the other takers.
KNOWN = {AUTHOR: "a policing body officer", CHIEF_OFFICER: "the force’s chief officer or liaison"}
ROLES = {
    "clearer": "the clearer",
    "policing_body": "a policing body officer",
    "chief_officer": "the chief officer",
}
DEFAULT_TAKERS = ["role:clearer"]
SETTER = "clearer"


def counted(steps: Sequence[Any], restart_from: int, digest: str) -> list[Any]:
    """Return the steps that are taken for a text, in order.

    If one from `restart_from` on was taken for another text, those steps count no longer.
    """
    taken = [step for step in steps if step.taken_by_id]
    is_stale = any(step.number >= restart_from and step.digest != digest for step in taken)
    return [step for step in taken if not (is_stale and step.number >= restart_from)]


def next_step(steps: Sequence[Any], restart_from: int, digest: str) -> Any:
    """Return the step to take next for a text, or None if all are taken."""
    done = {step.number for step in counted(steps, restart_from, digest)}
    return next((step for step in steps if step.number not in done), None)


def in_words(kind: str, takers: Iterable[str]) -> str:
    """Say who can take a step."""
    if kind in KNOWN:
        return KNOWN[kind]
    return " or ".join(taker_in_words(taker) for taker in takers)


def taker_in_words(taker: str) -> str:
    """Say who a taker is: a role, or the holder of a post."""
    how, _, name = taker.partition(":")
    return ROLES[name] if how == "role" else f"the {name}"


def holds(actor: Any, kind: str, takers: Iterable[str], parts: Collection[str]) -> bool:
    """Return whether an actor can take a step themselves.

    `parts` has the kinds of step that the text's own room gives the actor, and the organisation's
    marker "ours" if the actor is of the organisation that publishes.
    """
    if kind in KNOWN:
        return kind in parts
    own_takers = {f"post:{actor.posting.title}", *(f"role:{role}" for role in actor.roles)}
    return "ours" in parts and bool(own_takers & set(takers))


def objections_to_take(
    actor: Any, step: Any, parts: Collection[str], *, is_delegated: bool, is_author: bool
) -> list[str]:
    """Say why an actor cannot take a step of a text.

    The last author takes the author's step only.
    """
    objections = []
    if not is_delegated and not holds(actor, step.kind, step.takers, parts):
        objections.append(f"Only {in_words(step.kind, step.takers)} can do this.")
    if is_author and step.kind != AUTHOR:
        objections.append("You made the last change, so somebody else must clear this response.")
    return objections


def objections_to_return(because: str, back_to: str, earlier: Collection[str]) -> list[str]:
    """Say why a text cannot be returned: no reason, or the step is not an earlier one."""
    objections = [] if because.strip() else at("because", "Enter what needs to change.")
    if back_to and back_to not in earlier:
        objections += at("back_to", "Select a step that comes before yours.")
    return objections


def objections_to_setter(roles: Collection[str]) -> list[str]:
    """Say why someone with these roles cannot change their organisation's policy."""
    return (
        []
        if SETTER in roles
        else ["Only an officer who clears responses for your organisation can change these steps."]
    )


def objections_to_policy(
    steps: Sequence[str], takers: Mapping[str, Collection[str]], restart_from: str
) -> list[str]:
    """Say why these steps cannot be a policy."""
    objections = []
    if not steps or steps[-1] in KNOWN:
        objections += at(
            "steps",
                "The last step clears the text for publication. Select someone in your own "
                "organisation for this step, such as the elected member."
            ,
        )  # fmt: skip
    for kind in steps:
        if kind not in KNOWN and not takers.get(kind):
            objections += at(f"{kind}_by", "Select who can take this step.")
    if restart_from not in steps:
        objections += at("restart_from", "Select one of the steps that you chose above.")
    return objections


def objections_to_start(from_on: date, today: date, *, is_taken: bool) -> list[str]:
    """Say why a policy cannot start on a day."""
    if from_on < today:
        return at("from_on", "A policy cannot start in the past. Enter today or a later day.")
    if is_taken:
        return at(
            "from_on", "Another policy starts on that day. Withdraw it first, or enter another day."
        )
    return []


def objections_to_delegate(
    actor: Any, taker: Any, *, is_holder: bool, is_of_ours: bool, until_on: date, today: date
) -> list[str]:
    """Say why an actor cannot let another officer take a step for them."""
    objections = []
    if not is_holder:
        objections += at("step", "You can only delegate a step that you can take yourself.")
    if taker.pk == actor.officer.pk:
        objections += at("taker", "Select another officer. You can take this step yourself.")
    elif not is_of_ours:
        objections += at("taker", "Select an officer in your organisation.")
    if until_on < today:
        objections += at("until_on", "The last day must be today or later.")
    return objections


def objections_to_end(actor: Any, delegation: Any, today: date) -> list[str]:
    """Say why an actor cannot end a delegation."""
    objections = []
    is_setter = actor.agency.pk == delegation.agency_id and SETTER in actor.roles
    if delegation.giver_id != actor.officer.pk and not is_setter:
        objections.append(
            "Only the officer who delegated the step, or an officer who clears responses, can "
            "end the delegation."
        )
    if delegation.ended_at or delegation.until_on < today:
        objections.append("This delegation has already ended.")
    return objections


def objections_to_withdraw(actor: Any, policy: Any) -> list[str]:
    """Say why an actor cannot withdraw a policy."""
    objections = objections_to_setter(actor.roles)
    if policy.agency_id != actor.agency.pk:
        objections.append("This is the policy of another organisation.")
    if policy.withdrawn_at:
        objections.append("This policy has already been withdrawn.")
    return objections

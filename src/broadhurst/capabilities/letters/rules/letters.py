"""Rules of letters: who writes, issues, corrects and withdraws them. Pure."""

from collections.abc import Collection
from typing import Any

from broadhurst.capabilities.letters.rules.variables import (
    CORRESPONDENCE,
    INVITATION,
    RESPONSE,
)
from broadhurst.foundation.workflow import Move, Workflow, at

WRITERS = ("policing_body", "clearer")
WRITER = "unit that wrote it, by an officer who publishes for it"
ISSUER = "clearer of the unit that wrote it"
MOST_RECIPIENTS = 20
_OPEN = ("draft", "ready")
STAGES = Workflow(
    "letter",
    Move("edit", _OPEN, "draft", (WRITER,)),
    Move("add_recipient", _OPEN, "draft", (WRITER,)),
    Move("edit_recipient", _OPEN, "draft", (WRITER,)),
    Move("remove_recipient", _OPEN, "draft", (WRITER,)),
    Move("ask_to_issue", ("draft",), "ready", (WRITER,)),
    Move("return", ("ready",), "draft", (ISSUER,)),
    Move("issue", ("ready",), "issued", (ISSUER,)),
    Move("correct", ("issued",), "issued", (WRITER,)),
    Move("withdraw", ("draft", "ready", "issued"), "withdrawn", (WRITER,)),
)


def objections_to_write(roles: Collection[str]) -> list[str]:
    """The roles that publish responses also write letters."""
    if set(roles) & set(WRITERS):
        return []
    return ["Only a policing body officer or an officer who clears publications can do this."]


def roles_on(actor: Any, letter: Any) -> list[str]:
    """Return the roles that an actor has on a letter."""
    if letter.unit_id != actor.unit.pk or objections_to_write(actor.roles):
        return []
    return [WRITER, ISSUER] if "clearer" in actor.roles else [WRITER]


def objections_to_verb(verb: str, actor: Any, letter: Any) -> list[str]:
    """Say why an actor cannot do this to a letter now."""
    objections = STAGES.objections(verb, letter.stage, roles_on(actor, letter))
    if verb == "issue" and letter.written_by_id == actor.officer.pk:
        objections.append("You last changed this letter, so another officer must issue it.")
    return objections


def objections_to_subjects(kind: str, response: Any, report: Any) -> list[str]:
    """Say why this kind of letter cannot be about this response or report."""
    if kind == CORRESPONDENCE:
        return (
            at("response", "Correspondence is not about a response. Choose a report instead.")
            if response
            else []
        )
    if report:
        return at("report", "The response already has a report. Leave this empty.")
    if response is None:
        return at("response", "Choose the response that the letter is about.")
    is_published = response.stage == "published"
    if kind == RESPONSE and not is_published:
        return at("response", "Choose a response that is published.")
    if kind == INVITATION and is_published:
        return at("response", "This response is published. Choose one that is being drafted.")
    return []


def objections_to_recipients(count: int, *, is_adding: bool = False) -> list[str]:
    """Refuse a letter without recipients, or with too many to make in time."""
    if is_adding and count >= MOST_RECIPIENTS:
        return [
            f"A letter can have {MOST_RECIPIENTS} recipients at most. Draft another letter for "
            "the rest."
        ]
    if not is_adding and not count:
        return ["Add a recipient first."]
    return []


def objections_to_recipient(name: str, others: Collection[str]) -> list[str]:
    """Each recipient gets one letter."""
    if name.casefold() in {other.casefold() for other in others}:
        return at("name", f"“{name}” is already a recipient of this letter.")
    return []


def objections_to_copy(letter: Any) -> list[str]:
    """Say why a letter cannot be downloaded: it has not been issued."""
    if letter.issued_at:
        return []
    return ["This letter is not issued yet, so there is nothing to download."]


def objections_to_second_correction(*, is_under_way: bool) -> list[str]:
    """A letter has one correction under way."""
    if is_under_way:
        return ["A correction of this letter is under way. Edit or withdraw that correction."]
    return []

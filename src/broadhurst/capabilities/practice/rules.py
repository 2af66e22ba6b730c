"""Rules of practice notes: who writes, publishes, corrects and adopts them. Pure."""

from collections.abc import Mapping
from typing import Any

from broadhurst.capabilities.inspections.rules.responses import REFERENCE
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import Move, Workflow, at

OWNER = "unit that wrote it"
OPEN = ("published", "public")
PRACTICE_KINDS = ("innovative_practice", "promising_practice")
STAGES = Workflow(
    "practice note",
    Move("edit", ("draft",), "draft", (OWNER,)),
    Move("publish", ("draft",), "published", (OWNER,)),
    Move("make_public", ("published",), "public", (OWNER,)),
    Move("correct", OPEN, "published", (OWNER,)),
    Move("withdraw", ("draft", *OPEN), "withdrawn", (OWNER,)),
)


def roles_on(actor: Any, note: Any) -> list[str]:
    """Return the roles that an actor has on a note."""
    return [OWNER] if note.unit_id == actor.unit.pk and not actor.administers else []


def objections_to_write(actor: Any) -> list[str]:
    """Any officer writes practice, except an administrator of accounts and an inspector."""
    if actor.administers:
        return ["An administrator cannot write or adopt practice."]
    return ["An inspector cannot write or adopt practice."] if actor.reads_only else []


def objections_to_words(words: Mapping[str, str]) -> list[str]:
    """Say why words cannot be in a note: a marking above OFFICIAL, or a record's reference."""
    objections = []
    for name, text in words.items():
        objections += at(name, objections_to_text(text))
        for reference in dict.fromkeys(REFERENCE.findall(text)):
            objections += at(name, f"Remove “{reference}”. Other organisations read this.")
    return objections


def objections_to_finding(finding: Any) -> list[str]:
    """A note comes from a finding of good practice."""
    if finding is not None and finding.kind not in PRACTICE_KINDS:
        return at("finding", "Choose a finding of innovative or promising practice.")
    return []


def objections_to_verb(verb: str, actor: Any, note: Any) -> list[str]:
    """Say why an actor cannot do this to a note now."""
    objections = STAGES.objections(verb, note.stage, roles_on(actor, note))
    if verb == "make_public" and note.written_by_id == actor.officer.pk:
        objections.append(
            "You last changed this note, so another officer of your unit must make it public."
        )
    return objections


def objections_to_correction(changes: Any) -> list[str]:
    """A correction changes something."""
    return [] if changes else ["You have not changed anything. Change at least one answer."]


def objections_to_adopt_note(actor: Any, note: Any, *, owner_agency: int) -> list[str]:
    """Another organisation adopts a published note."""
    objections = objections_to_write(actor)
    if note.stage not in OPEN:
        objections.append("Only a published practice note can be adopted.")
    if owner_agency == actor.agency.pk:
        objections.append("Your organisation wrote this note. Other organisations adopt it.")
    return objections


def objections_to_withdraw_adoption(*, is_recorded: bool) -> list[str]:
    """Only what a unit recorded can be withdrawn."""
    return [] if is_recorded else ["Your unit has no record of adoption to withdraw."]


def objections_to_adopt(
    actor: Any, note: Any, *, owner_agency: int, result: str, came_of_it: str
) -> list[str]:
    """An organisation that adopts a note says what happened once it starts."""
    objections = objections_to_adopt_note(actor, note, owner_agency=owner_agency)
    if result != "planned" and not came_of_it.strip():
        objections += at("came_of_it", "Enter what happened.")
    return objections

"""Workflows as tables of moves between stages, and the refusals that rules raise. No database.

A move that the table does not list is refused.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date


class Objection(str):
    """A sentence that says why a command is refused, with the form field it is about.

    `field` is the field's name in the command's form. Rules may return plain sentences too. A page,
    API or terminal that does not have the field shows the sentence alone. `logged` is written to
    the audit log instead, where the sentence contains text that the log must not keep.
    """

    __slots__ = ("field", "logged")
    field: str
    logged: str

    def __new__(cls, sentence: str, field: str, logged: str = "") -> "Objection":
        made = super().__new__(cls, sentence)
        made.field = field
        made.logged = logged or sentence
        return made


def at(field: str, objections: str | list[str]) -> list[str]:
    """Attach a form field to objections that do not have one yet."""
    sentences = [objections] if isinstance(objections, str) else objections
    return [text if isinstance(text, Objection) else Objection(text, field) for text in sentences]


def objections_to_days(since: date | None, until: date | None) -> list[str]:
    """The last day is on or after the first day. A missing day is open."""
    if since and until and until < since:
        return at("until", "Enter a last day on or after the first day.")
    return []


def field_of(objection: str) -> str:
    """Return the name of the form field that an objection is about, or an empty string."""
    return objection.field if isinstance(objection, Objection) else ""


def in_the_log(objections: list[str]) -> str:
    """Return the text of objections for the audit log, each sentence once."""
    kept = (text.logged if isinstance(text, Objection) else text for text in objections)
    return " ".join(dict.fromkeys(kept))


class Refused(Exception):
    """A command was refused. `objections` are all the reasons, in sentences for the user.

    `afterwards` runs once the command is rolled back, for records that must survive the refusal. It
    returns the objections to show.
    """

    def __init__(
        self, objections: list[str], afterwards: Callable[[], list[str]] | None = None
    ) -> None:
        super().__init__(" ".join(objections))
        self.objections = objections
        self.afterwards = afterwards


def refuse_if(objections: list[str]) -> None:
    """Raise Refused if there is any objection."""
    if objections:
        raise Refused(objections)


@dataclass(frozen=True)
class Move:
    """A verb that moves a record from one of the `before` stages to `after`, by certain roles."""

    verb: str
    before: tuple[str, ...]
    after: str
    by: tuple[str, ...]


class Workflow:
    """The table of moves of one kind of record. Buttons and refusals are derived from it."""

    def __init__(self, noun: str, *moves: Move) -> None:
        self.noun = noun
        self.moves = {move.verb: move for move in moves}

    def open_to(self, stage: str, parts: Collection[str]) -> list[str]:
        """Return the verbs that someone with these roles on the record may use at this stage."""
        return [m.verb for m in self.moves.values() if stage in m.before and set(m.by) & set(parts)]

    def objections(self, verb: str, stage: str, parts: Collection[str]) -> list[str]:
        """Return why someone with these roles on the record may not use this verb now."""
        move = self.moves[verb]
        objections = []
        if stage not in move.before:
            now = stage.replace("_", " ")
            objections.append(f"This {self.noun} is {now}, so you cannot do this now.")
        if not set(move.by) & set(parts):
            objections.append(f"Only {_either(move.by)} can do this.")
        return objections


def _either(parts: tuple[str, ...]) -> str:
    roles = [f"the {part}" for part in parts]
    return roles[0] if len(roles) == 1 else ", ".join(roles[:-1]) + " or " + roles[-1]

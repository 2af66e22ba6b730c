"""Stages and the moves between them, as a table. Pure: what is not in the table is refused."""

from collections.abc import Callable, Collection
from dataclasses import dataclass


class Objection(str):
    """A sentence that says why a command is refused, and the question it is about.

    `field` is the name of that question in the command's form. Rules return plain sentences and
    objections alike; a door that does not know the question shows the sentence alone. `logged` is
    what the log keeps instead, where the sentence has words that it must not keep.
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
    """Name the question that objections are about, unless they name one already."""
    sentences = [objections] if isinstance(objections, str) else objections
    return [one if isinstance(one, Objection) else Objection(one, field) for one in sentences]


def field_of(objection: str) -> str:
    """The question that an objection is about, or an empty string."""
    return objection.field if isinstance(objection, Objection) else ""


def in_the_log(objections: list[str]) -> str:
    """What the log keeps of objections, each sentence once."""
    kept = (one.logged if isinstance(one, Objection) else one for one in objections)
    return " ".join(dict.fromkeys(kept))


class Refused(Exception):
    """A command was refused. `objections` are sentences a user may read, all at once.

    `afterwards` keeps what has to be kept of it, once everything that the command did is undone.
    It gives the objections that are told.
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
    """A verb that takes a thing from one of some stages to another, by whoever plays a part."""

    verb: str
    before: tuple[str, ...]
    after: str
    by: tuple[str, ...]


class Workflow:
    """The table of moves of one kind of thing. Buttons and refusals are read from it."""

    def __init__(self, noun: str, *moves: Move) -> None:
        self.noun = noun
        self.moves = {move.verb: move for move in moves}

    def open_to(self, stage: str, parts: Collection[str]) -> list[str]:
        """The verbs that someone who plays these parts may use at this stage."""
        return [m.verb for m in self.moves.values() if stage in m.before and set(m.by) & set(parts)]

    def objections(self, verb: str, stage: str, parts: Collection[str]) -> list[str]:
        """Why this verb may not be used now by someone who plays these parts."""
        move = self.moves[verb]
        objections = []
        if stage not in move.before:
            now = stage.replace("_", " ")
            objections.append(f"This {self.noun} is {now}: it is too late or too early for that.")
        if not set(move.by) & set(parts):
            objections.append(f"Only {_either(move.by)} can do this.")
        return objections


def _either(parts: tuple[str, ...]) -> str:
    named = [f"the {part}" for part in parts]
    return named[0] if len(named) == 1 else ", ".join(named[:-1]) + " or " + named[-1]

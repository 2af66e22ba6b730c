"""Stages and the moves between them, as a table. Pure: what is not in the table is refused."""

from collections.abc import Collection
from dataclasses import dataclass


class Refused(Exception):
    """A command was refused. `objections` are sentences a user may read, all at once."""

    def __init__(self, objections: list[str]) -> None:
        super().__init__(" ".join(objections))
        self.objections = objections


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

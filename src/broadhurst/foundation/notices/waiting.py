"""What waits for an actor: each room says its own; home shows them all, by clock."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for this actor: what to do, to what, where, and by when."""

    what: str
    about: str
    href: str
    due_on: date | None = None
    room: str = ""

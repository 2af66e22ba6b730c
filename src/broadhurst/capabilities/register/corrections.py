"""A correction of a person or an identifier, for the rooms whose records follow it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from broadhurst.capabilities.register.models import Identifier, Membership


@dataclass(frozen=True)
class Before:
    """A person or identifier as recorded before a correction."""

    names: tuple[str, ...] = ()
    born_on: date | None = None
    things: tuple[tuple[str, str], ...] = ()  # the kind and value of each


@dataclass(frozen=True)
class Correction:
    """A correction: the rows before it, and the current rows (none after a removal)."""

    was: Sequence[Before]
    now: Sequence[Membership | Identifier] = field(default_factory=tuple)

"""Rules on likely duplicates: what makes two records look alike, and who told them apart. Pure."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from broadhurst.foundation.govuk.words import joined
from broadhurst.foundation.workflow import Objection

FIELD = "not_same_as"
LEAST_LIKE = 0.6  # of two cover names, by their trigrams
NOT_LOGGED = "Likely duplicates were shown, and not yet told apart."


@dataclass(frozen=True)
class Likely:
    """A record that may be the one that an officer is entering, and why it looks the same."""

    row: Any
    ref: str
    name: str
    why: str

    @property
    def sentence(self) -> str:
        """Return who it is and why they look alike."""
        return f"{self.name} {self.ref} looks the same: {self.why}."


def objections_to_likely(
    likely: Iterable[Likely], told_apart: Collection[str], noun: str
) -> list[str]:
    """An officer tells each likely duplicate apart before another record is entered."""
    return [
        Objection(
            f"{duplicate.sentence} If it is the same {noun}, use that record. If it is another "
            "one, confirm that.",
            FIELD,
            NOT_LOGGED,
        )
        for duplicate in likely
        if duplicate.ref not in told_apart
    ]


def are_numbered_apart(name: str, other_name: str) -> bool:
    """Return whether two names have different numbers, such as Heron 2 and Heron 3."""
    return re.findall(r"\d+", name) != re.findall(r"\d+", other_name)


def why_ocgs_are_alike(
    new: Any, other: Any, *, likeness: float, is_same_ref: bool, is_same_place: bool
) -> str:
    """Return what two OCGs have in common, or an empty string."""
    alike = []
    if is_same_ref:
        alike.append("the same national reference")
    if is_same_place:
        alike.append("the same address or extent")
    if likeness >= 1:
        alike.append("the same cover name")
    elif likeness >= LEAST_LIKE and not are_numbered_apart(new.name, other.name):
        alike.append("nearly the same cover name")
    return joined(alike)

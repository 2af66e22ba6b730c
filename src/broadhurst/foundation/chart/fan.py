"""Fans: one thing and those that it is linked with."""

from collections.abc import Sequence
from dataclasses import dataclass

ROW = 48  # px for the label of a spoke and its note


@dataclass(frozen=True)
class Spoke:
    """Something that the centre is linked with, and what it is to it."""

    label: str
    note: str


@dataclass(frozen=True)
class Drawn:
    """A drawn spoke: the middle of its row in px from the top."""

    label: str
    note: str
    middle: int


@dataclass(frozen=True)
class FanChart:
    """A centre on the left, with a line to each spoke on the right.

    `name` is unique on the page. `note` says whose records are shown. `heading` is the noun of the
    spokes, like OCG.
    """

    name: str
    title: str
    note: str
    centre: str
    heading: str
    spokes: Sequence[Spoke]

    @property
    def is_empty(self) -> bool:
        return not self.spokes

    @property
    def height(self) -> int:
        """The height of the drawing in px."""
        return ROW * len(self.spokes)

    @property
    def middle(self) -> int:
        """The middle of the centre in px from the top."""
        return self.height // 2

    @property
    def drawn(self) -> list[Drawn]:
        return [
            Drawn(spoke.label, spoke.note, ROW * n + ROW // 2)
            for n, spoke in enumerate(self.spokes)
        ]

    @property
    def described(self) -> str:
        """The links in words."""
        return (
            f"{self.centre}. "
            + ", ".join(f"{spoke.label}: {spoke.note}" for spoke in self.spokes)
            + "."
        )

    @property
    def headings(self) -> list[str]:
        return [self.heading, "Link"]

    @property
    def rows(self) -> list[list[str]]:
        """The rows of the table."""
        return [[spoke.label, spoke.note] for spoke in self.spokes]

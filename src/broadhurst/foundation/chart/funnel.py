"""Funnels: how many records reach each stage."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadhurst.foundation.chart.axis import axis, number, percent

ROW = 58  # px for the label of a stage and its bar


@dataclass(frozen=True)
class Stage:
    """A stage, and how many records reached it."""

    label: str
    value: float


@dataclass(frozen=True)
class Drawn:
    """A drawn stage: its top in px, its width in percent, and its value in words."""

    label: str
    text: str
    top: int
    width: float


@dataclass(frozen=True)
class FunnelChart:
    """Stages in order, each a part of the one before.

    `name` is unique on the page. `note` says whose records are counted, and as of when. Raises
    ValueError for a value that is negative or not finite.
    """

    name: str
    title: str
    note: str
    heading: str
    value_heading: str
    stages: Sequence[Stage]

    @property
    def is_empty(self) -> bool:
        return not any(stage.value for stage in self.stages)

    @property
    def height(self) -> int:
        """The height of the drawing in px."""
        return ROW * len(self.stages)

    @property
    def drawn(self) -> list[Drawn]:
        values = [stage.value for stage in self.stages]
        axis(values)
        most = max(values, default=0)
        return [
            Drawn(stage.label, self._said(stage), ROW * n, percent(stage.value, most))
            for n, stage in enumerate(self.stages)
        ]

    @property
    def described(self) -> str:
        """The stages in words."""
        return ", ".join(f"{stage.label}: {self._said(stage)}" for stage in self.stages) + "."

    @property
    def headings(self) -> list[str]:
        first = self.stages[0].label if self.stages else "the first"
        return [self.heading, self.value_heading, f"Share of “{first}”"]

    @property
    def rows(self) -> list[list[str]]:
        """The rows of the table."""
        return [
            [stage.label, number(stage.value), self._share(stage) or "not known"]
            for stage in self.stages
        ]

    def _said(self, stage: Stage) -> str:
        share = self._share(stage)
        is_first = stage is self.stages[0]
        return f"{number(stage.value)} ({share})" if share and not is_first else number(stage.value)

    def _share(self, stage: Stage) -> str:
        first = self.stages[0].value
        return f"{round(percent(stage.value, first))}%" if first else ""

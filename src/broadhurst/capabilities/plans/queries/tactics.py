"""Tactics from published guidance, and templates of plans, by threat and P."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from broadhurst.capabilities.plans.models import P, TacticLibrary
from broadhurst.capabilities.register.models import ThreatType


@dataclass(frozen=True)
class Tactic:
    """A tactic, with the publication that it is taken from. No threats means any threat."""

    key: str
    p: P
    threats: tuple[str, ...]
    title: str
    text: str
    publication: str
    publisher: str
    published: str
    url: str

    @property
    def against(self) -> str:
        """The threats in words."""
        return ", ".join(ThreatType(threat).label for threat in self.threats) or "Any threat"

    @property
    def citation(self) -> str:
        """The publication in words."""
        return f"{self.publication}. {self.publisher}. {self.published}."


@dataclass(frozen=True)
class Goal:
    """An objective of a template with its tactics."""

    p: P
    text: str
    tactics: tuple[Tactic, ...]


@dataclass(frozen=True)
class Template:
    """Objectives and outcomes that a draft plan can begin with."""

    key: str
    threats: tuple[str, ...]
    name: str
    outcomes: tuple[str, ...]
    objectives: tuple[Goal, ...]


def library_on(day: date) -> TacticLibrary:
    """Return the library in force on a day."""
    return TacticLibrary.objects.filter(from_on__lte=day)[0]


def tactics_in(library: TacticLibrary) -> list[Tactic]:
    return [
        Tactic(**{**row, "p": P(row["p"]), "threats": tuple(row["threats"])})
        for row in library.tactics
    ]


def templates_in(library: TacticLibrary) -> list[Template]:
    tactics = {tactic.key: tactic for tactic in tactics_in(library)}
    return [
        Template(
            row["key"],
            tuple(row["threats"]),
            row["name"],
            tuple(row["outcomes"]),
            tuple(
                Goal(P(goal["p"]), goal["text"], tuple(tactics[key] for key in goal["tactics"]))
                for goal in row["objectives"]
            ),
        )
        for row in library.templates
    ]


def suited(rows: Sequence[Any], threats: Sequence[str]) -> list[Any]:
    """Return the tactics or templates against any of these threats, the most specific first."""
    fitting = [row for row in rows if not row.threats or set(row.threats) & set(threats)]
    return sorted(fitting, key=lambda tactic: not tactic.threats)


def by_p(tactics: Sequence[Tactic]) -> list[tuple[P, list[Tactic]]]:
    return [(p, [tactic for tactic in tactics if tactic.p == p]) for p in P]

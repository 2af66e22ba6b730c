"""Made-up names that look made up, in an order that a seed decides."""

import tomllib
from pathlib import Path
from random import Random

NAMES: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "names.toml").read_text())


def people(random: Random) -> list[str]:
    """Names of people, each once."""
    return _pairs(random, "first", "last")


def cover_names(random: Random) -> list[str]:
    """Cover names of groups, each once."""
    return _pairs(random, "metals", "birds")


def _pairs(random: Random, one: str, other: str) -> list[str]:
    pairs = [f"{first} {second}" for first in NAMES[one] for second in NAMES[other]]
    random.shuffle(pairs)
    return pairs


def telephones(random: Random) -> list[str]:
    """Numbers that Ofcom keeps for drama, each once: what two OCGs share, they share on purpose.

    Those from 07700 900 550 on are left for that.
    """
    return [f"07700 900{number:03d}" for number in random.sample(range(550), 550)]

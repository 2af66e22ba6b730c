"""Made-up names and phone numbers, in an order that a seed decides."""

import tomllib
from pathlib import Path
from random import Random

NAMES: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "names.toml").read_text())


def people(random: Random) -> list[str]:
    """Return names of people, each once."""
    return _pairs(random, "first", "last")


def cover_names(random: Random) -> list[str]:
    """Return cover names of OCGs, each once."""
    return _pairs(random, "metals", "birds")


def _pairs(random: Random, first_list: str, second_list: str) -> list[str]:
    pairs = [f"{first} {second}" for first in NAMES[first_list] for second in NAMES[second_list]]
    random.shuffle(pairs)
    return pairs


def phone_numbers(random: Random) -> list[str]:
    """Return numbers that Ofcom reserves for drama, each once.

    So no two OCGs share one by chance. Numbers from 07700 900550 on are left out: they are for OCGs
    that share one on purpose.
    """
    return [f"07700 900{number:03d}" for number in random.sample(range(550), 550)]

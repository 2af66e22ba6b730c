"""Made-up names, streets, phone numbers and registrations, in an order that a seed decides."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

NAMES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "names.toml").read_text())


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

    So no two OCGs share one by chance. Numbers from 07700 900400 on are left out: some are for OCGs
    that share one on purpose, and visitors can use the others.
    """
    return [f"07700 900{number:03d}" for number in random.sample(range(400), 400)]


def registrations(random: Random) -> Iterator[str]:
    """Yield vehicle registrations, each once. Few vehicles have one that starts with Q."""
    numbers = random.sample(range(1, 1000), 999)
    for number in numbers:
        yield f"Q{number:03d} {''.join(random.choices('BCDFGHJKLM', k=3))}"


def inward_codes(random: Random) -> list[str]:
    """Return second halves of postcodes, each once. Few addresses have one of these."""
    codes = [
        f"{digit}{letter}{other}" for digit in range(10) for letter in "ZYXW" for other in "ZYXW"
    ]
    return random.sample(codes, len(codes))


def streets(random: Random) -> Iterator[str]:
    """Yield streets that are on no map, each once."""
    yield from _pairs(random, "street_first", "street_last")

"""Rules of a kept layout: lines like “OCG-7K3QF2 120 80”, each a reference and its place. Pure."""

import re
from collections.abc import Mapping, Sequence

from broadhurst.capabilities.network.rules.graph import MOST_NODES

LINE = re.compile(r"([A-Za-z0-9@._:-]{1,40}) ([0-9]{1,5}) ([0-9]{1,5})")
READ_ONLY = "Write each place as a reference and two numbers, like OCG-7K3QF2 120 80."
NOT_HERE = "This network has no {}. Enter references from the tables below the chart."
Kept = dict[str, tuple[int, int]]


def spots_in(lines: Sequence[str]) -> Kept:
    """Return the place of each reference. Lines without a place are left out."""
    matches = (LINE.fullmatch(line.strip()) for line in lines)
    return {match[1]: (int(match[2]), int(match[3])) for match in matches if match}


def objections_to_lines(lines: Sequence[str]) -> list[str]:
    """Refuse lines that do not give a place."""
    return [] if len(spots_in(lines)) == len(lines) <= MOST_NODES else [READ_ONLY]


def objections_to_spots(spots: Mapping[str, object], known: Mapping[str, object]) -> list[str]:
    """Refuse a reference that is not in the network that the officer sees."""
    unknown = [ref for ref in spots if ref not in known]
    return [NOT_HERE.format(unknown[0])] if unknown else []


def objections_to_unit(unit: object, own_unit: object) -> list[str]:
    """Refuse the network of a unit that the officer is not in."""
    return [] if unit == own_unit else ["You can only arrange the network of your own unit."]


def objections_to_reset(*, is_kept: bool) -> list[str]:
    """Refuse to reset a network that has no saved layout."""
    return (
        []
        if is_kept
        else ["You have no saved layout of this network, so there is nothing to reset."]
    )


def moved(usual: Mapping[str, tuple[int, int]], kept: Mapping[str, object]) -> Kept:
    """Return the place of each node: where an officer put it, or else the usual place."""
    return {ref: _place(kept.get(ref)) or place for ref, place in usual.items()}


def _place(kept: object) -> tuple[int, int] | None:
    match kept:
        case [int(x), int(y)]:
            return x, y
    return None

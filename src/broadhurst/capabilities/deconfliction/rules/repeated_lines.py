"""Recognise the lines of a pasted list that say what an earlier line says. Pure."""

from collections.abc import Iterable

from broadhurst.capabilities.deconfliction.rules.identifiers import as_compared
from broadhurst.capabilities.deconfliction.rules.lines import Line


def repeats(lines: Iterable[Line]) -> set[int]:
    """Return the places of the lines that would be compared as an earlier line is."""
    seen: set[tuple[str, str, str]] = set()
    places: set[int] = set()
    for place, line in enumerate(lines):
        if not line.kind:
            continue
        target = (line.kind, as_compared(line.kind, line.value), line.born)
        if target in seen:
            places.add(place)
        seen.add(target)
    return places

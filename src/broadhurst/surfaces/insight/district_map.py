"""A map that shades each district by its number of OCGs, drawn on the server as SVG shapes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from broadhurst.capabilities.register.figures import InDistrict
from broadhurst.foundation.geography.boundaries import corners, districts, outline
from broadhurst.foundation.geography.grid import Grid
from broadhurst.foundation.govuk.words import count

WIDTH, TALLEST = 760, 900
SHADES = 5
MARGIN = 0.01  # of the larger side


@dataclass(frozen=True)
class Shape:
    """A district on the map: its outline, its shade from 0 (no OCG) to 5, and what it says."""

    path: str
    shade: int
    in_words: str


@dataclass(frozen=True)
class Shade:
    """A shade, and the numbers that it stands for."""

    number: int
    in_words: str


@dataclass(frozen=True)
class DistrictMap:
    """The map in units of the picture; y runs downwards. `missing` are districts not on it."""

    width: int
    height: int
    shapes: list[Shape]
    shades: list[Shade]
    missing: list[str]


def drawn(rows: Sequence[InDistrict]) -> DistrictMap | None:
    """Draw the regions of the districts with an OCG, or return None if none is on a map.

    A district is found by its name and its force. Teams of a force that are not a council's area
    are not on the map.
    """
    counts = {_key(row.force, row.name): row.ocgs for row in rows}
    regions = {area.region for area in districts() if _key(area.force, area.name) in counts}
    areas = [area for area in districts() if area.region in regions]
    if not areas:
        return None
    south_west, north_east = corners(chain.from_iterable(area.box for area in areas))
    wide, high = north_east.east - south_west.east, north_east.north - south_west.north
    around = MARGIN * max(wide, high)
    scale = min(WIDTH / (wide + 2 * around), TALLEST / (high + 2 * around))
    origin = Grid(south_west.east - around, north_east.north + around)
    of = [counts.get(_key(area.force, area.name), 0) for area in areas]
    steps = steps_of(of)
    on_map = {_key(area.force, area.name) for area in areas}
    return DistrictMap(
        round((wide + 2 * around) * scale),
        round((high + 2 * around) * scale),
        [
            Shape(outline(area, origin, scale), shade_of(total, steps), _said(area.name, total))
            for area, total in zip(areas, of, strict=True)
        ],
        [Shade(number, label) for number, label in enumerate(_legend(steps))],
        sorted(row.name for row in rows if _key(row.force, row.name) not in on_map),
    )


def steps_of(numbers: Sequence[int]) -> list[int]:
    """Return the highest number of each shade but none, in at most five shades of equal size."""
    some = sorted({number for number in numbers if number})
    step_count = min(SHADES, len(some))
    return [some[round(len(some) * step / step_count) - 1] for step in range(1, step_count + 1)]


def shade_of(number: int, steps: Sequence[int]) -> int:
    """Return the shade of a number: 0 for none, then from 1."""
    return 0 if not number else 1 + sum(number > step for step in steps)


def _legend(steps: Sequence[int]) -> list[str]:
    lowest = [1, *(step + 1 for step in steps)]
    spans = (
        str(high) if low == high else f"{low} to {high}"
        for low, high in zip(lowest, steps, strict=False)
    )
    return ["None", *spans]


def _key(force: str, name: str) -> tuple[str, str]:
    return force, name.replace(".", "").casefold()


def _said(name: str, number: int) -> str:
    return f"{name}: {count(number, 'OCG') if number else 'no OCG'}"

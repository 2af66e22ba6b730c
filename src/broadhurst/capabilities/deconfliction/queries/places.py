"""A place as somebody writes it: a postcode, a grid reference, or a latitude and a longitude."""

from broadhurst.capabilities.deconfliction.engine import postcodes
from broadhurst.capabilities.deconfliction.engine.grid import Grid, from_grid, located
from broadhurst.capabilities.deconfliction.engine.normalise.invalid import Invalid
from broadhurst.capabilities.deconfliction.engine.sphere import Point
from broadhurst.capabilities.deconfliction.models import Postcode

HOW = (
    "A full postcode, like BL1 1AA, a grid reference, like SJ 845 985, or a latitude and a "
    "longitude, like 53.4794, -2.2453."
)


def place_written(text: str) -> Point:
    """The point that a text names. Raises Invalid, which says what to enter instead."""
    if postcodes.is_full(text):
        return _of_postcode(postcodes.bare(text))
    try:
        return located(text)
    except Invalid as invalid:
        if postcodes.is_outward(text):
            part = text.strip().upper()
            raise Invalid(f"Enter the full postcode. {part} is part of one.") from invalid
        raise Invalid(f"Enter one of these: {HOW[0].lower()}{HOW[1:]}") from invalid


def _of_postcode(code: str) -> Point:
    found = Postcode.objects.filter(pk=code).first()
    if found is None:
        raise Invalid(
            f"Postcode {postcodes.spaced(code)} is not known here. Check it, or enter a grid "
            "reference. Your administrator can load newer postcodes."
        )
    point = from_grid(Grid(found.east, found.north))
    return Point(round(point.latitude, 6), round(point.longitude, 6))

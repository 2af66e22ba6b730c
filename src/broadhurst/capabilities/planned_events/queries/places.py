"""Places: as typed (postcode, grid reference, latitude and longitude), and of an event."""

from broadhurst.capabilities.deconfliction.matching.event_store import NearEvent
from broadhurst.capabilities.deconfliction.models import Event, Postcode
from broadhurst.foundation.geography import postcodes
from broadhurst.foundation.geography.grid import Grid, from_grid, located
from broadhurst.foundation.geography.sphere import InvalidPlace, Place, Point, area, disc

HOW = (
    "A full postcode, like BL1 1AA, a grid reference, like SJ 845 985, or a latitude and a "
    "longitude, like 53.4794, -2.2453."
)


def place_of(event: Event | NearEvent) -> Place:
    """Return the area of an event's ring, or else the disc of its point and radius."""
    if event.polygon:
        return area(event.polygon)
    return disc(event.latitude, event.longitude, event.radius_m)


def place_written(text: str) -> Point:
    """Return the point that a text names.

    Raises InvalidPlace, with advice what to enter.
    """
    if postcodes.is_full(text):
        return _of_postcode(postcodes.bare(text))
    try:
        return located(text)
    except InvalidPlace as invalid:
        if postcodes.is_outward(text):
            part = text.strip().upper()
            raise InvalidPlace(f"Enter the full postcode. {part} is part of one.") from invalid
        raise InvalidPlace(f"Enter one of these: {HOW[0].lower()}{HOW[1:]}") from invalid


def _of_postcode(code: str) -> Point:
    postcode = Postcode.objects.filter(pk=code).first()
    if postcode is None:
        raise InvalidPlace(
            f"Postcode {postcodes.spaced(code)} is not known here. Check it, or enter a grid "
            "reference. Your administrator can load newer postcodes."
        )
    point = from_grid(Grid(postcode.east, postcode.north))
    return Point(round(point.latitude, 6), round(point.longitude, 6))

"""Rules of the public site's look: who sets it, and which colours can be read. Pure."""

import re
from collections.abc import Collection

from broadhurst.foundation.workflow import at

PUBLISHERS = ("policing_body", "clearer")
HEX = re.compile(r"#[0-9a-f]{6}")
LEAST_CONTRAST = 4.5  # of white text on the colour (WCAG 2.2, success criterion 1.4.3)


def objections_to_set(roles: Collection[str]) -> list[str]:
    """The roles that publish for an organisation also set its look."""
    if set(roles) & set(PUBLISHERS):
        return []
    return ["Only a policing body officer or an officer who clears publications can do this."]


def objections_to_colour(colour: str) -> list[str]:
    """A colour is a hex code that white text can be read on."""
    if not HEX.fullmatch(colour):
        return at("colour", "Enter a colour as # and six digits or letters a to f, like #1d5b79.")
    contrast = contrast_with_white(colour)
    if contrast < LEAST_CONTRAST:
        return at(
            "colour",
            "Enter a darker colour. White text on this one has a contrast of "
            f"{contrast:.1f} to 1, and needs {LEAST_CONTRAST} to 1.",
        )
    return []


def contrast_with_white(colour: str) -> float:
    """Return the contrast ratio of white on a hex colour, from 1 to 21 (WCAG 2.2)."""
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def objections_to_remove(*, is_set: bool) -> list[str]:
    """Only a look that is set can be removed."""
    return [] if is_set else ["Your organisation’s pages have the usual look already."]

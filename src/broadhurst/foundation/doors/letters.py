"""A letter to print."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.doors.pictures import Picture

MARKINGS = ("", "OFFICIAL", "OFFICIAL-SENSITIVE")
CREST, SIGNATURE = (60, 25), (60, 20)  # the boxes of the pictures, in millimetres


@dataclass(frozen=True)
class Drawing:
    """A drawing by Broadhurst, as SVG. The text has an image with this address in its place."""

    address: str
    svg: str
    width: int
    height: int


@dataclass(frozen=True)
class Letter:
    """A letter to print. `sender` and `recipient` are address blocks with line breaks.

    The text begins with the salutation, and its first heading is the subject line. `title` is the
    title in the document's properties.

    The crest is above the sender. The signature is below the text, and above `signed`, which is
    Markdown too. Without a signature, `signed` follows the text.

    The marking is OFFICIAL, OFFICIAL-SENSITIVE or, for a published letter, empty. A higher marking
    raises ValueError, because this system may not hold such material.
    """

    markdown: str
    title: str
    sender: str
    recipient: str
    dated: date
    marking: str
    crest: Picture | None = None
    signature: Picture | None = None
    signed: str = ""
    drawings: tuple[Drawing, ...] = ()

    def __post_init__(self) -> None:
        if self.marking not in MARKINGS:
            raise ValueError("Mark a letter OFFICIAL, OFFICIAL-SENSITIVE or not at all.")

    @property
    def day(self) -> str:
        """The date as written in a letter: 30 March 2021."""
        return f"{self.dated.day} {self.dated:%B %Y}"


@cache
def _crest() -> Callable[[Unit], Picture | None]:
    crest_of: Callable[[Unit], Picture | None] = import_string(settings.CREST_OF_A_UNIT)
    return crest_of


def crest_of(unit: Unit) -> Picture | None:
    """Return the crest in the house style of a unit, if it has one that the reader may see."""
    return _crest()(unit)

"""A letter to print."""

from dataclasses import dataclass
from datetime import date

from broadhurst.foundation.doors.pictures import Picture

MARKINGS = ("", "OFFICIAL", "OFFICIAL-SENSITIVE")
CREST, SIGNATURE = (60, 25), (60, 20)  # the boxes of the pictures, in millimetres


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

    def __post_init__(self) -> None:
        if self.marking not in MARKINGS:
            raise ValueError("Mark a letter OFFICIAL, OFFICIAL-SENSITIVE or not at all.")

    @property
    def day(self) -> str:
        """The date as written in a letter: 30 March 2021."""
        return f"{self.dated.day} {self.dated:%B %Y}"

"""What each form copies of each of its questions."""

from typing import Self


class Copied:
    """Copied as Python copies by itself, and several times as fast."""

    def __copy__(self) -> Self:
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        return made

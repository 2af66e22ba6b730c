"""Fast copies of form fields and widgets, which each form instance makes."""

from typing import Self


class FastCopyMixin:
    """Gives a class the same shallow copy as Python's default, several times as fast."""

    def __copy__(self) -> Self:
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        return made

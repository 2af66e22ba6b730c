"""What is compared of one person."""

from dataclasses import dataclass

from broadhurst.capabilities.deconfliction.engine.names import split


@dataclass(frozen=True, slots=True)
class Record:
    """One person as written; whatever is not known is empty.

    `sex` is anything that begins with m or f. `born` is ISO text and may be partial: "1988",
    "1988-03". `street` is the number and street, `postcode` may be its outward half alone.
    """

    first: str = ""
    middle: str = ""
    surname: str = ""
    sex: str = ""
    born: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""
    phone: str = ""
    vehicle: str = ""

    @classmethod
    def of_name(cls, name: str, **known: str) -> "Record":
        """A record of a name that is written in one piece, in any script."""
        first, middle, surname = split(name)
        return cls(first=first, middle=middle, surname=surname, **known)

"""What is compared of one person."""

from dataclasses import dataclass, replace

from broadhurst_linkage.names import (
    in_spelling_of,
    is_latin,
    readings,
    split,
)


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
        return cls.readings_of(name, **known)[0]

    @classmethod
    def readings_of(cls, name: str, **known: str) -> list["Record"]:
        """A record for each way in which such a name may be read: one, but in another script."""
        ways = (split(name, reading) for reading in range(max(1, len(readings(name)))))
        return [cls(*three, **known) for three in dict.fromkeys(ways)]

    def readings(self) -> list["Record"]:
        """The record once for each way in which its names may be read."""
        if all(map(is_latin, (self.first, self.middle, self.surname))):
            return [self]
        first, middle, surname = map(readings, (self.first, self.middle, self.surname))
        most = max(map(len, (first, middle, surname)))
        return [
            replace(self, first=_read(first, n), middle=_read(middle, n), surname=_read(surname, n))
            for n in range(most)
        ]

    def as_spelt(self, name: str) -> "Record":
        """A record of a name in another script: what is the same is as in this one."""
        return Record(*in_spelling_of(name, (self.first, self.middle, self.surname)))


# What a column of a register may hold: these, or a name in one piece.
FIELDS = (*Record.__slots__, "name")


def _read(ways: list[tuple[str, ...]], number: int) -> str:
    """A way of reading a name, or the likeliest if it has not so many."""
    return " ".join(ways[number] if number < len(ways) else ways[0])

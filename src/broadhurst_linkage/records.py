"""One person as written in a register or a query."""

from dataclasses import dataclass, replace

from broadhurst_linkage.names import (
    chinese,
    in_spelling_of,
    is_latin,
    readings,
    split,
)


@dataclass(frozen=True, slots=True)
class Record:
    """One person as written. Leave unknown fields empty.

    `sex` is any text that begins with m or f. `born` is ISO text and may be partial: "1988",
    "1988-03". `street` is the number and street. `postcode` may be its outward half only.
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
        """Make a record from a full name in one text, in any script."""
        return cls.readings_of(name, **known)[0]

    @classmethod
    def readings_of(cls, name: str, **known: str) -> list["Record"]:
        """Make a record for each reading of a full name, several in another script."""
        splits = chinese.readings(name) or [
            split(name, reading) for reading in range(max(1, len(readings(name))))
        ]
        return [cls(*parts, **known) for parts in dict.fromkeys(splits)]

    def readings(self) -> list["Record"]:
        """Return the record once for each reading of its names."""
        if all(map(is_latin, (self.first, self.middle, self.surname))):
            ways = chinese.parts_readings(self.first, self.middle, self.surname)
            named = (dict(zip(("first", "middle", "surname"), way, strict=True)) for way in ways)
            return [replace(self, **name) for name in named] or [self]
        first, middle, surname = map(readings, (self.first, self.middle, self.surname))
        most = max(map(len, (first, middle, surname)))
        return [
            replace(
                self,
                first=_reading(first, n),
                middle=_reading(middle, n),
                surname=_reading(surname, n),
            )
            for n in range(most)
        ]

    def as_spelt(self, name: str) -> "Record":
        """Make a record of a name in another script, spelt as in this record."""
        return Record(*in_spelling_of(name, (self.first, self.middle, self.surname)))


# The fields that a column of a register may hold. "name" is a full name in one text.
FIELDS = (*Record.__slots__, "name")


def _reading(name_readings: list[tuple[str, ...]], number: int) -> str:
    """Return one reading of a name, or the likeliest if it has fewer readings."""
    return " ".join(name_readings[number] if number < len(name_readings) else name_readings[0])

"""The comparisons of two records: their levels in words and in Splink's SQL.

`levels.py` and `name_levels.py` find the same levels in compiled code. `splink/columns.py` makes
the columns. The order of the comparisons and of their levels is the same everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """One level of agreement.

    `tf` names the column whose term frequency counts, and `share` says how much of it counts.

    Two spellings of a rare name are nearly as strong evidence as two equal rare names. Splink uses
    the frequency of the commoner spelling. For names that only sound the same, the frequency of the
    sound counts.
    """

    words: str
    sql: str
    tf: str = ""
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison. Level 0 is "not known on one side", the last "different"."""

    name: str
    words: str
    unknown: str
    levels: tuple[Level, ...]


def same(*columns: str) -> str:
    """Return SQL: each of the columns is equal on both sides."""
    return " AND ".join(f"{column}_l = {column}_r" for column in columns)


def crossed(first: str, second: str) -> str:
    """Return SQL: one side's first column equals the other side's second column."""
    return f"({first}_l = {second}_r OR {second}_l = {first}_r)"


def either_unknown(column: str) -> str:
    """Return SQL: the column is not known on one side."""
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def crossed_alone(column: str, other: str) -> str:
    """Return SQL: `crossed`, but the other column is not the same on both sides."""
    return f"({crossed(column, other)} AND NOT coalesce({same(other)}, FALSE))"


def edits(column: str, most: int, shortest: int) -> str:
    """Return SQL: at most `most` edits, in names of `shortest` letters or more."""
    return (
        f"(length({column}_l) >= {shortest} AND length({column}_r) >= {shortest} "
        f"AND levenshtein({column}_l, {column}_r) <= {most})"
    )


def initial(column: str) -> str:
    """Return SQL: one side is only the first letter of the other."""
    return (
        f"(length({column}_l) = 1 OR length({column}_r) = 1) "
        f"AND substr({column}_l, 1, 1) = substr({column}_r, 1, 1)"
    )


def nearly(column: str) -> tuple[Level, Level, Level]:
    """Return levels: a letter apart, two with the same sound, the same sound."""
    sound = f"{column}_skeleton"
    return (
        Level("one letter apart", edits(column, 1, 3), tf=column, share=0.75),
        Level(
            "two letters apart, and sounds the same",
            f"{same(sound)} AND {edits(column, 2, 5)}",
            tf=sound,
        ),
        Level("sounds the same", same(sound), tf=sound),
    )


DATE_NOT_FULL = "(born_l IS NULL OR born_r IS NULL)"
FIRST_OF_JANUARY = "(month_day_l = 101 OR month_day_r = 101)"
# The same type of road as far as it is known, the same side, and a name one or two letters apart
# that starts with the same letter, unlike mill and hill (`streets`).
SAME_STREET_TYPE = (
    "(street_sort_l = street_sort_r OR street_sort_l IS NULL OR street_sort_r IS NULL)"
)
NEARLY_SAME_NAME = f"({edits('street_called', 1, 6)} OR {edits('street_called', 2, 9)})"
SAME_FIRST_LETTER = "substr(street_called_l, 1, 1) = substr(street_called_r, 1, 1)"
STREET = (
    f"({same('street')} OR ({SAME_STREET_TYPE} AND {same('street_side')} AND {SAME_FIRST_LETTER}"
    f" AND {NEARLY_SAME_NAME}))"
)
SAME_AREA = f"({same('outward')} OR {same('town')})"
NO_PLACE = f"({either_unknown('outward')}) AND ({either_unknown('street')})"
SWAPPED = (
    "(first_canon_l = surname_canon_r AND surname_skeleton_l = first_skeleton_r)"
    " OR (surname_canon_l = first_canon_r AND first_skeleton_l = surname_skeleton_r)"
)
DIFFERENT = Level("different", "ELSE")


def any_of(levels: Sequence[Level]) -> str:
    """Return SQL: two records are at one of the levels. An unknown value is at none."""
    return f"coalesce({' OR '.join(f'({level.sql})' for level in levels)}, FALSE)"


FIRST = Comparison(
    "first", "First name", either_unknown("first"),
    (
        Level("the same", same("first"), tf="first"),
        Level("a form of the same name", same("first_canon"), tf="first"),
        *nearly("first"),
        Level("the two names the other way round", SWAPPED, tf="first"),
        Level(
            "the other's surname or middle name",
            f"{crossed_alone('first_canon', 'surname_canon')}"
            f" OR {crossed_alone('first_canon', 'middle_canon')}",
        ),
        Level("two letters apart", edits("first", 2, 5), tf="first", share=0.5),
        Level("the same initial", initial("first")),
        DIFFERENT,
    ),
)  # fmt: skip
BORN = Comparison(
    "born", "Date of birth", either_unknown("year"),
    (
        Level("the same", f"{same('born')} AND month_day_l <> 101"),
        Level("the same first of January, which is often a guess", same("born")),
        Level(
            "day and month the other way round",
            "born_l IS NOT NULL AND born_r IS NOT NULL AND year_l = year_r AND"
            " month_l = day_r AND day_l = month_r",
        ),
        Level("one digit apart", "levenshtein(born_l, born_r) <= 1"),
        Level(
            "the same year, the day not known",
            f"year_l = year_r AND ({DATE_NOT_FULL} OR {FIRST_OF_JANUARY})",
        ),
        Level("the same year", same("year")),
        Level("the same day of another year", same("month_day")),
        Level("at most two years apart", "abs(year_l - year_r) <= 2"),
        DIFFERENT,
    ),
)  # fmt: skip
# If the first names differ, a shared middle name may only show a common family or origin. It counts
# then only if the dates of birth agree.
MIDDLE_ALIKE = (
    Level("the same", same("middle_canon"), tf="middle"),
    Level("one letter apart", edits("middle", 1, 3), tf="middle", share=0.75),
    Level("sounds the same", same("middle_skeleton")),
    Level("the same initial", initial("middle")),
)
BORN_AGREES = 4  # the last level at which dates of birth agree
NOT_COUNTED = "not counted: their first names are different, and their dates of birth do not agree"
TWO_PEOPLE = (
    f"first_l IS NOT NULL AND first_r IS NOT NULL AND NOT {any_of(FIRST.levels[:-1])} "
    f"AND NOT {any_of(BORN.levels[:BORN_AGREES])}"
)
MIDDLE = Comparison(
    "middle", "Middle name",
    f"{either_unknown('middle')} OR ({TWO_PEOPLE} AND {any_of(MIDDLE_ALIKE)})",
    (*MIDDLE_ALIKE, DIFFERENT),
)  # fmt: skip
# In the same way, the same house or street may only show a family.
ADDRESS_ALIKE = (
    Level("the same house and postcode", same("postcode", "house")),
    Level(
        "the same house nearby",
        f"{same('house')} AND ({same('sector')} OR ({STREET} AND {SAME_AREA}))",
    ),
    Level("the same postcode", same("postcode")),
    Level("the same street, or a misspelling of it", f"{STREET} AND {SAME_AREA}"),
)

COMPARISONS = (
    FIRST,
    MIDDLE,
    Comparison(
        "surname", "Surname", either_unknown("surname"),
        (
            Level("the same", same("surname"), tf="surname"),
            Level("a form of the same name", same("surname_canon"), tf="surname"),
            Level(
                "one part the same",
                crossed("surname_canon", "other_canon"),
                tf="surname",
                share=0.5,
            ),
            *nearly("surname"),
            # A single crossed name is a level of the first name only, so it counts once.
            Level("the two names the other way round", SWAPPED, tf="surname"),
            Level("two letters apart", edits("surname", 2, 5), tf="surname", share=0.5),
            DIFFERENT,
        ),
    ),
    Comparison("sex", "Sex", either_unknown("sex"), (Level("the same", same("sex")), DIFFERENT)),
    BORN,
    Comparison(
        "address", "Address",
        f"({NO_PLACE}) OR ({TWO_PEOPLE} AND {any_of(ADDRESS_ALIKE)})",
        (
            *ADDRESS_ALIKE,
            Level("the same postcode sector", same("sector")),
            Level("the same district or town", SAME_AREA),
            DIFFERENT,
        ),
    ),
    Comparison(
        "phone", "Phone number", either_unknown("phone"),
        (
            Level("the same", same("phone")),
            Level(
                "one digit apart",
                "length(phone_l) = length(phone_r) AND levenshtein(phone_l, phone_r) <= 1",
            ),
            DIFFERENT,
        ),
    ),
    Comparison(
        "vehicle", "Vehicle", either_unknown("vehicle"),
        (
            Level("the same", same("vehicle")),
            Level("the same but for O and 0 and their like", same("vehicle_folded")),
            Level(
                "one character apart",
                "length(vehicle_l) = length(vehicle_r)"
                " AND levenshtein(vehicle_l, vehicle_r) <= 1",
            ),
            DIFFERENT,
        ),
    ),
)  # fmt: skip
NAMES = COMPARISONS[:3]  # some of their levels count the rarity of the name
MOST_LEVELS = 1 + max(len(comparison.levels) for comparison in COMPARISONS)

"""What is compared of two records, level by level: the words, and the SQL that Splink runs.

`score.py` finds the same levels in compiled code; the columns are those of `columns.py`. The order
of the comparisons and of their levels is the order in both.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of likeness. `tf` names the column whose frequency counts, `share` how much of it.

    Two spellings of a rare name tell nearly as much as the rare name twice: Splink takes the share
    of the commoner of the two. Names that only sound the same tell as much as the sound is rare.
    """

    words: str
    sql: str
    tf: str = ""
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing compared. Level 0 is "not known on one side"; the last is "different"."""

    name: str
    words: str
    unknown: str
    levels: tuple[Level, ...]


def same(*columns: str) -> str:
    """That each of the columns is equal on both sides."""
    return " AND ".join(f"{column}_l = {column}_r" for column in columns)


def crossed(one: str, other: str) -> str:
    """That one column equals the other of the other side."""
    return f"({one}_l = {other}_r OR {other}_l = {one}_r)"


def either_unknown(column: str) -> str:
    """That the column is not known on one side."""
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def edits(column: str, most: int, shortest: int) -> str:
    """That at most so many letters differ, of names of at least that length."""
    return (
        f"(length({column}_l) >= {shortest} AND length({column}_r) >= {shortest} "
        f"AND levenshtein({column}_l, {column}_r) <= {most})"
    )


def initial(column: str) -> str:
    """That one side is the other's first letter."""
    return (
        f"(length({column}_l) = 1 OR length({column}_r) = 1) "
        f"AND substr({column}_l, 1, 1) = substr({column}_r, 1, 1)"
    )


def nearly(column: str) -> tuple[Level, Level, Level]:
    """A letter apart, or two with the same sound, or the sound alone, which may be a common one."""
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


NOT_WHOLE = "(born_l IS NULL OR born_r IS NULL)"
FIRST_OF_JANUARY = "(month_day_l = 101 OR month_day_r = 101)"
# One sort of road, as far as is known, on one side, and what it is called a letter or two apart but
# for the first, as mill and hill are (`streets`).
ONE_SORT = "(street_sort_l = street_sort_r OR street_sort_l IS NULL OR street_sort_r IS NULL)"
NEARLY = f"({edits('street_called', 1, 6)} OR {edits('street_called', 2, 9)})"
BEGUN = "substr(street_called_l, 1, 1) = substr(street_called_r, 1, 1)"
STREET = f"({same('street')} OR ({ONE_SORT} AND {same('street_side')} AND {BEGUN} AND {NEARLY}))"
HERE = f"({same('outward')} OR {same('town')})"
NO_PLACE = f"({either_unknown('outward')}) AND ({either_unknown('street')})"
SWAPPED = (
    "(first_canon_l = surname_canon_r AND surname_skeleton_l = first_skeleton_r)"
    " OR (surname_canon_l = first_canon_r AND first_skeleton_l = surname_skeleton_r)"
)
DIFFERENT = Level("different", "ELSE")


def any_of(levels: Sequence[Level]) -> str:
    """That two records are of one of some levels; what is not known is of none."""
    return f"coalesce({' OR '.join(f'({one.sql})' for one in levels)}, FALSE)"


FIRST = Comparison(
    "first", "First name", either_unknown("first"),
    (
        Level("the same", same("first"), tf="first"),
        Level("a form of the same name", same("first_canon"), tf="first"),
        *nearly("first"),
        Level("the two names the other way round", SWAPPED, tf="first"),
        Level(
            "the other's surname or middle name",
            f"{crossed('first_canon', 'surname_canon')}"
            f" OR {crossed('first_canon', 'middle_canon')}",
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
            f"year_l = year_r AND ({NOT_WHOLE} OR {FIRST_OF_JANUARY})",
        ),
        Level("the same year", same("year")),
        Level("the same day of another year", same("month_day")),
        Level("at most two years apart", "abs(year_l - year_r) <= 2"),
        DIFFERENT,
    ),
)  # fmt: skip
# A middle name that two people of one surname share tells of their family or origin, and not of the
# person, if their first names are different. It counts if their dates of birth agree.
MIDDLE_ALIKE = (
    Level("the same", same("middle_canon"), tf="middle"),
    Level("one letter apart", edits("middle", 1, 3), tf="middle", share=0.75),
    Level("sounds the same", same("middle_skeleton")),
    Level("the same initial", initial("middle")),
)
BORN_AGREES = 4  # the first so many levels of a date of birth
NOT_COUNTED = "not counted: their first names are different, and their dates of birth do not agree"
MIDDLE_NOT_COUNTED = (
    f"first_l IS NOT NULL AND first_r IS NOT NULL AND NOT {any_of(FIRST.levels[:-1])} "
    f"AND NOT {any_of(BORN.levels[:BORN_AGREES])} AND {any_of(MIDDLE_ALIKE)}"
)
MIDDLE = Comparison(
    "middle", "Middle name", f"{either_unknown('middle')} OR ({MIDDLE_NOT_COUNTED})",
    (*MIDDLE_ALIKE, DIFFERENT),
)  # fmt: skip

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
            # One name crossed is told with the first name: it is one fact, and counts once.
            Level("the two names the other way round", SWAPPED, tf="surname"),
            Level("two letters apart", edits("surname", 2, 5), tf="surname", share=0.5),
            DIFFERENT,
        ),
    ),
    Comparison("sex", "Sex", either_unknown("sex"), (Level("the same", same("sex")), DIFFERENT)),
    BORN,
    Comparison(
        "address", "Address", NO_PLACE,
        (
            Level("the same house and postcode", same("postcode", "house")),
            Level(
                "the same house nearby",
                f"{same('house')} AND ({same('sector')} OR ({STREET} AND {HERE}))",
            ),
            Level("the same postcode", same("postcode")),
            Level("the same street, or a misspelling of it", f"{STREET} AND {HERE}"),
            Level("the same postcode sector", same("sector")),
            Level("the same district or town", HERE),
            DIFFERENT,
        ),
    ),
    Comparison(
        "phone", "Telephone", either_unknown("phone"),
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
NAMES = COMPARISONS[:3]  # of which some levels count how rare the name is
MOST_LEVELS = 1 + max(len(one.levels) for one in COMPARISONS)

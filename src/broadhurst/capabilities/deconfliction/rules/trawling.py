"""Signs of fishing in a whole spreadsheet or in a day's additions. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from broadhurst.capabilities.deconfliction.rules.rate_limits import (
    NO_MATTER_AT_LEAST,
    VARIANTS_AT_LEAST,
)

# Policy of this project. Real numbers are scattered; someone who tries a range sends a run.
NEXT_TO = 20  # largest gap between neighbours: an IMEI's check digit makes it 10 or more
RUN = 10
IN_RUNS_AT_LEAST, IN_RUNS_SHARE, IN_RUNS_ALWAYS = 20, 0.1, 200
VARIANTS_SHARE = 0.2
# More than the nominals of any one investigation, so the desk sees the purpose.
ROWS_FOR_ONE = 5_000

Thing = tuple[str, str]  # a kind of identifier, and its text as entered
Person = tuple[str, str]  # a name, and a date of birth or ""


@dataclass(frozen=True)
class Many:
    """Counts over many targets, with their purpose."""

    rows: int
    in_runs: int = 0
    variants: int = 0
    for_one: int = 0
    has_matter: bool = True
    table: str = ""
    about: str = ""
    purpose: str = ""


def looks_like_trawling(counts: Many) -> list[str]:
    """Return the rules in `rate_limits.WORDS` that the targets break.

    It accuses nobody: a desk looks at each flag.
    """
    checks = {
        "no_matter": not counts.has_matter and counts.rows >= NO_MATTER_AT_LEAST,
        "variants": counts.variants > VARIANTS_AT_LEAST
        and counts.variants >= VARIANTS_SHARE * counts.rows,
        "runs": counts.in_runs >= IN_RUNS_AT_LEAST
        and (counts.in_runs >= IN_RUNS_SHARE * counts.rows or counts.in_runs >= IN_RUNS_ALWAYS),
        "rows": counts.for_one >= ROWS_FOR_ONE,
    }
    return [rule for rule, broken in checks.items() if broken]


def in_runs(things: Iterable[Thing]) -> int:
    """Count the identifiers in runs: close to each other, or at equal distances."""
    series: dict[tuple[str, str], set[int]] = defaultdict(set)
    for kind, text in things:
        if place := _place_of(text):
            start, number = place
            series[kind, start].add(number)
    return sum(_in_runs(sorted(numbers)) for numbers in series.values() if len(numbers) >= RUN)


def _place_of(text: str) -> tuple[str, int] | None:
    """Return the series of an identifier and its place in it, or None.

    The place is the number of its last digits, or of a registration mark's last three letters.
    """
    form = re.sub(r"[\W_]+", "", text).upper()
    digits = re.search(r"[0-9]+$", form)
    if digits and len(digits[0]) >= 4:
        return form[: digits.start()], int(digits[0][-9:])
    if len(form) > 4 and form[-3:].isascii():
        return form[:-3], int(form[-3:], 36)
    return None


def _in_runs(numbers: list[int]) -> int:
    inside: set[int] = set()
    begins, step = 0, 0
    for place in range(1, len(numbers)):
        gap = numbers[place] - numbers[place - 1]
        if gap > NEXT_TO and gap != step:
            begins = place - 1  # the gap between any two numbers can start a new run
        elif place - begins + 1 >= RUN:
            inside.update(range(begins, place + 1) if place - begins + 1 == RUN else (place,))
        step = gap
    return len(inside)


def nearly_the_same(people: Iterable[Person]) -> int:
    """Count the people who differ from several others in one detail only.

    The detail is the date of birth, or all of the name but the last word.
    """
    names: dict[Person, set[str]] = defaultdict(set)
    dates: dict[str, set[str]] = defaultdict(set)
    for name, born in {(" ".join(name.casefold().split()), born) for name, born in people}:
        if name and born:
            names[name.rpartition(" ")[2], born].add(name)
            dates[name].add(born)
    alike = {
        (name, born)
        for (_, born), variants in names.items()
        if len(variants) > VARIANTS_AT_LEAST
        for name in variants
    }
    return len(
        alike.union(
            (name, born)
            for name, variants in dates.items()
            if len(variants) > VARIANTS_AT_LEAST
            for born in variants
        )
    )

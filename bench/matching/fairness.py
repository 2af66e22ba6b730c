"""False hits and recall by origin, sex, script and age, on names that tuned nothing.

`python -m bench.matching.fairness` prints the tables of the model card. The names are in
`origins_held_out.txt` and `scripts_held_out.txt`.
"""

import random
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from statistics import NormalDist
from typing import NamedTuple

import click
from rapidfuzz.distance import Levenshtein
from rich.console import Console
from rich.table import Table

from bench.matching import figures
from bench.matching.checked import checked
from broadhurst_linkage.matcher import Band

HERE = Path(__file__).parent
NAMES = HERE / "origins_held_out.txt"
Z = NormalDist().inv_cdf(0.975)
TODAY = 2026  # of the ages
AGES = {"under 30": range(30), "30 to 49": range(30, 50), "50 and over": range(50, 99)}
SEXES = {"men": "", "women": "_f"}
console = Console(width=130)


class Group(NamedTuple):
    """The names of one origin and sex. A name has several forms."""

    origin: str
    sex: str
    given: list[list[str]]
    middle: list[str]
    surname: list[list[str]]
    lead: list[str]
    title: list[str]


class Rate(NamedTuple):
    """How many of some pairs, with Wilson's interval of 95 %."""

    hits: int
    pairs: int

    @property
    def share(self) -> float:
        return self.hits / self.pairs if self.pairs else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Return the interval (Wilson 1927), which holds for a rate of 0 as well."""
        n, p, z = self.pairs, self.share, Z
        middle, reach = p + z * z / (2 * n), z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
        return (middle - reach) / (1 + z * z / n), (middle + reach) / (1 + z * z / n)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.share:.3f} ({max(0, low):.3f} to {high:.3f})"


def groups() -> Iterator[Group]:
    """Yield the men and the women of each origin."""
    for text in NAMES.read_text(encoding="utf-8").split("@")[1:]:
        origin, *lines = text.strip().splitlines()
        lists = {line.split()[0]: _words(line) for line in lines}
        for sex, ending in SEXES.items():
            middle, surname = (
                lists.get(f"{name}{ending}", lists.get(name, [])) for name in ("middle", "surname")
            )
            lead, title = ([forms[0] for forms in lists.get(n, [])] for n in ("lead", "title"))
            if sex == "women" and "Mst" in lead:
                lead = ["Mst"]
            yield Group(origin, sex, lists[sex], [m[0] for m in middle], surname, lead, title)


def _words(line: str) -> list[list[str]]:
    return [[form.replace("_", " ") for form in word.split("/")] for word in line.split()[1:]]


def strangers(group: Group, how_many: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield pairs with one family and middle name, and wholly different first names."""
    chinese = group.origin == "Chinese"
    firsts = [forms for forms in group.given if not chinese or len(forms) > 3]
    couples = [(a, b) for a, b in combinations(firsts, 2) if wholly_different(a[0], b[0])]
    for number in range(how_many):
        a, b = chance.choice(couples)
        if chance.random() < 0.5:
            a, b = b, a
        surname = chance.choice(group.surname)
        if chinese:
            yield _chinese_strangers(a, b, surname, number, chance)
            continue
        if group.lead and number % 3 == 2:
            lead = chance.choice(group.lead)
            names = [f"{lead} {one[0]} {surname[0]}" for one in (a, b)]
        else:
            middle = chance.choice(group.middle)
            names = [f"{one[0]} {middle} {surname[0]}" for one in (a, b)]
        yield names[0], names[1]


def _chinese_strangers(
    a: list[str], b: list[str], surname: list[str], number: int, chance: random.Random
) -> tuple[str, str]:
    """Return two names with a shared generation name, in one of three dialects."""
    dialect = chance.choice((1, 2, 3))
    own, others = (one[dialect].replace("-", " ").split() for one in (a, b))
    shared, one, other = own[0], own[1], others[1]
    if one == other:
        other = others[0]
    name, family = [f"{shared} {one}", f"{shared} {other}"], surname[dialect]
    if number % 3 == 0:  # the generation name as a middle name
        name = [f"{one} {shared}", f"{other} {shared}"]
    if number % 3 == 1:
        return f"{family} {name[0]}", f"{family} {name[1]}"
    return f"{name[0]} {family}", f"{name[1]} {family}"


def wholly_different(one: str, other: str) -> bool:
    """Return whether the beginning and most letters of two names differ."""
    alike = Levenshtein.normalized_similarity(one.lower(), other.lower())
    return one[0] != other[0] and alike <= 0.4


def writings(group: Group, how_many: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield two writings of one person's name, as two clerks write them."""
    for _ in range(how_many):
        given, surname = chance.choice(group.given), chance.choice(group.surname)
        if group.origin == "Chinese":
            dialects = chance.sample(range(4), 2)
            yield (
                _chinese_writing(given[dialects[0]], surname[dialects[0]], chance),
                _chinese_writing(given[dialects[1]], surname[dialects[1]], chance),
            )
            continue
        middle = chance.choice(group.middle)
        one = f"{given[0]} {middle} {surname[0]}"
        yield one, _written_again(group, given, middle, surname, chance)


def _written_again(
    group: Group, given: list[str], middle: str, surname: list[str], chance: random.Random
) -> str:
    """Return a name in other forms, perhaps with a title, without its middle name or turned."""
    first, last = chance.choice(given), chance.choice(surname)
    parts = [first, middle, last] if chance.random() < 0.5 else [first, last]
    if group.title and chance.random() < 0.15:
        parts.insert(0, chance.choice(group.title))
    if chance.random() < 0.15:
        return f"{last.upper()}, {' '.join(parts[:-1])}"
    if chance.random() < 0.1:
        return f"{last} {' '.join(parts[:-1])}"
    return " ".join(parts)


def _chinese_writing(given: str, surname: str, chance: random.Random) -> str:
    given = given.replace("-", chance.choice(("-", " "))) if "-" in given else given
    if " " in given and chance.random() < 0.2:
        given = given.replace(" ", chance.choice(("-", ""))).capitalize()
    style = chance.random()
    if style < 0.5:
        return f"{surname} {given}"
    return f"{surname.upper()}, {given}" if style < 0.6 else f"{given} {surname}"


def a_date(chance: random.Random) -> str:
    """Return a date of birth; never the first of January."""
    year, month, day = chance.randint(1950, 2006), chance.randint(1, 12), chance.randint(2, 28)
    return f"{year}-{month:02}-{day:02}"


def undated(pairs: Iterator[tuple[str, str]]) -> Rate:
    """Return how many pairs without dates of birth are told as a hit."""
    told = [checked(*pair) is Band.NOTIFY for pair in pairs]
    return Rate(sum(told), len(told))


def dated(pairs: Iterator[tuple[str, str]], chance: random.Random) -> list[tuple[int, bool]]:
    """Return the age and whether it is told, of each pair with the same date of birth."""
    dates = ((one, other, a_date(chance)) for one, other in pairs)
    return [
        (TODAY - int(day[:4]), checked(one, other, day, day) is Band.NOTIFY)
        for one, other, day in dates
    ]


def rate(told: Iterable[tuple[int, bool]]) -> Rate:
    """Return how many of some pairs are told."""
    every = [is_disclosed for _, is_disclosed in told]
    return Rate(sum(every), len(every))


@click.command()
@click.option("--pairs", "how_many", default=1_000, show_default=True, help="Of each group.")
@figures.option
def main(how_many: int, into: Path | None) -> None:
    """Measure false hits and recall by origin, sex and age."""
    table = Table("origin", "sex", "false, no date", "false, same date", "found, same date")
    false: dict[tuple[str, str], Rate] = {}
    found: dict[tuple[str, str], list[tuple[int, bool]]] = {}
    for group in groups():
        chance = random.Random(f"{group.origin} {group.sex}")  # noqa: S311
        key = group.origin, group.sex
        false[key] = undated(strangers(group, how_many, chance))
        twins = rate(
            dated(strangers(group._replace(middle=[""], lead=[]), how_many, chance), chance)
        )
        found[key] = dated(writings(group, how_many, chance), chance)
        table.add_row(*key, str(false[key]), str(twins), str(rate(found[key])))
    every = [pair for pairs in found.values() for pair in pairs]
    for sex in SEXES:
        same_sex = [pair for key, pairs in found.items() if key[1] == sex for pair in pairs]
        told = [one for key, one in false.items() if key[1] == sex]
        both = Rate(sum(one.hits for one in told), sum(one.pairs for one in told))
        table.add_row("all", sex, str(both), "", str(rate(same_sex)))
    for words, ages in AGES.items():
        table.add_row("all", words, "", "", str(rate(pair for pair in every if pair[0] in ages)))
    console.print(table)
    shares = [rate(pairs).share for pairs in found.values()]
    told_figures = {
        "origin_false": max(one.share for one in false.values()),
        "origin_recall": min(shares),
        "origin_gap": max(shares) - min(shares),
    }
    figures.put(into, told_figures)


if __name__ == "__main__":
    main()

"""Alarms and recall in four scripts, on a stand-in for a public list of names and dates.

`python -m bench.matching.scripts` makes a list of people with dates of birth, in four scripts. It
checks other people against it in the same script, and the people of the list once more. Then it
does so with a list in Latin letters, as anyascii writes them, which gives Arabic and Hebrew names
no vowels. With `BROADHURST_LINKAGE_DATA` there is also a list as people spell such names.

If `BROADHURST_NOMENKLATURA` names a Python with nomenklatura, its logic-v2 checks the same people.
"""

import json
import os
import random
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import click
from anyascii import anyascii
from rich.console import Console
from rich.table import Table

from bench.matching import figures, linkage
from bench.matching.checked import MATCHER, SECRET, Checked, best_match, rows_of_name
from bench.matching.fairness import Rate, a_date
from broadhurst_linkage.matcher import Band

NAMES = Path(__file__).parent / "scripts_held_out.txt"
LISTED = 2_000  # people of the list, in each script
KNOWN_DATES = 0.8  # share of the list, and of queries, with a date of birth
ALARMS = 0.01  # at which recall is measured
PEER = Path(__file__).parent / "screening_peer.py"
NAMES_OF_RATES = ("told", "alarms", "known_told", "known_found", "at_1_in_100", "logic_v2")
SAME, LATIN, SPELT = "the same", "Latin letters", "as people spell them"
console = Console(width=130)


class Person(NamedTuple):
    """A name as written, and a date of birth or ""."""

    name: str
    born: str


def lists() -> dict[str, dict[str, list[str]]]:
    """Return the names of each script: men, women and surname."""
    scripts: dict[str, dict[str, list[str]]] = {}
    for text in NAMES.read_text(encoding="utf-8").split("@")[1:]:
        script, *lines = text.strip().splitlines()
        scripts[script] = {line.split()[0]: line.split()[1:] for line in lines}
    return scripts


def in_latin(person: Person, script: str) -> Person:
    """Return a person with the name in Latin letters."""
    if script == "Chinese":
        size = 2 if len(person.name) > 3 else 1
        family, given = (anyascii(p) for p in (person.name[:size], person.name[size:]))
        return Person(f"{family.capitalize()} {given.lower().capitalize()}", person.born)
    words = (anyascii(word).replace("'", "") for word in person.name.split())
    return Person(" ".join(word.capitalize() for word in words), person.born)


def people(script: str, names: dict[str, list[str]], chance: random.Random) -> list[Person]:
    """Return twice as many people as are listed. No two have one name."""
    found: dict[str, Person] = {}
    while len(found) < 2 * LISTED:
        first = chance.choice(names[chance.choice(("men", "women"))])
        surname = chance.choice(names["surname"])
        name = f"{surname}{first}" if script == "Chinese" else f"{first} {surname}"
        born = a_date(chance) if chance.random() < KNOWN_DATES else ""
        found[name] = Person(name, born)
    return list(found.values())


class Listed:
    """A list of people, by their keys."""

    def __init__(self, listed: Sequence[Person]) -> None:
        self.people = listed
        self.by_key: dict[int, list[int]] = defaultdict(list)
        for number, person in enumerate(listed):
            rows = rows_of_name(*person)
            for key in {key for row in rows for _, key in MATCHER.keys(row, SECRET)}:
                self.by_key[key].append(number)

    def best(self, person: Person) -> Checked | None:
        """Return the best match of anybody on the list."""
        rows = rows_of_name(*person)
        keys = {key for row in rows for _, key in MATCHER.keys(row, SECRET, for_query=True)}
        near = {number for key in keys for number in self.by_key.get(key, ())}
        matches = (
            best_match(person.name, other.name, person.born, other.born)
            for other in (self.people[number] for number in sorted(near))
        )
        return max(filter(None, matches), key=order, default=None)


def order(match: Checked) -> tuple[bool, float]:
    """Return what the best match has most of: both units are told, or else it weighs more."""
    return match.band is Band.NOTIFY, match.weight


class Group(NamedTuple):
    """A list in one script or in Latin letters, and who is checked in that script."""

    script: str
    written: str
    listed: list[Person]
    known: list[Person]
    own: list[int]  # the entries of those who are known
    strangers: list[Person]


def groups(queries: int) -> Iterator[Group]:
    """Yield each group of the bench."""
    for script, names in lists().items():
        chance = random.Random(script)  # noqa: S311
        everybody = people(script, names, chance)
        listed = everybody[:LISTED]
        strangers = everybody[LISTED:][:queries]
        yield group_of(script, SAME, listed, listed, strangers)
        latin = [in_latin(person, script) for person in listed]
        yield group_of(script, LATIN, latin, listed, strangers)
    if os.environ.get("BROADHURST_LINKAGE_DATA"):
        for script in linkage.FILES:
            yield as_people_spell(script, queries)


def group_of(
    script: str, written: str, listed: list[Person], people: list[Person], strangers: list[Person]
) -> Group:
    """Return a group. As many are checked who are listed, with a date of birth, as strangers."""
    own = [number for number, person in enumerate(people) if person.born][: len(strangers)]
    return Group(script, written, listed, [people[number] for number in own], own, strangers)


def as_people_spell(script: str, queries: int) -> Group:
    """Return a group whose list has the held-out spellings of names, by how often they are seen."""
    chance = random.Random(f"{script}, {SPELT}")  # noqa: S311
    spellings = linkage.spellings(script, held_out=True)
    seen = [spelling.seen for spelling in spellings]
    pairs = {
        one.other + " " + two.other: (one, two)
        for one, two in (chance.choices(spellings, weights=seen, k=2) for _ in range(3 * LISTED))
    }
    born = [a_date(chance) if chance.random() < KNOWN_DATES else "" for _ in pairs]
    written = [Person(name, date) for name, date in zip(pairs, born, strict=True)]
    latin = [
        Person(" ".join(word.latin for word in words), date)
        for words, date in zip(pairs.values(), born, strict=True)
    ]
    listed = {person.name for person in latin[:LISTED]}
    strangers = [
        person
        for person, other in zip(written[LISTED:], latin[LISTED:], strict=True)
        if other.name not in listed
    ]
    parts = latin[:LISTED], written[:LISTED], strangers[:queries]
    return group_of(script.capitalize(), SPELT, *parts)


class Ranks(NamedTuple):
    """How alike the best match is, of those on the list and of strangers: more is more alike."""

    known: list[tuple[float, ...]]
    strangers: list[tuple[float, ...]]

    def recall(self) -> Rate:
        """Return the recall at one alarm in 100. Chance decides between equal ranks."""
        most = int(ALARMS * len(self.strangers))
        least = sorted(self.strangers, reverse=True)[most]
        if not least:
            return Rate(sum(map(bool, self.known)), len(self.known))
        above, equal = (
            [sum(one > least for one in ranks) for ranks in self],
            [sum(one == least for one in ranks) for ranks in self],
        )
        share = (most - above[1]) / equal[1]
        return Rate(round(above[0] + share * equal[0]), len(self.known))


def ranked(found: Sequence[Checked | None]) -> list[tuple[float, ...]]:
    """Return the rank of each person, which is () without a match."""
    return [order(match) if match else () for match in found]


def shares(found: Sequence[Checked | None]) -> tuple[Rate, Rate]:
    """Return who has a hit, and who has a hit or a match for the desk."""
    told = sum(bool(match and match.band is Band.NOTIFY) for match in found)
    return Rate(told, len(found)), Rate(len(found) - list(found).count(None), len(found))


def peers(made: Sequence[Group]) -> list[Ranks]:
    """Return what logic-v2 makes of the same people, or nothing if it is not installed."""
    python = os.environ.get("BROADHURST_NOMENKLATURA")
    if not python:
        return []
    asked = json.dumps([group._asdict() for group in made])
    answer = subprocess.run(  # noqa: S603
        [python, "-I", PEER], input=asked, capture_output=True, text=True, check=True
    )
    return [
        Ranks(*([(score,) if score else () for score in part] for part in group))
        for group in json.loads(answer.stdout)
    ]


def together(every: Sequence[Ranks]) -> Ranks:
    """Return all ranks of several groups."""
    return Ranks(*(list(chain(*parts)) for parts in zip(*every, strict=True)))


@click.command()
@click.option("--queries", default=500, show_default=True, help="Of each script and kind.")
@figures.option
def main(queries: int, into: Path | None) -> None:
    """Measure alarms of people who are not on the list, and recall of those who are."""
    columns = ("not on it: hit", "hit or desk", "on it: hit", "hit or desk", "at 1 alarm in 100")
    table = Table("script", "list in", *columns, "logic-v2, the same")
    made = list(groups(queries))
    others = peers(made)
    told: dict[str, figures.Figures] = {}
    every = []
    for number, group in enumerate(made):
        listed = Listed(group.listed)
        known, strangers = (
            [listed.best(person) for person in part] for part in (group.known, group.strangers)
        )
        ranks = Ranks(ranked(known), ranked(strangers))
        every.append(ranks)
        rates = [*shares(strangers), *shares(known), ranks.recall()]
        rates += [others[number].recall()] if others else []
        table.add_row(group.script, group.written, *map(str, rates))
        told[f"{group.script}, {group.written}"] = {
            name: one.share for name, one in zip(NAMES_OF_RATES, rates, strict=False)
        }
    for written in (SAME, LATIN, SPELT):
        which = [number for number, group in enumerate(made) if group.written == written]
        if which:
            rates = [
                together([ranks[number] for number in which]).recall()
                for ranks in (every, others)
                if ranks
            ]
            table.add_row("all", written, "", "", "", "", *map(str, rates))
            told[f"all, {written}"] = {
                name: one.share for name, one in zip(NAMES_OF_RATES[4:], rates, strict=False)
            }
    console.print(table)
    by_script = [one for one in told.values() if "alarms" in one]
    worst = {
        "script_alarms": max(one["alarms"] for one in by_script),
        "script_recall": min(one["known_found"] for one in by_script),
        "list_recall": told[f"all, {LATIN}"]["at_1_in_100"],
    }
    figures.put(into, {**worst, "groups": told})


if __name__ == "__main__":
    main()

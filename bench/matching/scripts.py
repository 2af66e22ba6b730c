"""Alarms and recall in four scripts, on a stand-in for a public list of names and dates.

`python -m bench.matching.scripts` makes a list of people with dates of birth, in four scripts. It
checks other people against it in the same script, and the people of the list once more. Then it
does so with a list in Latin letters, as anyascii writes them.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click
from anyascii import anyascii
from rich.console import Console
from rich.table import Table

from bench.matching import figures
from bench.matching.checked import MATCHER, SECRET, checked, rows_of_name
from bench.matching.fairness import Rate, a_date
from broadhurst_linkage.matcher import Band

NAMES = Path(__file__).parent / "scripts_held_out.txt"
LISTED = 2_000  # people of the list, in each script
KNOWN_DATES = 0.8  # share of the list, and of queries, with a date of birth
console = Console(width=110)


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

    def best(self, person: Person) -> Band:
        """Return the best band of anybody on the list."""
        rows = rows_of_name(*person)
        keys = {key for row in rows for _, key in MATCHER.keys(row, SECRET, for_query=True)}
        near = {number for key in keys for number in self.by_key.get(key, ())}
        bands = {
            checked(person.name, other.name, person.born, other.born)
            for other in (self.people[number] for number in sorted(near))
        }
        return next((band for band in (Band.NOTIFY, Band.REVIEW) if band in bands), Band.NOTHING)


def measured(listed: Listed, known: list[Person], strangers: list[Person]) -> tuple[Rate, ...]:
    """Return told and all alarms of strangers, and told and all hits of people with a date."""
    rates = []
    for group in (strangers, known):
        bands = [listed.best(person) for person in group]
        rates += [
            Rate(bands.count(Band.NOTIFY), len(bands)),
            Rate(len(bands) - bands.count(Band.NOTHING), len(bands)),
        ]
    return tuple(rates)


@click.command()
@click.option("--queries", default=500, show_default=True, help="Of each script and kind.")
@figures.option
def main(queries: int, into: Path | None) -> None:
    """Measure alarms of people who are not on the list, and recall of those who are."""
    columns = ("not on it: told", "told or desk", "on it: told", "told or desk")
    table = Table("script", "list in", *columns)
    alarms, found = [], []
    for script, names in lists().items():
        chance = random.Random(script)  # noqa: S311
        everybody = people(script, names, chance)
        known = [person for person in everybody[:LISTED] if person.born][:queries]
        strangers = everybody[LISTED:][:queries]
        latin = [in_latin(person, script) for person in everybody[:LISTED]]
        for words, listed in (("the same", everybody[:LISTED]), ("Latin letters", latin)):
            rates = measured(Listed(listed), known, strangers)
            table.add_row(script, words, *map(str, rates))
            alarms.append(rates[1].share)
            found.append(rates[3].share)
    console.print(table)
    figures.put(into, {"script_alarms": max(alarms), "script_recall": min(found)})


if __name__ == "__main__":
    main()

"""Quality and speed of name comparison, across scripts and by origin.

`python -m bench.matching.names` prints the tables. `--unseen` uses the held-out half of the names,
which development never looks at. The spellings are in the folder `BROADHURST_LINKAGE_DATA`.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations, product
from pathlib import Path
from statistics import mean
from typing import NamedTuple

import click
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler
from rich.console import Console
from rich.table import Table

from bench.matching import figures, linkage
from bench.matching.checked import matched, rows_of_name, shares_a_key
from broadhurst_linkage.matcher import Band
from broadhurst_linkage.names import (
    MATCH,
    alike,
    canonical,
    skeleton,
    tokens,
)

HERE = Path(__file__).parent
PEOPLE = HERE / "name_pairs.txt"
ALIKE, ALIKE_UNSEEN = HERE / "like_names.txt", HERE / "like_names_unseen.txt"
TARGETS = {"arabic": 0.60, "cyrillic": 0.85, "hebrew": 0.60}
TRUE_NAMES, RANDOM_NAMES, TIMED, RARE = 3_500, 100_000, 20_000, 2
console = Console(width=110)


class Pair(NamedTuple):
    """Two names of one origin, and whether they belong to one person."""

    origin: str
    a: str
    b: str
    same: bool


@click.command()
@click.option("--unseen", is_flag=True, help="The half of names kept out of development.")
@figures.option
def main(unseen: bool, into: Path | None) -> None:
    """Measure the comparison of names."""
    half = "names not seen in development" if unseen else "development half"
    figures.put(into, across_scripts(half, held_out=unseen))
    checks(half, held_out=unseen)
    skeletons(half, held_out=unseen)
    culture(half, pairs(held_out=unseen))
    culture(f"relatives with like names, {half}", relatives(held_out=unseen))
    speed(held_out=unseen)


def across_scripts(half: str, *, held_out: bool) -> figures.Figures:
    """Compare names of two rare words across scripts, true and random pairs."""
    told: figures.Figures = {"false_names": 0}
    table = Table(
        "script", "target", "recall", "95 %", "false in 3,500", f"false in {RANDOM_NAMES:,}"
    )
    for script, target in TARGETS.items():
        rows = rare(script, held_out=held_out)
        chance = random.Random(f"{script}, true")  # noqa: S311
        found = [alike(*_names(chance.choices(rows, k=2) * 2)) >= MATCH for _ in range(TRUE_NAMES)]
        chance = random.Random(f"{script}, random")  # noqa: S311
        false = [_apart(chance.choices(rows, k=4)) >= MATCH for _ in range(RANDOM_NAMES)]
        recall = told[script] = mean(found)
        told["false_names"] += sum(false[:TRUE_NAMES])
        spread = 1.96 * (recall * (1 - recall) / TRUE_NAMES) ** 0.5
        table.add_row(
            script,
            f"{target:.2f}",
            f"{recall:.3f}",
            f"± {spread:.3f}",
            str(sum(false[:TRUE_NAMES])),
            str(sum(false)),
        )
    show(f"Two-token names across scripts: {half}", table)
    return told


def rare(script: str, *, held_out: bool) -> list[linkage.Spelling]:
    """Return the spellings seen once or twice, which no table of variants has."""
    return [row for row in linkage.spellings(script, held_out=held_out) if row.seen <= RARE]


def _apart(rows: list[linkage.Spelling]) -> float:
    """Return the likeness of two random names, or 0 if they share a word."""
    return 0.0 if _is_one_shared(rows) else alike(*_names(rows))


def _is_one_shared(rows: list[linkage.Spelling]) -> bool:
    a, b, c, d = (row.latin for row in rows)
    return a in (c, d) or b in (c, d)


def checks(half: str, *, held_out: bool) -> None:
    """Measure keys and bands of the same pairs in a check without birth date."""
    columns = ("a key shared", "review or better", "95 %", "notify", "false, key or not")
    table = Table("script", *columns, "false in 3,500")
    for script in TARGETS:
        rows = rare(script, held_out=held_out)
        chance = random.Random(f"{script}, true")  # noqa: S311
        true = [_checked(*_names(chance.choices(rows, k=2) * 2)) for _ in range(TRUE_NAMES)]
        chance = random.Random(f"{script}, random")  # noqa: S311
        four = (chance.choices(rows, k=4) for _ in range(TRUE_NAMES))
        false = [_checked(*_names(some)) for some in four if not _is_one_shared(some)]
        recall = mean(key and band is not Band.NOTHING for key, band in true)
        table.add_row(
            script,
            f"{mean(key for key, _ in true):.3f}",
            f"{recall:.3f}",
            f"± {1.96 * (recall * (1 - recall) / TRUE_NAMES) ** 0.5:.3f}",
            f"{mean(key and band is Band.NOTIFY for key, band in true):.3f}",
            str(sum(band is not Band.NOTHING for _, band in false)),
            str(sum(key and band is not Band.NOTHING for key, band in false)),
        )
    show(f"Two rare names in a check, no date of birth, 1,000,000 entries: {half}", table)


def _names(rows: list[linkage.Spelling]) -> tuple[str, str]:
    a, b, c, d = rows
    return f"{a.latin} {b.latin}", f"{c.other} {d.other}"


def _checked(latin: str, name: str) -> tuple[bool, Band]:
    """Return whether a name's keys find the other's entry, and the band."""
    mine, theirs = rows_of_name(latin, ""), rows_of_name(name, "")
    found = matched(latin, name, mine, theirs)
    return shares_a_key(mine, theirs), found.band if found else Band.NOTHING


def skeletons(half: str, *, held_out: bool) -> None:
    """Measure how often spellings of a name, and random names, share a skeleton."""
    table = Table("script", "equal", "equal or one of both", "collision of two names")
    for script in TARGETS:
        rows = random.Random(script).sample(rare(script, held_out=held_out), 5_000)  # noqa: S311
        sides = [[_bones(row.latin) for row in rows], [_bones(row.other) for row in rows]]
        equal = sum(a == b for a, b in zip(*sides, strict=True))
        near = mean(JaroWinkler.similarity(a, b) >= 0.85 for a, b in zip(*sides, strict=True))
        counts = [Counter(side) for side in sides]
        meet = sum(n * counts[1][bones] for bones, n in counts[0].items()) - equal
        table.add_row(
            script, f"{equal / len(rows):.3f}", f"{near:.3f}", f"{meet / len(rows) ** 2:.5f}"
        )
    table.columns[2].header = "Jaro-Winkler >= 0.85"
    show(f"Skeletons of single names: {half}", table)


def _bones(text: str) -> str:
    return " ".join(map(skeleton, tokens(text)))


def people(file: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield an origin, and the names of two people of that origin who share a name."""
    origin, before = "", []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            origin = line[1:]
        elif line and not line.startswith("#"):
            names = [name.strip() for name in line.split("|")]
            if before:
                yield origin, before, names
            before = [] if before else names


def pairs(*, held_out: bool) -> list[Pair]:
    """Return the pairs of one half of the people."""
    halves = (two for two in people(PEOPLE) if linkage.unseen(two[1][0]) == held_out)
    return [pair for two in halves for pair in _pairs_of(*two)]


def relatives(*, held_out: bool) -> list[Pair]:
    """Return the pairs of one half of the relatives with similar given names."""
    file = ALIKE_UNSEEN if held_out else ALIKE
    return [pair for two in people(file) for pair in _pairs_of(*two)]


def _pairs_of(origin: str, one: list[str], other: list[str]) -> Iterator[Pair]:
    """Yield each two names of one person, and each name of one with each of the other."""
    for person in (one, other):
        yield from (Pair(origin, a, b, True) for a, b in combinations(person, 2))
    yield from (Pair(origin, a, b, False) for a, b in product(one, other))


def culture(half: str, some: list[Pair]) -> None:
    """Print precision, recall and F1 by origin, also for two other programs."""
    table = Table("origin", "pairs", "precision", "recall", "F1")
    by_origin = {}
    for origin in dict.fromkeys(pair.origin for pair in some):
        these = [pair for pair in some if pair.origin == origin]
        by_origin[origin] = measured(these, alike, MATCH)
        table.add_row(origin, str(len(these)), *(f"{x:.3f}" for x in by_origin[origin]))
    recalls = [recall for _, recall, _ in by_origin.values()]
    table.add_section()
    table.add_row("gap between origins", "", "", f"{max(recalls) - min(recalls):.3f}", "")
    table.add_row("all", str(len(some)), *(f"{x:.3f}" for x in measured(some, alike, MATCH)))
    for name, other in (("token set (rapidfuzz)", _token_set), ("Jaro-Winkler, sorted", _sorted)):
        best = max((measured(some, other, t / 100) for t in range(50, 100, 2)), key=lambda f: f[2])
        table.add_row(f"{name}, best threshold", str(len(some)), *(f"{x:.3f}" for x in best))
    show(f"Spellings of people's names by origin: {half}", table)


def measured(
    some: list[Pair], like: Callable[[str, str], float], least: float
) -> tuple[float, float, float]:
    """Return precision, recall and F1 if pairs above a threshold count as one person."""
    said = [like(pair.a, pair.b) >= least for pair in some]
    right = sum(yes and pair.same for yes, pair in zip(said, some, strict=True))
    precision = right / max(sum(said), 1)
    recall = right / max(sum(pair.same for pair in some), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _token_set(a: str, b: str) -> float:
    return fuzz.token_set_ratio(" ".join(tokens(a)), " ".join(tokens(b))) / 100


def _sorted(a: str, b: str) -> float:
    return JaroWinkler.similarity(" ".join(sorted(tokens(a))), " ".join(sorted(tokens(b))))


def speed(*, held_out: bool) -> None:
    """Print microseconds for a name and for a pair in Latin, new and cached."""
    rows = rare("cyrillic", held_out=held_out)
    chance = random.Random("speed")  # noqa: S311
    some = [" ".join(r.latin for r in chance.choices(rows, k=2)) for _ in range(TIMED)]
    two = [tuple(chance.choices(some[: TIMED // 4], k=2)) for _ in range(TIMED)]
    table = Table("what", "first", "again")
    table.add_row(
        "tokens, skeletons and canonicals of a name", *_twice(lambda: list(map(_read, some)))
    )
    table.add_row("likeness of two names", *_twice(lambda: [alike(a, b) for a, b in two]))
    show("Microseconds (CPU), names in Latin letters", table)


def _read(name: str) -> list[tuple[str, str]]:
    return [(skeleton(token), canonical(token)) for token in tokens(name)]


def _twice(work: Callable[[], object]) -> list[str]:
    readings = []
    for _ in range(2):
        start = time.process_time()
        work()
        readings.append(f"{(time.process_time() - start) / TIMED * 1e6:.1f}")
    return readings


def show(title: str, table: Table) -> None:
    """Print one table."""
    table.title = title
    table.title_justify = "left"
    for column in table.columns[1:]:
        column.justify = "right"
    console.print(table, "")


if __name__ == "__main__":
    main()

"""`python -m bench.matching.register N SEED FOLDER`: a made-up register.

Nobody in it is real. Each register draws its own error rates (`slips.py`), and each record draws
how careless its clerk was, so errors occur together. Families share surname, address, phone number
and vehicle. Strangers share houses. Namesakes occur as often as their names do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import NamedTuple

import click
import pyarrow as pa
import pyarrow.parquet as pq

from bench.matching import slips
from bench.matching.origins import BRITISH, ORIGINS, Origin, words
from broadhurst_linkage.encoding import rarity

FIELDS = ("first_name", "middle_name", "surname", "sex", "dob", "street", "town", "postcode",
          "phone", "vrm")  # fmt: skip
ENTITIES_A_RECORD = 0.74
COPIES = ((1, 0.79), (2, 0.13), (3, 0.045), (4, 0.018), (5, 0.009), (7, 0.005), (10, 0.003))
FAMILY, HOUSEMATE = 0.17, 0.04  # shares of people in the family, or the house, of the person before
MEN = 0.8
STAYS_NEAR = 0.5  # share of moves within the district; assumed
Slip = Callable[[float], bool]  # whether an error of that rate happens this time
NEW_YEAR = date(2026, 1, 1)
OUTWARD = 2700
UNIT = "ABDEFGHJLNPQRSTUWXYZ"
AREAS = words(
    """AB AL B BA BB BD BH BL BN BR BS CA CB CF CH CM CO CR CT CV CW DA DE DH DL DN DT DY E EC
    EH EN EX FY G GL GU HA HD HG HP HR HU HX IG IP KT L LA LD LE LL LN LS LU M ME MK N NE NG
    NN NP NR NW OL OX PE PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD
    TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO"""
)
ROADS = ("road", "street", "avenue", "close", "lane", "drive", "crescent", "gardens", "court")
TREES = words(
    """high station church victoria park queens kings mill green manor albert york north south
    chapel school grange main west new oak ash beech elm cedar holly meadow spring bridge
    london windsor clarence wellington nelson milton stanley"""
)


@dataclass(frozen=True, slots=True)
class Dirt:
    """How often a usual clerk writes each field wrongly or leaves it empty."""

    typing: float = 0.07
    hearing: float = 0.09
    known_as: float = 0.10
    initial: float = 0.03
    middle_initial: float = 0.15
    crossed: float = 0.025
    middle_first: float = 0.03
    new_surname: float = 0.03
    double: float = 0.02
    date: float = 0.12
    sex: float = 0.01
    moved: float = 0.32
    new_phone: float = 0.45
    new_vehicle: float = 0.40
    number: float = 0.04
    address: float = 0.12
    no_date: float = 0.25
    no_address: float = 0.33
    no_phone: float = 0.50
    no_vehicle: float = 0.75
    no_middle: float = 0.60

    @classmethod
    def drawn(cls, rng: Random) -> "Dirt":
        """Draw the rates of one register, around the usual ones."""
        usual = cls()

        def drawn(name: str) -> float:
            spread = (0.7, 1.2) if name.startswith("no_") else (0.5, 1.7)
            return min(0.85, getattr(usual, name) * rng.uniform(*spread))

        return cls(**{name: drawn(name) for name in cls.__slots__})


class Place(NamedTuple):
    """An address."""

    street: str
    town: str
    postcode: str


class Person(NamedTuple):
    """A made-up person."""

    origin: Origin
    sex: str
    first: str
    middle: str
    surname: str
    born: date
    place: Place
    phone: str
    vehicle: str


@cache
def weights(many: int) -> list[float]:
    """Return cumulative frequencies of names: the first is ten times the 30th."""
    return list(accumulate(1 / (3 + rank) for rank in range(many)))


@cache
def british_tail(kind: rarity.NameKind) -> tuple[list[str], list[float]]:
    """Return names with their cumulative shares of the population."""
    table = rarity.table(kind)
    return list(table), list(accumulate(2 ** (-steps / rarity.STEPS) for steps in table.values()))


def pick(rng: Random, names: tuple[str, ...]) -> str:
    """Draw a name from a list, common names more often."""
    return rng.choices(names, cum_weights=weights(len(names)))[0]


def given(rng: Random, origin: Origin, names: tuple[str, ...]) -> str:
    """Draw a given name from the list, or a rarer one."""
    if origin is not BRITISH or rng.random() < 0.7:
        return pick(rng, names)
    table, shares = british_tail("first")
    return rng.choices(table, cum_weights=shares)[0]


def surname(rng: Random, origin: Origin) -> str:
    """Draw a surname of an origin from the list, or a rarer one."""
    if rng.random() < 0.6:
        return pick(rng, origin.surnames)
    if origin is BRITISH:
        names, shares = british_tail("surname")
        return rng.choices(names, cum_weights=shares)[0]
    stem = rng.choice(origin.surnames)
    other = rng.choice(origin.surnames)[-3:-1] if rng.random() < 0.5 else ""
    return stem[: rng.randint(3, 6)] + other + rng.choice(origin.tails)


def place(rng: Random) -> Place:
    """Draw an address in one of 2,700 districts, some much larger than others."""
    area = AREAS[int(rng.random() ** 1.5 * len(AREAS))]
    district = 1 + int(rng.random() ** 1.3 * (OUTWARD // len(AREAS)))
    sector, unit = rng.randrange(1, 10), rng.randrange(300)
    code = f"{area}{district} {sector}{UNIT[unit % 20]}{UNIT[unit // 20]}"
    road = f"{TREES[unit * 7 % len(TREES)]} {ROADS[(unit + district) % len(ROADS)]}"
    return Place(f"{rng.randint(1, 150)} {road}", f"{area.lower()}ton {district // 3}", code)


def phone(rng: Random) -> str:
    """Draw a mobile number."""
    return f"+447{rng.randrange(100_000_000, 999_999_999)}"


def vehicle(rng: Random) -> str:
    """Draw a registration mark."""
    letters = "".join(rng.choices("ABCDEFGHJKLMNOPRSTUVWXY", k=5))
    return f"{letters[:2]}{rng.randrange(2, 76):02}{letters[2:]}"


def person(rng: Random, origin: Origin) -> Person:
    """Make up a person of an origin."""
    sex = "m" if rng.random() < MEN else "f"
    names = origin.men if sex == "m" else origin.women
    middle = given(rng, origin, names) if rng.random() < origin.middle else ""
    age = min(90.0, 14 + rng.gammavariate(5, 5))
    born = NEW_YEAR - timedelta(days=int(age * 365.25))
    first, last = given(rng, origin, names), surname(rng, origin)
    things = place(rng), phone(rng), vehicle(rng)
    return Person(origin, sex, first, middle, last, born, *things)


def people(rng: Random, many: int) -> list[Person]:
    """Make up people, some of the same family or house as the person before."""
    shares = list(accumulate(origin.share for origin in ORIGINS))
    found: list[Person] = []
    for _ in range(many):
        one = person(rng, rng.choices(ORIGINS, cum_weights=shares)[0])
        draw = rng.random()
        if found and draw < FAMILY:
            one = relative(rng, one, found[-1])
        elif found and draw < FAMILY + HOUSEMATE:
            one = one._replace(place=found[-1].place)
        found.append(one)
    return found


def relative(rng: Random, one: Person, other: Person) -> Person:
    """Make one a relative of the other: the same surname, mostly the same address."""
    names = other.origin.men if one.sex == "m" else other.origin.women
    same = {"origin": other.origin, "surname": other.surname, "first": pick(rng, names)}
    one = one._replace(**same)
    if rng.random() < 0.85:
        one = one._replace(place=other.place)
    if rng.random() < 0.25:
        one = one._replace(phone=other.phone)
    if rng.random() < 0.35:
        one = one._replace(vehicle=other.vehicle)
    if rng.random() < 0.03:
        one = one._replace(born=other.born)
    if rng.random() < 0.05:
        one = one._replace(first=other.first, sex=other.sex)
    return one


def written(rng: Random, who: Person, dirt: Dirt, later: bool) -> list[str | None]:
    """Write one record of a person. A `later` record may have changed details."""
    care = rng.choice((0.3, 0.7, 1.0, 1.8)) * (1.0 if later else 0.6)

    def slip(rate: float) -> bool:
        return rng.random() < rate * care

    def gone(rate: float) -> bool:
        return rng.random() < rate

    names = _names(rng, who, dirt, slip)
    sex = {"m": "f", "f": "m"}[who.sex] if slip(dirt.sex) else who.sex
    born = who.born.isoformat()
    born = slips.date(rng, born) if slip(dirt.date) else born
    at = _next_place(rng, who.place) if later and gone(dirt.moved) else who.place
    number = phone(rng) if later and gone(dirt.new_phone) else who.phone
    car = vehicle(rng) if later and gone(dirt.new_vehicle) else who.vehicle
    street = slips.street(rng, at.street) if slip(dirt.address) else at.street
    code = at.postcode[:-1] + rng.choice(UNIT) if slip(dirt.address / 3) else at.postcode
    nowhere = gone(dirt.no_address)
    return [
        None if gone(0.02) else names[0], None if gone(dirt.no_middle) else names[1] or None,
        names[2], None if gone(0.03) else sex,
        None if gone(dirt.no_date) else born,
        None if nowhere else street, None if nowhere else at.town,
        None if nowhere or gone(0.1) else code,
        None if gone(dirt.no_phone) else slips.digit(rng, number) if slip(dirt.number) else number,
        None if gone(dirt.no_vehicle) else slips.mark(rng, car) if slip(dirt.number) else car,
    ]  # fmt: skip


def _next_place(rng: Random, before: Place) -> Place:
    """Draw a new address, half of the time in the same district."""
    found = place(rng)
    if rng.random() < STAYS_NEAR:
        outward = before.postcode.split()[0]
        return Place(found.street, before.town, f"{outward} {found.postcode.split()[1]}")
    return found


def _names(rng: Random, who: Person, dirt: Dirt, slip: Slip) -> tuple[str, str, str]:
    first, middle, last = who.first, who.middle, who.surname
    if slip(dirt.known_as):
        first = slips.known_as(rng, first)
    if slip(dirt.new_surname):
        last = surname(rng, who.origin)
    first, last = (_spelt(rng, name, who.origin, dirt, slip) for name in (first, last))
    if slip(dirt.double):
        last = f"{last}-{surname(rng, who.origin)}"
    if slip(dirt.initial):
        first = first[:1]
    if middle and slip(dirt.middle_first):
        first, middle = middle, first
    middle = _spelt(rng, middle, who.origin, dirt, slip) if middle else middle
    if slip(dirt.middle_initial):
        middle = middle[:1]
    if slip(dirt.crossed):
        first, last = last, first
    return first, middle, last


def _spelt(rng: Random, name: str, origin: Origin, dirt: Dirt, slip: Slip) -> str:
    if slip(dirt.hearing):
        name = slips.hearing(rng, name, origin)
    return slips.typing(rng, name) if slip(dirt.typing) else name


def register(records: int, seed: int, queries: int = 2000) -> tuple[pa.Table, pa.Table]:
    """Make up a register and queries: half about people in it, half about others."""
    rng = Random(seed)  # noqa: S311 - made-up people, not secrets
    dirt = Dirt.drawn(rng)
    found = people(rng, int(records * ENTITIES_A_RECORD))
    copies, shares = zip(*COPIES, strict=True)
    lines = []
    for entity, who in enumerate(found):
        for copy in range(rng.choices(copies, shares)[0]):
            lines.append((entity, who, written(rng, who, dirt, later=copy > 0)))
    rng.shuffle(lines)
    asked = [(i, found[i]) for i in rng.sample(range(len(found)), queries)]
    asked += [(-1, one) for one in people(rng, queries)]
    fresh = [(entity, who, written(rng, who, dirt, later=True)) for entity, who in asked]
    return as_table(lines), as_table(fresh)


def as_table(lines: list[tuple[int, Person, list[str | None]]]) -> pa.Table:
    """Return records as columns, with the person, and that person's origin and sex."""
    columns = {"unique_id": list(range(len(lines))), "entity": [line[0] for line in lines]}
    columns |= {name: [line[2][i] for line in lines] for i, name in enumerate(FIELDS)}
    columns |= {"origin": [line[1].origin.name for line in lines],
                "true_sex": [line[1].sex for line in lines]}  # fmt: skip
    return pa.table(columns)


@click.command()
@click.argument("records", type=int)
@click.argument("seed", type=int)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def main(records: int, seed: int, folder: Path) -> None:
    """Write register.parquet and queries.parquet."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in zip(("register", "queries"), register(records, seed), strict=True):
        pq.write_table(table, folder / f"{name}.parquet")


if __name__ == "__main__":
    main()

"""Errors and changes that clerks and suspects make in records."""

from random import Random

from bench.matching.origins import Origin
from broadhurst_linkage.names.variants import table

KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SAME_SHAPE = {"O": "0", "0": "O", "I": "1", "1": "I", "S": "5", "5": "S", "B": "8", "8": "B",
              "Z": "2", "2": "Z", "M": "N", "V": "Y", "D": "O", "G": "6", "6": "G"}  # fmt: skip
SHORT = {"road": "rd", "street": "st", "avenue": "ave", "close": "cl", "lane": "ln", "drive": "dr",
         "crescent": "cres", "gardens": "gdns", "court": "ct", "place": "pl"}  # fmt: skip
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def typing(rng: Random, name: str) -> str:
    """Omit, double, swap, mistype or insert a letter."""
    if len(name) < 3:
        return name
    at = rng.randrange(1, len(name))
    kind = rng.random()
    if kind < 0.25:
        return name[:at] + name[at + 1 :]
    if kind < 0.4:
        return name[:at] + name[at - 1] + name[at:]
    if kind < 0.6:
        return name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]
    if kind < 0.85:
        return name[:at] + beside(rng, name[at]) + name[at + 1 :]
    return name[:at] + rng.choice(ALPHABET) + name[at:]


def beside(rng: Random, letter: str) -> str:
    """Return a neighbouring letter on the keyboard."""
    for row in KEYBOARD:
        if (at := row.find(letter)) >= 0:
            return row[max(0, at - 1)] if rng.random() < 0.5 else row[min(len(row) - 1, at + 1)]
    return letter


def hearing(rng: Random, name: str, origin: Origin) -> str:
    """Return another spelling of the same sound, by the rules of the name's origin."""
    fitting = [rule for rule in origin.rules if rule[0] in name]
    if not fitting:
        return typing(rng, name)
    said, written = rng.choice(fitting)
    at = rng.choice([i for i in range(len(name)) if name.startswith(said, i)])
    return (name[:at] + written + name[at + len(said) :]).strip("-") or name


def known_as(rng: Random, name: str) -> str:
    """Return a short or other form of a given name, if there is one."""
    heads = [head for head, _ in table().get(name, [])]
    forms = forms_of(heads[0]) if heads else ()
    return rng.choice(forms) if forms else name


def forms_of(head: str) -> tuple[str, ...]:
    """Return every form of a name."""
    if not FORMS:
        for name, groups in table().items():
            for of, _ in groups:
                FORMS.setdefault(of, []).append(name)
    return tuple(FORMS.get(head, ()))


FORMS: dict[str, list[str]] = {}


def date(rng: Random, born: str) -> str:
    """Return a date of birth with an error."""
    year, month, day = int(born[:4]), int(born[5:7]), int(born[8:])
    kind = rng.random()
    if kind < 0.2 and day <= 12:
        month, day = day, month
    elif kind < 0.45:
        at = rng.choice((2, 3, 6, 8, 9))
        return born[:at] + str(rng.randrange(10)) + born[at + 1 :]
    elif kind < 0.55:
        year, day = year + rng.choice((-1, 1)), day
    elif kind < 0.65:
        year = year + rng.choice((-10, 10))
    elif kind < 0.78:
        month, day = 1, 1
    elif kind < 0.9:
        return born[:4] if rng.random() < 0.6 else born[:7]
    else:
        year, month, day = year + rng.randint(-5, 5), rng.randint(1, 12), rng.randint(1, 28)
    return f"{year:04}-{month:02}-{day:02}"


def digit(rng: Random, number: str) -> str:
    """Change one digit, or swap two."""
    at = rng.randrange(5, len(number))
    if rng.random() < 0.3 and at + 1 < len(number):
        return number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    return number[:at] + str(rng.randrange(10)) + number[at + 1 :]


def mark(rng: Random, vehicle: str) -> str:
    """Misread a registration mark."""
    at = rng.randrange(len(vehicle))
    read = SAME_SHAPE.get(vehicle[at], rng.choice("ABCDEFGHJKLMNOPRSTUVWXY"))
    return vehicle[:at] + read + vehicle[at + 1 :]


def street(rng: Random, text: str) -> str:
    """Shorten an address, add a flat, or mistype it."""
    kind = rng.random()
    if kind < 0.5:
        *most, last = text.split()
        return " ".join([*most, SHORT.get(last, last)])
    if kind < 0.65:
        return f"flat {rng.randint(1, 9)}, {text}"
    house, _, name = text.partition(" ")
    return f"{house} {typing(rng, name)}"

"""One row, understood: what it says of whom or what, and what is wrong with cells that say nothing.

Whether a telephone number is one, the engine says later: here a row only becomes texts by kind.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from broadhurst.capabilities.deconfliction.sheets import days
from broadhurst.capabilities.deconfliction.sheets.cells import as_text, objection_to_cell
from broadhurst.capabilities.deconfliction.sheets.columns import LEFT_OUT, SEVERAL
from broadhurst_linkage.normalise.handle import PLATFORMS

# The kind of thing that some columns hold, where it is not of the column's own name.
KINDS = {"name": "person", "aliases": "person", "email": "handle"}
PARTS = ("first", "middle", "surname")
PLACE = ("street", "town", "postcode")
APART = re.compile(r"[;|\n]+")
# A Cyrillic and a Greek M look as ours does: whoever reads that M is refused cannot see why. The
# Cyrillic one is the first letter of “male” there.
SEXES = {
    "m": "male", "\u043c": "male", "\u03bc": "male", "male": "male", "f": "female",
    "female": "female",
}  # fmt: skip
SEX_NOT_KNOWN = ("u", "unknown", "not known", "n/k", "nk", "x", "other", "-")
# As programs write a number of a column that has gaps, where nothing but digits is meant. Of 15
# digits a fraction has lost none; of more, who knows.
NUMBERS = frozenset(("phone", "imei", "account", "sort_code", "company", "address", "street"))
WHOLE = re.compile(r"((?:^|(?<=[;|\n]))\s*\d{1,15})\.0(?=\s*(?:[;|\n]|$))")
NO_NOUGHT = re.compile(r"[1-37]\d{8,9}")
SHORT = 4  # letters of a platform's name: fewer stand in other words
PLATFORM_NAMES = tuple(platform.name for platform in PLATFORMS)
TOO_MANY_CELLS = "The row has more cells than there are headings."
Cells = dict[str, list[tuple[str, str]]]  # heading and text, by field


@dataclass
class Subject:
    """What a row says, as the room keeps it: lists of texts by kind, and of a person the rest.

    `headings` has those of the columns in which a text of a kind stood. `wrong` is what is wrong
    with cells that say nothing; whoever reads the texts finds out the rest.
    """

    content: dict[str, Any] = field(default_factory=dict)
    reference: str = ""
    wrong: list[str] = field(default_factory=list)
    headings: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def add(self, kind: str, text: str, *headings: str) -> None:
        """A text of a kind, behind those that are there, and where it stood."""
        self.content.setdefault(kind, []).append(text)
        self.headings.setdefault((kind, text), []).extend(headings)

    def all_wrong(self, found: Iterable[tuple[str, str, str]]) -> list[str]:
        """What is wrong with cells, and what was found to be wrong with texts: by kind, text and
        why. Each begins with its heading. The same of several texts of a column is said once.
        """
        texts: dict[tuple[str, str], list[str]] = {}
        for kind, text, said in found:
            where = ", ".join(dict.fromkeys(self.headings[kind, text]))
            texts.setdefault((where, said), []).extend(filter(None, [text]))
        each = (f"{where}: {_of(some, said)}" for (where, said), some in texts.items())
        return list(dict.fromkeys([*self.wrong, *each]))


class RowReader:
    """Reads rows whose columns are known. `columns` has a field for each heading; `today` is the
    day after which nobody was born."""

    def __init__(self, headings: list[str], columns: list[str], today: date) -> None:
        self.headings = [one or f"Column {place}" for place, one in enumerate(headings, start=1)]
        self.columns, self.today = columns, today

    def read(self, cells: list[str]) -> Subject:
        """What the row says. What cannot be read is left out, and is said in `wrong`."""
        found = Subject()
        if len(cells) > len(self.columns):
            found.wrong.append(TOO_MANY_CELLS)
        given = self._given(found, cells)
        _name(found, given)
        _things(found, given)
        self._born(found, given)
        _sex(found, given)
        _place(found, given)
        found.reference = ", ".join(text for _, text in given.get("reference", ()))
        return found

    def _given(self, found: Subject, cells: list[str]) -> Cells:
        """The cells that hold something, by field."""
        given: Cells = {}
        for heading, name, cell in zip(self.headings, self.columns, cells, strict=False):
            text = as_text(cell.strip())
            if name == LEFT_OUT or not text:
                continue
            if objection := objection_to_cell(name, text):
                found.wrong.append(f"{heading}: {objection}")
                continue
            if name in NUMBERS:
                text = WHOLE.sub(r"\1", text)
            given.setdefault(name, []).append((heading, text))
        return given

    def _born(self, found: Subject, given: Cells) -> None:
        for heading, text in given.get("born", ()):
            try:
                found.content["born"] = days.born(text, self.today)
                found.headings["born", ""] = [heading]
            except days.NoDate as wrong:
                found.wrong.append(f"{heading}: {wrong}")


def _of(texts: list[str], said: str) -> str:
    """What is said of some texts of a column; of the column itself, if there are none."""
    if not texts:
        return said
    quoted = ", ".join(f"“{text}”" for text in dict.fromkeys(texts))
    return f"{quoted}. {said[:1].upper()}{said[1:]}"


def _one(given: Cells, name: str) -> str:
    return given[name][0][1] if name in given else ""


def _headings(given: Cells, *names: str) -> Iterator[str]:
    return (heading for name in names for heading, _ in given.get(name, ()))


def _name(found: Subject, given: Cells) -> None:
    """The main name stands first; given in parts, the parts are kept as they were given."""
    parts = {part: _one(given, part) for part in PARTS}
    if whole := _one(given, "name"):
        found.add("person", whole, *_headings(given, "name"))
    elif any(parts.values()):
        whole = " ".join(filter(None, parts.values()))
        found.add("person", whole, *_headings(given, *PARTS))
        found.content |= {part: text for part, text in parts.items() if text}


def _things(found: Subject, given: Cells) -> None:
    """What may stand several times: in several columns, or apart by semicolons in one."""
    for name in given:
        if name in SEVERAL and name != "reference":
            for heading, text in given[name]:
                for one in _several(text):
                    found.add(KINDS.get(name, name), _in_full(name, one, heading, given), heading)


def _sex(found: Subject, given: Cells) -> None:
    for heading, text in given.get("sex", ()):
        if known := SEXES.get(text.lower()):
            found.content["sex"] = known
        elif text.lower() not in SEX_NOT_KNOWN:
            found.wrong.append(f"{heading}: “{text}”. Write male or female, or leave it empty.")


def _place(found: Subject, given: Cells) -> None:
    """The address whole, and in parts where it was given so. Only a whole one is a target."""
    parts = {part: ", ".join(text for _, text in given.get(part, ())) for part in PLACE}
    found.content |= {part: text for part, text in parts.items() if text}
    whole = _one(given, "address")
    if whole and parts["street"].lower() not in whole.lower():
        whole = f"{parts['street']}, {whole}"
    if whole and parts["postcode"].lower() not in whole.lower():
        whole = f"{whole}, {parts['postcode']}"
    if not whole and parts["street"] and parts["postcode"]:
        whole = ", ".join(filter(None, parts.values()))
    if whole:
        found.add("address", whole, *_headings(given, "address", *PLACE))


def _several(text: str) -> Iterator[str]:
    return filter(None, (one.strip() for one in APART.split(text)))


def _phone(text: str, _heading: str, _given: Cells) -> str:
    return f"0{text}" if NO_NOUGHT.fullmatch(text) else text


def _account(text: str, _heading: str, given: Cells) -> str:
    return f"{_one(given, 'sort_code')} {text}".strip()


def _handle(text: str, heading: str, _given: Cells) -> str:
    named = (name for name in PLATFORM_NAMES if _is_named(name, heading.lower()))
    return text if ":" in text else f"{next(named, '')}:{text}".lstrip(":")


def _is_named(platform: str, heading: str) -> bool:
    """Whether a heading names a platform: a short name as a word, since “Text handle” has an x."""
    short = len(platform) < SHORT
    return platform in (re.findall("[a-z]+", heading) if short else heading)


# What a spreadsheet's columns leave out of a cell: a nought, the sort code, the platform.
COMPLETED: dict[str, Callable[[str, str, Cells], str]] = {
    "phone": _phone,
    "account": _account,
    "handle": _handle,
}


def _in_full(name: str, text: str, heading: str, given: Cells) -> str:
    return COMPLETED[name](text, heading, given) if name in COMPLETED else text

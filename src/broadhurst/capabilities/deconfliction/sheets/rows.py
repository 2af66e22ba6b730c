"""One row, understood: what it says of whom or what, and what is wrong with cells that say nothing.

Whether a telephone number is one, the engine says later: here a row only becomes texts by kind.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from broadhurst.capabilities.deconfliction.engine.normalise.handle import PLATFORMS
from broadhurst.capabilities.deconfliction.sheets import days
from broadhurst.capabilities.deconfliction.sheets.cells import objection_to_cell
from broadhurst.capabilities.deconfliction.sheets.columns import LEFT_OUT, SEVERAL

# The kind of thing that some columns hold, where it is not of the column's own name.
KINDS = {"name": "person", "aliases": "person", "email": "handle"}
PARTS = ("first", "middle", "surname")
PLACE = ("street", "town", "postcode")
APART = re.compile(r"[;|\n]+")
SEXES = {"m": "male", "male": "male", "f": "female", "female": "female"}
SEX_NOT_KNOWN = ("u", "unknown", "not known", "n/k", "nk", "x", "other", "-")
# As programs write a number of a column that has gaps, where nothing but digits is meant. Of 15
# digits a fraction has lost none; of more, who knows.
NUMBERS = frozenset(("phone", "imei", "account", "sort_code", "company", "address", "street"))
WHOLE = re.compile(r"((?:^|(?<=[;|\n]))\s*\d{1,15})\.0(?=\s*(?:[;|\n]|$))")
NO_NOUGHT = re.compile(r"[1-37]\d{8,9}")
PLATFORM_NAMES = tuple(platform.name for platform in PLATFORMS)
TOO_MANY_CELLS = "The row has more cells than there are headings."
Cells = dict[str, list[tuple[str, str]]]  # heading and text, by field


@dataclass
class Subject:
    """What a row says, as the room keeps it: lists of texts by kind, and of a person the rest."""

    content: dict[str, Any] = field(default_factory=dict)
    reference: str = ""
    wrong: list[str] = field(default_factory=list)

    def add(self, kind: str, *texts: str) -> None:
        """Texts of a kind, behind those that are there."""
        self.content.setdefault(kind, []).extend(texts)


class RowReader:
    """Reads rows whose columns are known. `columns` has a field for each heading; `today` is the
    day after which nobody was born."""

    def __init__(self, headings: list[str], columns: list[str], today: date) -> None:
        self.headings, self.columns, self.today = headings, columns, today

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
            text = cell.strip()
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
            except days.NoDate as wrong:
                found.wrong.append(f"{heading}: {wrong}")


def _one(given: Cells, name: str) -> str:
    return given[name][0][1] if name in given else ""


def _name(found: Subject, given: Cells) -> None:
    """The main name stands first; given in parts, the parts are kept as they were given."""
    parts = {part: _one(given, part) for part in PARTS}
    if whole := _one(given, "name"):
        found.add("person", whole)
    elif any(parts.values()):
        found.add("person", " ".join(filter(None, parts.values())))
        found.content |= {part: text for part, text in parts.items() if text}


def _things(found: Subject, given: Cells) -> None:
    """What may stand several times: in several columns, or apart by semicolons in one."""
    for name in given:
        if name in SEVERAL and name != "reference":
            for heading, text in given[name]:
                for one in _several(text):
                    found.add(KINDS.get(name, name), _in_full(name, one, heading, given))


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
        found.add("address", whole)


def _several(text: str) -> Iterator[str]:
    return filter(None, (one.strip() for one in APART.split(text)))


def _phone(text: str, _heading: str, _given: Cells) -> str:
    return f"0{text}" if NO_NOUGHT.fullmatch(text) else text


def _account(text: str, _heading: str, given: Cells) -> str:
    return f"{_one(given, 'sort_code')} {text}".strip()


def _handle(text: str, heading: str, _given: Cells) -> str:
    named = (platform for platform in PLATFORM_NAMES if platform in heading.lower())
    return text if ":" in text else f"{next(named, '')}:{text}".lstrip(":")


# What a spreadsheet's columns leave out of a cell: a nought, the sort code, the platform.
COMPLETED: dict[str, Callable[[str, str, Cells], str]] = {
    "phone": _phone,
    "account": _account,
    "handle": _handle,
}


def _in_full(name: str, text: str, heading: str, given: Cells) -> str:
    return COMPLETED[name](text, heading, given) if name in COMPLETED else text

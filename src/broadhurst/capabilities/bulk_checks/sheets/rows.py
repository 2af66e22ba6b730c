"""Parse one row of a spreadsheet into texts by kind, and notes on unusable cells.

The values are validated later by the linkage engine, such as whether a phone number is valid.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from broadhurst.capabilities.bulk_checks.sheets.cells import as_text, objection_to_cell
from broadhurst.capabilities.bulk_checks.sheets.columns import LEFT_OUT, SEVERAL
from broadhurst.capabilities.deconfliction.rules import days
from broadhurst_linkage.normalise.handle import PLATFORMS

# The kind of identifier that a column holds, if it differs from the column's field.
KINDS = {"name": "person", "aliases": "person", "email": "handle"}
PARTS = ("first", "middle", "surname")
PLACE = ("street", "town", "postcode")
APART = re.compile(r"[;|\n]+")
# The Cyrillic and Greek M look like the Latin one, so an officer could not see why they are
# refused. The Cyrillic M also begins the word for “male”.
SEXES = {
    "m": "male", "\u043c": "male", "\u03bc": "male", "male": "male", "f": "female",
    "female": "female",
}  # fmt: skip
SEX_NOT_KNOWN = ("u", "unknown", "not known", "n/k", "nk", "x", "other", "-")
# Programs write “7.0” for numbers in a column with gaps. Up to 15 digits, a float has lost none.
NUMBERS = frozenset(("phone", "imei", "account", "sort_code", "company", "address", "street"))
WHOLE = re.compile(r"((?:^|(?<=[;|\n]))\s*\d{1,15})\.0(?=\s*(?:[;|\n]|$))")
NO_NOUGHT = re.compile(r"[1-37]\d{8,9}")
SHORT = 4  # letters of a platform's name: shorter names also occur inside other words
PLATFORM_NAMES = tuple(platform.name for platform in PLATFORMS)
TOO_MANY_CELLS = "The row has more cells than there are headings."
Cells = dict[str, list[tuple[str, str]]]  # heading and text, by field


@dataclass
class Subject:
    """The content of a row, as an entry stores it, with notes on unusable cells.

    `content` has lists of texts by kind, and a person's sex, date of birth and name parts.
    `headings` has the column headings of each kind and text. `wrong` lists unusable cells. Texts
    that are not valid for their kind are found later.
    """

    content: dict[str, Any] = field(default_factory=dict)
    reference: str = ""
    wrong: list[str] = field(default_factory=list)
    headings: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def add(self, kind: str, text: str, *headings: str) -> None:
        """Append a text of a kind, with the headings of its columns."""
        self.content.setdefault(kind, []).append(text)
        self.headings.setdefault((kind, text), []).extend(headings)

    def all_wrong(self, faults: Iterable[tuple[str, str, str]]) -> list[str]:
        """Return the notes on cells and on invalid texts, each after its heading.

        `faults` are the kind, text and reason of each invalid text. A reason that applies to
        several texts of a column is listed once.
        """
        texts: dict[tuple[str, str], list[str]] = {}
        for kind, text, reason in faults:
            where = ", ".join(dict.fromkeys(self.headings[kind, text]))
            texts.setdefault((where, reason), []).extend(filter(None, [text]))
        notes = (f"{where}: {_note(same, reason)}" for (where, reason), same in texts.items())
        return list(dict.fromkeys([*self.wrong, *notes]))


class RowReader:
    """Reads rows whose columns are known.

    `columns` has a field for each heading. `today` is the latest possible date of birth.
    """

    def __init__(self, headings: list[str], columns: list[str], today: date) -> None:
        self.headings = [
            heading or f"Column {place}" for place, heading in enumerate(headings, start=1)
        ]
        self.columns, self.today = columns, today

    def read(self, cells: list[str]) -> Subject:
        """Return the content of a row.

        Unusable cells are left out, with a note in `wrong`.
        """
        subject = Subject()
        if len(cells) > len(self.columns):
            subject.wrong.append(TOO_MANY_CELLS)
        filled = self._filled(subject, cells)
        _add_name(subject, filled)
        _add_identifiers(subject, filled)
        self._add_birth_date(subject, filled)
        _add_sex(subject, filled)
        _add_address(subject, filled)
        subject.reference = ", ".join(text for _, text in filled.get("reference", ()))
        return subject

    def _filled(self, subject: Subject, cells: list[str]) -> Cells:
        """Return the usable cells that hold something, by field."""
        filled: Cells = {}
        for heading, name, cell in zip(self.headings, self.columns, cells, strict=False):
            text = as_text(cell.strip())
            if name == LEFT_OUT or not text:
                continue
            if objection := objection_to_cell(name, text):
                subject.wrong.append(f"{heading}: {objection}")
                continue
            if name in NUMBERS:
                text = WHOLE.sub(r"\1", text)
            filled.setdefault(name, []).append((heading, text))
        return filled

    def _add_birth_date(self, subject: Subject, filled: Cells) -> None:
        for heading, text in filled.get("born", ()):
            try:
                subject.content["born"] = days.born(text, self.today)
                subject.headings["born", ""] = [heading]
            except days.NoDate as wrong:
                subject.wrong.append(f"{heading}: {wrong}")


def _note(texts: list[str], reason: str) -> str:
    """Return the reason after the texts it applies to, if there are any."""
    if not texts:
        return reason
    quoted = ", ".join(f"“{text}”" for text in dict.fromkeys(texts))
    return f"{quoted}. {reason[:1].upper()}{reason[1:]}"


def _first(filled: Cells, name: str) -> str:
    return filled[name][0][1] if name in filled else ""


def _headings(filled: Cells, *names: str) -> Iterator[str]:
    return (heading for name in names for heading, _ in filled.get(name, ()))


def _add_name(subject: Subject, filled: Cells) -> None:
    """Add the main name, which comes first. Parts of a name are also kept as entered."""
    parts = {part: _first(filled, part) for part in PARTS}
    if whole := _first(filled, "name"):
        subject.add("person", whole, *_headings(filled, "name"))
    elif any(parts.values()):
        whole = " ".join(filter(None, parts.values()))
        subject.add("person", whole, *_headings(filled, *PARTS))
        subject.content |= {part: text for part, text in parts.items() if text}


def _add_identifiers(subject: Subject, filled: Cells) -> None:
    """Add values that can occur several times, in several columns or with semicolons."""
    for name in filled:
        if name in SEVERAL and name != "reference":
            for heading, text in filled[name]:
                for part in _several(text):
                    completed = _in_full(name, part, heading, filled)
                    subject.add(KINDS.get(name, name), completed, heading)


def _add_sex(subject: Subject, filled: Cells) -> None:
    for heading, text in filled.get("sex", ()):
        if sex := SEXES.get(text.lower()):
            subject.content["sex"] = sex
        elif text.lower() not in SEX_NOT_KNOWN:
            subject.wrong.append(f"{heading}: “{text}”. Write male or female, or leave it empty.")


def _add_address(subject: Subject, filled: Cells) -> None:
    """Add the whole address, and its parts if entered so.

    Only a whole one is a target.
    """
    parts = {part: ", ".join(text for _, text in filled.get(part, ())) for part in PLACE}
    subject.content |= {part: text for part, text in parts.items() if text}
    whole = _first(filled, "address")
    if whole and parts["street"].lower() not in whole.lower():
        whole = f"{parts['street']}, {whole}"
    if whole and parts["postcode"].lower() not in whole.lower():
        whole = f"{whole}, {parts['postcode']}"
    if not whole and parts["street"] and parts["postcode"]:
        whole = ", ".join(filter(None, parts.values()))
    if whole:
        subject.add("address", whole, *_headings(filled, "address", *PLACE))


def _several(text: str) -> Iterator[str]:
    return filter(None, (part.strip() for part in APART.split(text)))


def _phone(text: str, _heading: str, _filled: Cells) -> str:
    return f"0{text}" if NO_NOUGHT.fullmatch(text) else text


def _account(text: str, _heading: str, filled: Cells) -> str:
    return f"{_first(filled, 'sort_code')} {text}".strip()


def _handle(text: str, heading: str, _filled: Cells) -> str:
    named = (name for name in PLATFORM_NAMES if _is_named(name, heading.lower()))
    return text if ":" in text else f"{next(named, '')}:{text}".lstrip(":")


def _is_named(platform: str, heading: str) -> bool:
    """Return whether a heading names a platform.

    A short name must be a whole word: “Text handle” has an x but does not name X.
    """
    short = len(platform) < SHORT
    return platform in (re.findall("[a-z]+", heading) if short else heading)


# Completes a cell with what its column leaves out: a leading zero, sort code or platform.
COMPLETED: dict[str, Callable[[str, str, Cells], str]] = {
    "phone": _phone,
    "account": _account,
    "handle": _handle,
}


def _in_full(name: str, text: str, heading: str, filled: Cells) -> str:
    return COMPLETED[name](text, heading, filled) if name in COMPLETED else text

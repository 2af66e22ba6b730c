"""Encode targets as rows, and derive their blocking keys."""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from broadhurst.capabilities.deconfliction.models import Kind
from broadhurst.capabilities.deconfliction.targets.secrets import row_secret, secret
from broadhurst.capabilities.deconfliction.targets.target import NO_ROWS, Content, Loose
from broadhurst_linkage import identifiers as kinds
from broadhurst_linkage.blocking.batch_keys import key_arrays
from broadhurst_linkage.encoding.rows import marked_read
from broadhurst_linkage.hashing import keyed_hash
from broadhurst_linkage.matcher import Matcher, rows_of
from broadhurst_linkage.names import is_latin
from broadhurst_linkage.normalise import address, person
from broadhurst_linkage.normalise.invalid import Invalid
from broadhurst_linkage.records import Record

# Kinds that can be written in several ways, so a desk reviews two that are nearly the same. A phone
# number or registration with one other digit usually belongs to somebody else. It counts only
# together with the person's details.
NEARLY = ("address", "company")


class Keyed:
    """The rows and keys of one target. `put_keys_of_rows` adds the keys of its rows.

    `things` are the identifiers that may be matched: kind, text as written, normal form. An address
    on the stop list is still in the content. `is_placed` says whether the rows contain its parts.
    """

    def __init__(
        self, content: Content, names: list[str], things: list[tuple[str, str, str]], *,
        is_placed: bool,
    ) -> None:  # fmt: skip
        self.content, self.names, self.things = content, names, things
        self.is_placed = is_placed
        self.rows: list[bytes] = []
        self.exact: dict[int, str] = {}
        self.weak: dict[int, str] = {}
        self.near: list[int] = []
        self.loose = NO_ROWS
        self._add_identifier_keys()
        if names:
            self._add_person()

    def _add_identifier_keys(self) -> None:
        """Add each identifier's own key, and the keys of nearly equal addresses and companies."""
        for kind, text, form in self.things:
            rule = kinds.KINDS[kind]
            keys = self.exact if rule.is_exact(form) else self.weak
            keys[keyed_hash(secret(), kind, rule.version, form)] = kind
            if kind in NEARLY:
                for loose in rule.loose(text):
                    near = keyed_hash(secret(), f"near {kind}", rule.version, loose)
                    self.near.append(near)

    def _add_person(self) -> None:
        """Add the rows of each name and, with a full date of birth, its exact key."""
        matcher, born = Matcher.default(), str(self.content.get("born") or "")
        known = self._shared_fields(born)
        # First name and surname belong to the name entered first, which may not be checked itself.
        main = self.content[Kind.PERSON.value][0]
        for name in self.names:
            if len(born) == len("1988-03-27"):
                form = person.normalise(name, date.fromisoformat(born))
                key = keyed_hash(secret(), Kind.PERSON, person.VERSION, form)
                self.exact[key] = Kind.PERSON
            for record in self._records(name, known, is_main=name == main):
                row = matcher.row(record)
                if not is_latin(name):
                    row = marked_read(row)
                self.rows.append(row.tobytes())

    def _records(self, name: str, known: dict[str, str], *, is_main: bool) -> list[Record]:
        """Return one record, or one for each reading of a name in another script."""
        parts = _parts(self.content) if is_main else {}
        return Record(**parts, **known).readings() if parts else Record.readings_of(name, **known)

    def _shared_fields(self, born: str) -> dict[str, str]:
        """Return the fields that all names share, such as the first phone, vehicle and address."""
        parts = PLACE if self.is_placed else ()
        fields = {part: str(self.content.get(part) or "") for part in parts}
        if not any(fields.values()):
            fields = _place_of(next((t for kind, t, _ in self.things if kind == "address"), ""))
        for wanted in ("phone", "vehicle"):
            fields[wanted] = next((form for kind, _, form in self.things if kind == wanted), "")
        return fields | {"born": born, "sex": str(self.content.get("sex") or "")}


def put_keys_of_rows(targets: Sequence[Keyed]) -> None:
    """Set the loose keys of all targets' rows, in one call of the engine."""
    rows = rows_of([row for target in targets for row in target.rows])
    ends, keys, numbers = key_arrays(rows, row_secret(), False)
    signed, ends_at = keys.view(np.int64), ends.tolist()
    first_row = 0
    for target in targets:
        low, high = ends_at[first_row], ends_at[first_row + len(target.rows)]
        target.loose = Loose(signed[low:high], numbers[low:high])
        first_row += len(target.rows)


def names_of(content: Content) -> Iterator[tuple[str, Record]]:
    """Yield each name of a content with a record that holds only the name."""
    for index, name in enumerate(content.get(Kind.PERSON.value, ())):
        parts = _parts(content) if index == 0 else {}
        yield name, Record(**parts) if parts else Record.of_name(name)


def _parts(content: Content) -> dict[str, str]:
    """Return the parts of the main name, if they were entered separately."""
    parts = {part: str(content.get(part) or "") for part in ("first", "middle", "surname")}
    return parts if any(parts.values()) else {}


PLACE = ("street", "town", "postcode")


def _place_of(text: str) -> dict[str, str]:
    """Return the parts of an address that a record compares."""
    if not text or text.strip().lower().startswith("uprn"):
        return {}
    try:
        parsed = address.parse(text)
    except Invalid:
        return {}
    return {"street": f"{parsed.house} {parsed.street}".strip(), "postcode": parsed.postcode}

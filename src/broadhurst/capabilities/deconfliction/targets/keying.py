"""The rows of targets, and the keys by which they are found."""

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

# What may stand in several ways: nearly the same is worth a desk's look. One digit more or less in
# a telephone number or a mark is most often another's, and counts only with the person's.
NEARLY = ("address", "company")


class Keyed:
    """The rows and keys of one target; `put_keys_of_rows` puts those of its rows.

    `things` are those that may be matched. An address that may not stands in the content all the
    same, in parts too: `is_placed` says whether these are in the rows.
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
        self._of_things()
        if names:
            self._of_person()

    def _of_things(self) -> None:
        """Of each identifier its own key, and of some the keys of what is nearly the same."""
        for name, text, form in self.things:
            rule = kinds.KINDS[name]
            into = self.exact if rule.is_exact(form) else self.weak
            into[keyed_hash(secret(), name, rule.version, form)] = name
            if name in NEARLY:
                for loose in rule.loose(text):
                    near = keyed_hash(secret(), f"near {name}", rule.version, loose)
                    self.near.append(near)

    def _of_person(self) -> None:
        """Of each name a row and, with a whole date of birth, its exact key."""
        matcher, born = Matcher.default(), str(self.content.get("born") or "")
        known = self._known(born)
        # The parts are of the name that was given first, which may not be one that is checked.
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
        """One; of a name in another script one for each way of reading it."""
        parts = _parts(self.content) if is_main else {}
        return Record(**parts, **known).readings() if parts else Record.readings_of(name, **known)

    def _known(self, born: str) -> dict[str, str]:
        """What every name's record shares: the first telephone, vehicle and address."""
        parts = PLACE if self.is_placed else ()
        known = {part: str(self.content.get(part) or "") for part in parts}
        if not any(known.values()):
            known = _place_of(next((t for kind, t, _ in self.things if kind == "address"), ""))
        for thing in ("phone", "vehicle"):
            known[thing] = next((form for kind, _, form in self.things if kind == thing), "")
        return known | {"born": born, "sex": str(self.content.get("sex") or "")}


def put_keys_of_rows(targets: Sequence[Keyed]) -> None:
    """The loose keys of every row of some targets, all in one call."""
    rows = rows_of([row for one in targets for row in one.rows])
    ends, keys, numbers = key_arrays(rows, row_secret(), False)
    signed, ends_at = keys.view(np.int64), ends.tolist()
    at = 0
    for one in targets:
        low, high = ends_at[at], ends_at[at + len(one.rows)]
        one.loose = Loose(signed[low:high], numbers[low:high])
        at += len(one.rows)


def names_of(content: Content) -> Iterator[tuple[str, Record]]:
    """Each name of a content, and its record, which has the name alone."""
    for place, name in enumerate(content.get(Kind.PERSON.value, ())):
        parts = _parts(content) if place == 0 else {}
        yield name, Record(**parts) if parts else Record.of_name(name)


def _parts(content: Content) -> dict[str, str]:
    """The parts of the main name, if they were given apart."""
    parts = {part: str(content.get(part) or "") for part in ("first", "middle", "surname")}
    return parts if any(parts.values()) else {}


PLACE = ("street", "town", "postcode")


def _place_of(text: str) -> dict[str, str]:
    """The parts of an address that the record compares."""
    if not text or text.strip().lower().startswith("uprn"):
        return {}
    try:
        parsed = address.parse(text)
    except Invalid:
        return {}
    return {"street": f"{parsed.house} {parsed.street}".strip(), "postcode": parsed.postcode}

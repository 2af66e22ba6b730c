"""Encode targets as rows, and derive their blocking keys."""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from broadhurst.capabilities.deconfliction.models import Kind
from broadhurst.capabilities.deconfliction.targets.match_keys import MatchKey
from broadhurst.capabilities.deconfliction.targets.target import Content, Keys, Loose
from broadhurst_linkage import identifiers as kinds
from broadhurst_linkage.blocking.batch_keys import key_arrays
from broadhurst_linkage.encoding.rows import marked_read
from broadhurst_linkage.matcher import Matcher, rows_of
from broadhurst_linkage.names import is_latin
from broadhurst_linkage.normalise import address, person
from broadhurst_linkage.normalise.invalid import Invalid
from broadhurst_linkage.records import Record

# Kinds that can be written in several ways, so a desk reviews two that are nearly the same. A phone
# number or registration with one other digit usually belongs to somebody else. It counts only
# together with the person's details.
NEARLY = ("address", "company")
Form = tuple[str, int, str]  # what is hashed: a kind, its version and a normal form


class Parts:
    """The feature vectors of one target, and the normal forms that its other keys are made from.

    `things` are the identifiers that may be matched: kind, text as written, normal form. An address
    on the stop list is still in `submitted`. `is_placed` says whether the vectors hold its parts.
    """

    def __init__(
        self, submitted: Content, names: list[str], things: list[tuple[str, str, str]], *,
        is_placed: bool,
    ) -> None:  # fmt: skip
        self.submitted, self.names, self.things = submitted, names, things
        self.is_placed = is_placed
        self.feature_vectors: list[bytes] = []
        self.exact: list[Form] = []
        self.weak: list[Form] = []
        self.near: list[Form] = []
        self._add_identifiers()
        if names:
            self._add_person()

    def keys(self, key: MatchKey, loose: Loose) -> Keys:
        """Return the keys by a match key, with the given keys of the rows."""
        return Keys(
            key,
            exact={key.hash(*form): form[0] for form in self.exact},
            weak={key.hash(*form): form[0] for form in self.weak},
            near=tuple(key.hash(*form) for form in self.near),
            loose=loose,
        )

    def _add_identifiers(self) -> None:
        """Add each identifier's form, and the forms of nearly equal addresses and companies."""
        for kind, text, form in self.things:
            rule = kinds.KINDS[kind]
            (self.exact if rule.is_exact(form) else self.weak).append((kind, rule.version, form))
            if kind in NEARLY:
                self.near += [(f"near {kind}", rule.version, near) for near in rule.loose(text)]

    def _add_person(self) -> None:
        """Add the rows of each name and, with a full date of birth, its exact form."""
        matcher, born = Matcher.default(), str(self.submitted.get("born") or "")
        fields = self._shared_fields(born)
        # First name and surname belong to the name entered first, which may not be checked itself.
        main = self.submitted[Kind.PERSON.value][0]
        for name in self.names:
            if len(born) == len("1988-03-27"):
                form = person.normalise(name, date.fromisoformat(born))
                self.exact.append((Kind.PERSON, person.VERSION, form))
            for record in self._records(name, fields, is_main=name == main):
                row = matcher.row(record)
                if not is_latin(name):
                    row = marked_read(row)
                self.feature_vectors.append(row.tobytes())

    def _records(self, name: str, fields: dict[str, str], *, is_main: bool) -> list[Record]:
        """Return one record, or one for each reading of a name in another script."""
        parts = _parts(self.submitted) if is_main else {}
        return Record(**parts, **fields).readings() if parts else Record.readings_of(name, **fields)

    def _shared_fields(self, born: str) -> dict[str, str]:
        """Return the fields that all names share, such as the first phone, vehicle and address."""
        parts = PLACE if self.is_placed else ()
        fields = {part: str(self.submitted.get(part) or "") for part in parts}
        if not any(fields.values()):
            fields = _place_of(next((t for kind, t, _ in self.things if kind == "address"), ""))
        for wanted in ("phone", "vehicle"):
            fields[wanted] = next((form for kind, _, form in self.things if kind == wanted), "")
        return fields | {"born": born, "sex": str(self.submitted.get("sex") or "")}


def keys_of_all(targets: Sequence[Parts], key: MatchKey) -> Iterator[Keys]:
    """Yield the keys of each target by a match key, from one call of the engine."""
    rows = rows_of([row for target in targets for row in target.feature_vectors])
    ends, keys, numbers = key_arrays(rows, key.row_secret, False)
    signed, ends_at = keys.view(np.int64), ends.tolist()
    first_row = 0
    for target in targets:
        low, high = ends_at[first_row], ends_at[first_row + len(target.feature_vectors)]
        yield target.keys(key, Loose(signed[low:high], numbers[low:high]))
        first_row += len(target.feature_vectors)


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

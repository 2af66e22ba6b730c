"""The rows of targets, and the keys by which they are found."""

from collections.abc import Iterator, Sequence
from datetime import date

from broadhurst.capabilities.deconfliction.engine import kinds
from broadhurst.capabilities.deconfliction.engine.hashing import keyed_hash
from broadhurst.capabilities.deconfliction.engine.many import keys_of_each
from broadhurst.capabilities.deconfliction.engine.matcher import Matcher, rows_of
from broadhurst.capabilities.deconfliction.engine.names import is_latin
from broadhurst.capabilities.deconfliction.engine.normalise import address, person
from broadhurst.capabilities.deconfliction.engine.normalise.invalid import Invalid
from broadhurst.capabilities.deconfliction.engine.record import Record
from broadhurst.capabilities.deconfliction.engine.rows import marked_read
from broadhurst.capabilities.deconfliction.models import Kind
from broadhurst.capabilities.deconfliction.targets.secrets import row_secret, secret
from broadhurst.capabilities.deconfliction.targets.target import NEAR, Content

# What may stand in several ways: nearly the same is worth a desk's look. One digit more or less in
# a telephone number or a mark is most often another's, and counts only with the person's.
NEARLY = ("address", "company")


class Keyed:
    """Gathers the rows and keys of one target."""

    def __init__(self, content: Content, things: list[tuple[str, str, str]]) -> None:
        self.content, self.things = content, things
        self.rows: list[bytes] = []
        self.exact: dict[int, str] = {}
        self.weak: dict[int, str] = {}
        self.kept: dict[int, int] = {}

    def of_things(self) -> None:
        """Of each identifier its own key, and of some the keys of what is nearly the same."""
        for name, text, form in self.things:
            rule = kinds.KINDS[name]
            into = self.exact if rule.is_exact(form) else self.weak
            into[keyed_hash(secret(), name, rule.version, form)] = name
            if name in NEARLY:
                for loose in rule.loose(text):
                    near = keyed_hash(secret(), f"near {name}", rule.version, loose)
                    self.kept[near] = NEAR

    def of_person(self, names: list[str]) -> None:
        """Of each name a row and, with a whole date of birth, its exact key.

        The rows' loose keys are put by `put_keys_of_rows`.
        """
        matcher, born = Matcher.default(), str(self.content.get("born") or "")
        known = self._known(born)
        for place, name in enumerate(names):
            if len(born) == len("1988-03-27"):
                form = person.normalise(name, date.fromisoformat(born))
                key = keyed_hash(secret(), Kind.PERSON, person.VERSION, form)
                self.exact[key] = Kind.PERSON
            for record in self._records(name, known, is_main=place == 0):
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
        known = {part: str(self.content.get(part) or "") for part in PLACE}
        if not any(known.values()):
            known = _place_of(next((t for kind, t, _ in self.things if kind == "address"), ""))
        for thing in ("phone", "vehicle"):
            known[thing] = next((form for kind, _, form in self.things if kind == thing), "")
        return known | {"born": born, "sex": str(self.content.get("sex") or "")}


def put_keys_of_rows(targets: Sequence[Keyed]) -> None:
    """The loose keys of every row of some targets, all in one call."""
    rows = rows_of([row for one in targets for row in one.rows])
    ends, keys, numbers = keys_of_each(rows, row_secret(), for_query=False)
    at = 0
    for one in targets:
        low, high = ends[at], ends[at + len(one.rows)]
        one.kept.update(zip(keys[low:high], numbers[low:high], strict=True))
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

"""What is checked: read from an OCG or from what was typed, and put through the engine.

A target's `content` is what was written: lists of texts by kind ("person" holds the names), and of
a person also `born` (ISO text, maybe partial), `sex`, `street`, `town` and `postcode`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any

from django.utils.crypto import salted_hmac

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.engine import kinds
from broadhurst.capabilities.deconfliction.engine.keys import Secret, key_secret, keyed_hash
from broadhurst.capabilities.deconfliction.engine.matcher import Matcher
from broadhurst.capabilities.deconfliction.engine.names import is_latin
from broadhurst.capabilities.deconfliction.engine.normalise import address, person
from broadhurst.capabilities.deconfliction.engine.normalise.invalid import Invalid
from broadhurst.capabilities.deconfliction.engine.record import Record
from broadhurst.capabilities.deconfliction.engine.rows import VERSION, marked_read
from broadhurst.capabilities.deconfliction.models import Kind, Stopped
from broadhurst.capabilities.deconfliction.rules.stopping import ALWAYS_STOPPED, bare
from broadhurst.capabilities.register.models import Identifier, Membership, Ocg, Person

Content = Mapping[str, Any]
Form = tuple[str, str]  # of a kind of the engine's

# Numbers of keys beside those of the engine's rules (`engine.keys.Kind`, below 64): an identifier's
# own, one that is not exact (a company's name), one of what is nearly the same, and the target's.
EXACT, WEAK, NEAR, OWN = 100, 101, 102, 103
# What may stand in several ways: nearly the same is worth a desk's look. One digit more or less in
# a telephone number or a mark is most often another's, and counts only with the person's.
NEARLY = ("address", "company")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
LONGEST_LABEL = 160


@dataclass(frozen=True)
class Target:
    """What is checked: words for its own unit, and the keys by which it is found.

    `exact` gives the kind of each key that two must share to be a hit, `weak` of each that is worth
    a desk's look. `kept` are loose keys that are stored (their rule's number), `asked` those by
    which others are looked for.
    """

    kind: str
    label: str
    content: Content
    rows: tuple[bytes, ...] = ()
    exact: Mapping[int, str] = field(default_factory=dict)
    weak: Mapping[int, str] = field(default_factory=dict)
    kept: Mapping[int, int] = field(default_factory=dict)
    asked: Mapping[int, int] = field(default_factory=dict)
    version: int = VERSION

    @cached_property
    def written(self) -> str:
        """The content as a text, always the same of the same."""
        return as_text(self.content)

    @cached_property
    def hashes(self) -> frozenset[int]:
        """Every key on which somebody else's entry might be found, or might find this one."""
        return frozenset((*self.exact, *self.weak, *self.kept, *self.asked))

    @cached_property
    def person_keys(self) -> frozenset[int]:
        """The keys of the same name and date of birth."""
        return frozenset(key for key, kind in self.exact.items() if kind == Kind.PERSON)


@dataclass
class _Read:
    """One content, read: its normal forms, and what is wrong with the rest."""

    content: Content
    forms: list[tuple[str, str, str]] = field(default_factory=list)  # kind, as written, form
    wrong: list[str] = field(default_factory=list)


def targets_of(ocg: Ocg) -> tuple[list[Target], list[str]]:
    """The targets of an OCG, and what cannot be checked, each with what is wrong with it."""
    return targets_from(_written(ocg))


def targets_from(contents: Iterable[Content]) -> tuple[list[Target], list[str]]:
    """The targets that contents make, in order, and what of them is not checked, and why."""
    each = targets_each(contents)
    return [target for target, _ in each if target], [one for _, wrong in each for one in wrong]


def targets_each(contents: Iterable[Content]) -> list[tuple[Target | None, list[str]]]:
    """Of each content its target, if anything in it can be checked, and what cannot, and why."""
    read = [_read(content) for content in contents]
    stopped = _stopped({(kind, form) for one in read for kind, _, form in one.forms})
    return [(_target(one, stopped), one.wrong) for one in read]


def targets_added(ocg: Ocg, added: Membership | Identifier) -> tuple[list[Target], list[str]]:
    """The target that was just added to an OCG, or is changed by it, and what cannot be checked.

    A person comes with all that they use: it is one target, and its entry changes.
    """
    if added.person is not None:
        return targets_from(_people(ocg, added.person))
    return targets_from([_thing(added)] if isinstance(added, Identifier) else [])


def _written(ocg: Ocg) -> Iterator[Content]:
    """Suspects with what they use, each one target; then each thing that the group uses."""
    yield from _people(ocg)
    yield from map(_thing, ocg.identifiers.filter(person=None))


def _people(ocg: Ocg, *only: Person) -> Iterator[Content]:
    """Suspects with what they use; what belongs to a victim or a witness is left out with them."""
    suspected = ocg.memberships.filter(category__in=rules.TARGETS).select_related("person")
    if only:
        suspected = suspected.filter(person__in=only)
    people = [member.person for member in suspected]
    theirs: dict[int | None, list[tuple[str, str]]] = {}
    for item in ocg.identifiers.filter(person__in=people):
        theirs.setdefault(item.person_id, []).append((item.kind, item.value))
    for one in people:
        yield _of_person(one, theirs.get(one.pk, []))


def _thing(item: Identifier) -> Content:
    return {item.kind: [item.value]}


def _of_person(one: Person, things: list[tuple[str, str]]) -> Content:
    content: dict[str, Any] = {Kind.PERSON.value: [one.name, *one.aliases]}
    if one.born_on:
        content["born"] = one.born_on.isoformat()
    if one.sex:
        content["sex"] = one.sex
    for kind, value in things:
        content.setdefault(kind, []).append(value)
    return content


def wrong_with(kind: str, text: str) -> str:
    """What keeps a text from being checked as a kind, in words; "" if nothing does.

    A number that is always stopped is well written, and a check says that it is left out.
    """
    if kind == Kind.PERSON:
        return "" if any(c.isalpha() for c in text) else "There is no name here."
    try:
        kinds.KINDS[kind].normalise(text)
    except Invalid as invalid:
        return "" if (kind, bare(text)) in ALWAYS_STOPPED else str(invalid)
    return ""


def _read(content: Content) -> _Read:
    """Put each text into its normal form."""
    read = _Read(content)
    for name in kinds.KINDS:
        for text in content.get(name, ()):
            try:
                read.forms.append((name, text, kinds.KINDS[name].normalise(text)))
            except Invalid as invalid:
                stop = ALWAYS_STOPPED.get((name, bare(text)))
                read.wrong.append(f"{text}: {_never(stop) if stop else invalid}")
    return read


def _target(read: _Read, stopped: Mapping[Form, str]) -> Target | None:
    """The target of what can be checked; None if nothing can."""
    things = [one for one in read.forms if (one[0], one[2]) not in stopped]
    for kind, text, form in read.forms:
        if (kind, form) in stopped:
            read.wrong.append(f"{text}: {_never(stopped[kind, form])}")
    names = _names(read)
    if not (names or things):
        return None
    target = _Keys(read.content, things)
    target.of_things()
    if names:
        target.of_person(names)
        if not things and not read.content.get("born"):
            read.wrong.append(
                f"{names[0]}: checked, but a name alone finds little. Add a date of birth, or a "
                "telephone, an address or something else that they use."
            )
    kind = Kind.PERSON.value if names else things[0][0]
    label = names[0] + _born_words(read.content) if names else ", ".join(t for _, t, _ in things)
    return Target(
        kind, label[:LONGEST_LABEL], read.content, tuple(target.rows), target.exact, target.weak,
        target.kept, target.asked,
    )  # fmt: skip


def _names(read: _Read) -> list[str]:
    names = []
    for name in read.content.get(Kind.PERSON.value, ()):
        if wrong := wrong_with(Kind.PERSON, name):
            read.wrong.append(f"{name}: {wrong}")
        else:
            names.append(name)
    return names


class _Keys:
    """Gathers the rows and keys of one target."""

    def __init__(self, content: Content, things: list[tuple[str, str, str]]) -> None:
        self.content, self.things = content, things
        self.rows: list[bytes] = []
        self.exact: dict[int, str] = {}
        self.weak: dict[int, str] = {}
        self.kept: dict[int, int] = {}
        self.asked: dict[int, int] = {}

    def of_things(self) -> None:
        """Of each identifier its own key, and of some the keys of what is nearly the same."""
        for name, text, form in self.things:
            rule = kinds.KINDS[name]
            into = self.exact if rule.is_exact(form) else self.weak
            into[keyed_hash(_secret(), name, rule.version, form)] = name
            if name in NEARLY:
                for loose in rule.loose(text):
                    near = keyed_hash(_secret(), f"near {name}", rule.version, loose)
                    self.kept[near] = self.asked[near] = NEAR

    def of_person(self, names: list[str]) -> None:
        """Of each name a row, its loose keys and, with a whole date of birth, its exact key."""
        matcher, born = Matcher.default(), str(self.content.get("born") or "")
        known = self._known(born)
        for place, name in enumerate(names):
            if len(born) == len("1988-03-27"):
                form = person.normalise(name, date.fromisoformat(born))
                key = keyed_hash(_secret(), Kind.PERSON, person.VERSION, form)
                self.exact[key] = Kind.PERSON
            for record in self._records(name, known, is_main=place == 0):
                row = matcher.row(record)
                if not is_latin(name):
                    row = marked_read(row)
                self.rows.append(row.tobytes())
                self.kept |= _numbered(matcher.keys(row, row_secret(), for_query=False))
                self.asked |= _numbered(matcher.keys(row, row_secret(), for_query=True))

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


def _stopped(forms: set[Form]) -> dict[Form, str]:
    """Those of some normal forms that are never matched, with the reason."""
    found = {one: ALWAYS_STOPPED[one] for one in forms if one in ALWAYS_STOPPED}
    if forms:
        texts = {form for _, form in forms}
        for kind, form, reason in Stopped.objects.filter(
            lifted_at=None, form__in=texts
        ).values_list("kind", "form", "reason"):
            if (kind, form) in forms:
                found[kind, form] = reason
    return found


def _never(reason: str) -> str:
    return f"It is on the stop-list, so it is not checked: {reason}"


def _born_words(content: Content) -> str:
    born = str(content.get("born") or "")
    if not born:
        return ""
    year, month, day = [*born.split("-"), "", ""][:3]
    words = [str(int(day)) if day else "", MONTHS[int(month) - 1] if month else "", year]
    return f", born {' '.join(filter(None, words))}"


def _numbered(keys: Iterable[tuple[int, int]]) -> dict[int, int]:
    return {key: int(number) for number, key in keys}


@cache
def _secret() -> bytes:
    """On which every key hangs: the site's own."""
    return salted_hmac("broadhurst.deconfliction", "keys", algorithm="sha256").digest()


@cache
def row_secret() -> Secret:
    """What the keys of rows hang on, in the engine's form."""
    return key_secret(_secret())


def as_text(content: Content) -> str:
    """A content as a text, always the same of the same."""
    return json.dumps(content, sort_keys=True)


def own_key(*parts: str) -> int:
    """The key by which a unit finds its own entry again."""
    return keyed_hash(_secret(), "own", 1, "\x1f".join(parts))

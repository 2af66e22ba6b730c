"""Name the identifiers in a unit's own entry, such as those it shares with another unit."""

from calendar import month_name
from collections.abc import Collection, Iterator
from datetime import date

from broadhurst.capabilities.deconfliction.models import Kind
from broadhurst.capabilities.deconfliction.targets.match_keys import match_keys
from broadhurst.capabilities.deconfliction.targets.target import Content
from broadhurst.capabilities.register.models import Sex
from broadhurst_linkage import identifiers as kinds
from broadhurst_linkage.normalise import person
from broadhurst_linkage.normalise.invalid import Invalid

KNOWN = (
    ("Date of birth", "born"), ("Sex", "sex"), ("Street", "street"), ("Town", "town"),
    ("Postcode", "postcode"), ("Why it is silent", "because"),
)  # fmt: skip
SEXES = {"m": Sex.MALE.label, "f": Sex.FEMALE.label}  # a spreadsheet has the word
Named = tuple[str, str]  # a kind in words, and the text entered
# A kind, the text entered, and its exact key by each match key of this process, by mark. What was
# stored while the match key is being changed may have the old key or the new one.
Keyed = tuple[str, str, dict[str, int]]


def entered(content: Content) -> list[Named]:
    """Return everything in a content as it was written, the names first."""
    values = [(Kind(kind).label, text) for kind in Kind.values for text in content.get(kind, ())]
    return values + [(words, str(content[part])) for words, part in KNOWN if content.get(part)]


def in_words(content: Content) -> list[Named]:
    """Return everything in a content, with the date of birth and the sex as pages show them."""
    readable = dict(content)
    if born := content.get("born"):
        readable["born"] = day_in_words(str(born))
    if sex := content.get("sex"):
        readable["sex"] = SEXES.get(str(sex)[:1].lower(), sex)
    return entered(readable)


def day_in_words(born: str) -> str:
    """Return a date of birth, full or partial: "27 March 1988", "March 1988" or "1988"."""
    year, month, day = [*born.split("-"), "", ""][:3]
    words = [str(int(day)) if day else "", month_name[int(month)] if month else "", year]
    return " ".join(filter(None, words))


def named(content: Content, keys: Collection[int]) -> list[Named]:
    """Return the identifiers of a content whose exact key is among the keys."""
    return [
        (Kind(kind).label, text)
        for kind, text, by_mark in _identifiers(content)
        if any(key in keys for key in by_mark.values())
    ]


def keys_of(content: Content) -> set[int]:
    """Return the exact keys of a content's people and identifiers, by each match key."""
    return {key for *_, by_mark in _identifiers(content) for key in by_mark.values()}


def people_of(content: Content) -> set[int]:
    """Return the exact keys of a person: name with date of birth, by every match key."""
    return {key for *_, by_mark in _people(content) for key in by_mark.values()}


def successors_of(content: Content, old: str, new: str) -> dict[int, int]:
    """Map the exact keys of a content by one match key to those by another, given by mark."""
    return {
        by_mark[old]: by_mark[new]
        for *_, by_mark in _identifiers(content)
        if {old, new} <= by_mark.keys()
    }


def _people(content: Content) -> Iterator[Keyed]:
    born = str(content.get("born") or "")
    if len(born) == len("1988-03-27"):
        for name in content.get(Kind.PERSON.value, ()):
            form = person.normalise(name, date.fromisoformat(born))
            yield Kind.PERSON, name, _by_mark(Kind.PERSON, person.VERSION, form)


def _identifiers(content: Content) -> Iterator[Keyed]:
    yield from _people(content)
    for kind, rule in kinds.KINDS.items():
        for text in content.get(kind, ()):
            try:
                form = rule.normalise(text)
            except Invalid:  # kept in the content as written, but never checked, so it has no key
                continue
            yield kind, text, _by_mark(kind, rule.version, form)


def _by_mark(kind: str, version: int, form: str) -> dict[str, int]:
    return {key.mark: key.hash(kind, version, form) for key in match_keys()}

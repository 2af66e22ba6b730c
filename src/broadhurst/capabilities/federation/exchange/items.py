"""Choose the identifiers of an entry that are compared with another instance."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from broadhurst.capabilities.deconfliction.models import Kind
from broadhurst.capabilities.federation.protocol.items import written
from broadhurst.capabilities.federation.rules import COMPARED
from broadhurst_linkage.identifiers import KINDS
from broadhurst_linkage.names import skeleton, tokens
from broadhurst_linkage.normalise.invalid import Invalid

# Version of the text of a person. Raise it if `_people` or the skeletons of names change.
PERSON_VERSION = 1
FEWEST_NAMES = 2
WHOLE_DATE = len("1988-03-27")
UPRN = "uprn:"
Stops = Collection[tuple[str, str]]


class Item(NamedTuple):
    """An identifier of an entry: its kind, and the text that both sides compare."""

    kind: str
    text: str


def items_of(content: Mapping[str, Any], kinds: Collection[str], stops: Stops = ()) -> set[Item]:
    """Return the exact identifiers of the agreed kinds in an entry's content.

    `stops` holds the (kind, normal form) pairs on the stop list, which never match.
    """
    items = {
        Item(kind, written(kind, KINDS[kind].version, form))
        for kind in COMPARED
        if kind in kinds and kind != Kind.PERSON
        for form in _normal_forms(kind, content.get(kind, ()))
        if (kind, form) not in stops
    }
    if Kind.PERSON in kinds:
        items |= {Item(Kind.PERSON.value, text) for text in _people(content)}
    return items


def _normal_forms(kind: str, texts: Collection[str]) -> Iterator[str]:
    rule = KINDS[kind]
    for text in texts:
        try:
            form = rule.normalise(text)
        except Invalid:
            continue  # the entry form refused this text, so matching has no key for it either
        if rule.is_exact(form) and (kind != Kind.ADDRESS or form.startswith(UPRN)):
            yield form


def _people(content: Mapping[str, Any]) -> Iterator[str]:
    """Yield each name with a whole date of birth: the sorted skeletons of its words."""
    born = str(content.get("born") or "")
    if len(born) != WHOLE_DATE:
        return
    for name in content.get(Kind.PERSON.value, ()):
        skeletons = sorted({skeleton(token) for token in tokens(name)} - {""})
        if len(skeletons) >= FEWEST_NAMES:
            yield written(Kind.PERSON, PERSON_VERSION, f"{' '.join(skeletons)}|{born}")

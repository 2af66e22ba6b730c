"""What of an entry is compared with another instance: exact identifiers, as one text each."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from broadhurst.capabilities.deconfliction.models import Kind
from broadhurst.capabilities.federation.protocol.items import written
from broadhurst.capabilities.federation.rules import COMPARED
from broadhurst_linkage.identifiers import KINDS
from broadhurst_linkage.names import skeleton, tokens
from broadhurst_linkage.normalise.invalid import Invalid

# Of how a person is written below: a change of the rule, or of the names' skeletons, raises it.
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
    """The exact identifiers of an entry's content (`targets`), of the agreed kinds.

    `stops` are kinds and normal forms that are never matched.
    """
    found = {
        Item(kind, written(kind, KINDS[kind].version, form))
        for kind in COMPARED
        if kind in kinds and kind != Kind.PERSON
        for form in _forms(kind, content.get(kind, ()))
        if (kind, form) not in stops
    }
    if Kind.PERSON in kinds:
        found |= {Item(Kind.PERSON.value, text) for text in _people(content)}
    return found


def _forms(kind: str, texts: Collection[str]) -> Iterator[str]:
    rule = KINDS[kind]
    for text in texts:
        try:
            form = rule.normalise(text)
        except Invalid:
            continue  # it was refused in words when it was entered, and has no key here either
        if rule.is_exact(form) and (kind != Kind.ADDRESS or form.startswith(UPRN)):
            yield form


def _people(content: Mapping[str, Any]) -> Iterator[str]:
    """Each name as the skeletons of its words in order, with a whole date of birth."""
    born = str(content.get("born") or "")
    if len(born) != WHOLE_DATE:
        return
    for name in content.get(Kind.PERSON.value, ()):
        bones = sorted({skeleton(token) for token in tokens(name)} - {""})
        if len(bones) >= FEWEST_NAMES:
            yield written(Kind.PERSON, PERSON_VERSION, f"{' '.join(bones)}|{born}")

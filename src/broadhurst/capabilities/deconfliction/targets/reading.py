"""Contents as they were written, put into normal forms and made targets, many at once."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from broadhurst.capabilities.deconfliction.models import Kind, Stopped
from broadhurst.capabilities.deconfliction.rules.stopping import ALWAYS_STOPPED, bare
from broadhurst.capabilities.deconfliction.targets.keying import Keyed, put_keys_of_rows
from broadhurst.capabilities.deconfliction.targets.naming import day_in_words
from broadhurst.capabilities.deconfliction.targets.target import Content, Target
from broadhurst_linkage import identifiers as kinds
from broadhurst_linkage.normalise.invalid import Invalid

Form = tuple[str, str]  # of a kind of the engine's
Stops = dict[Form, str]
LONGEST_LABEL = 160
# What is written where nothing is known: of two forces it would be one and the same target.
NOT_KNOWN = {
    "unknown", "not known", "unk", "n/k", "nk", "none", "nil", "n/a", "tbc", "tba", "anonymous",
    "unknown male", "unknown female", "unknown person", "unknown unknown",
}  # fmt: skip
SAYS_NOTHING = "This means that it is not known. Leave it out."
NAME_ALONE = (
    "checked, but a name alone finds little. Add a date of birth, or a phone number, an address "
    "or something else that they use."
)
THE_DAY = "The date of birth"
MOST_NAMED = 200  # forms that are looked for by name; of more the whole stop list is read


class Wrong(NamedTuple):
    """What of a content is not checked, or not wholly: its kind, as it was written, and why. A date
    of birth is not written again.
    """

    kind: str
    text: str
    said: str

    @property
    def words(self) -> str:
        """As it is said where nobody asks in which column it stood."""
        return f"{self.text or THE_DAY}: {self.said}"


Found = tuple[Target | None, list[Wrong]]  # and what of it is not checked


@dataclass
class _Read:
    """One content, read: its normal forms, and what is wrong with the rest."""

    content: Content
    forms: list[tuple[str, str, str]] = field(default_factory=list)  # kind, as written, form
    wrong: list[Wrong] = field(default_factory=list)


class Reading:
    """Contents, read together. Nothing here asks the database."""

    def __init__(self, contents: Iterable[Content]) -> None:
        self.contents = list(contents)
        self.read = [_read(content) for content in self.contents]
        self.forms = {(kind, form) for one in self.read for kind, _, form in one.forms}

    def targets(self, stopped: Stops) -> list[Found]:
        """Of each content its target, if anything in it can be checked, and what cannot, and why.

        To be asked once.
        """
        each = [_keyed(one, stopped) for one in self.read]
        put_keys_of_rows([one for one in each if one])
        return [
            (_target(keyed) if keyed else None, one.wrong)
            for keyed, one in zip(each, self.read, strict=True)
        ]


def targets_from(contents: Iterable[Content]) -> tuple[list[Target], list[str]]:
    """The targets that contents make, in order, and what of them is not checked, and why."""
    each = targets_each(contents)
    said = [one.words for _, wrong in each for one in wrong]
    return [target for target, _ in each if target], said


def targets_each(contents: Iterable[Content]) -> list[Found]:
    """Of each content its target, if anything in it can be checked, and what cannot, and why."""
    reading = Reading(contents)
    return reading.targets(stopped_of(reading.forms))


def stop_list() -> Stops:
    """Every normal form that is never matched, with the reason."""
    listed = Stopped.objects.filter(lifted_at=None).values_list("kind", "form", "reason")
    return ALWAYS_STOPPED | {(kind, form): reason for kind, form, reason in listed}


def stopped_of(forms: Set[Form]) -> Stops:
    """Those of some normal forms that are never matched, with the reason."""
    if not forms:
        return {}
    if len(forms) > MOST_NAMED:
        return among(forms, stop_list())
    found = among(forms, ALWAYS_STOPPED)
    listed = Stopped.objects.filter(lifted_at=None, form__in={form for _, form in forms})
    for kind, form, reason in listed.values_list("kind", "form", "reason"):
        if (kind, form) in forms:
            found[kind, form] = reason
    return found


def among(forms: Set[Form], stopped: Mapping[Form, str]) -> Stops:
    """What a list stops of some forms."""
    return {one: stopped[one] for one in forms & stopped.keys()}


def wrong_with(kind: str, text: str) -> str:
    """What keeps a text from being checked as a kind, in words; "" if nothing does.

    A number that is always stopped is well written, and a check says that it is left out.
    """
    if _is_not_known(text):
        return SAYS_NOTHING
    if kind == Kind.PERSON:
        return "" if any(c.isalpha() for c in text) else "There is no name here."
    try:
        kinds.KINDS[kind].normalise(text)
    except Invalid as invalid:
        return "" if (kind, bare(text)) in ALWAYS_STOPPED else str(invalid)
    return ""


def _is_not_known(text: str) -> bool:
    return " ".join(text.casefold().split()).strip(" .?-") in NOT_KNOWN


def _read(content: Content) -> _Read:
    """Put each text into its normal form."""
    read = _Read(content)
    for name in kinds.KINDS:
        for text in content.get(name, ()):
            if _is_not_known(text):
                read.wrong.append(Wrong(name, text, SAYS_NOTHING))
                continue
            try:
                read.forms.append((name, text, kinds.KINDS[name].normalise(text)))
            except Invalid as invalid:
                stop = ALWAYS_STOPPED.get((name, bare(text)))
                read.wrong.append(Wrong(name, text, _never(stop) if stop else str(invalid)))
    return read


def _keyed(read: _Read, stopped: Mapping[Form, str]) -> Keyed | None:
    """What can be checked, with its keys but those of its rows; None if nothing can."""
    things = [one for one in read.forms if (one[0], one[2]) not in stopped]
    is_placed = True
    for kind, text, form in read.forms:
        if (kind, form) in stopped:
            read.wrong.append(Wrong(kind, text, _never(stopped[kind, form])))
            is_placed = is_placed and kind != Kind.ADDRESS
    names = _names(read)
    if not (names or things):
        return None
    keyed = Keyed(read.content, names, things, is_placed=is_placed)
    if names:
        if not things and not read.content.get("born"):
            read.wrong.append(Wrong(Kind.PERSON.value, names[0], NAME_ALONE))
    elif read.content.get("born"):
        read.wrong.append(Wrong("born", "", "not checked, as no name goes with it."))
    return keyed


def _target(of: Keyed) -> Target:
    """The target of what has all its keys."""
    person = Kind.PERSON.value
    if of.names:
        kind, label = person, of.names[0] + born_words(of.content)
    else:
        kind, label = of.things[0][0], ", ".join(text for _, text, _ in of.things)
    checked = (
        *((person, name) for name in of.names),
        *((kind, text) for kind, text, _ in of.things),
    )
    return Target(
        kind, label[:LONGEST_LABEL], of.content, tuple(of.rows), of.exact, of.weak,
        tuple(of.near), of.loose, checked,
    )  # fmt: skip


def _names(read: _Read) -> list[str]:
    names = []
    for name in read.content.get(Kind.PERSON.value, ()):
        if wrong := wrong_with(Kind.PERSON, name):
            read.wrong.append(Wrong(Kind.PERSON.value, name, wrong))
        else:
            names.append(name)
    return names


def _never(reason: str) -> str:
    return f"It is on the stop list, so it is not checked: {reason}"


def born_words(content: Content) -> str:
    """The date of birth as a label says it."""
    born = str(content.get("born") or "")
    return f", born {day_in_words(born)}" if born else ""

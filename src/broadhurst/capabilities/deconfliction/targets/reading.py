"""Turn submitted contents into normal forms and targets, many at once."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from broadhurst.capabilities.deconfliction.models import Kind, Stopped
from broadhurst.capabilities.deconfliction.rules.identifiers import (
    SAYS_NOTHING,
    is_not_known,
    wrong_with,
)
from broadhurst.capabilities.deconfliction.rules.stopping import ALWAYS_STOPPED, bare
from broadhurst.capabilities.deconfliction.targets.keying import Parts, keys_of_all
from broadhurst.capabilities.deconfliction.targets.match_keys import match_keys
from broadhurst.capabilities.deconfliction.targets.naming import day_in_words
from broadhurst.capabilities.deconfliction.targets.target import Content, Keys, Target
from broadhurst_linkage import identifiers as kinds
from broadhurst_linkage.normalise.invalid import Invalid

Form = tuple[str, str]  # an engine kind and a normal form of it
Stops = dict[Form, str]  # the reason why a form is on the stop list
LONGEST_TITLE = 160
NAME_ALONE = (
    "checked, but a name alone finds little. Add a date of birth, or a phone number, an address "
    "or something else that they use."
)
THE_DAY = "The date of birth"
MOST_NAMED = 200  # forms to look up one by one; for more, the whole stop list is read


class Wrong(NamedTuple):
    """A part of a content that is not checked, or not fully.

    `kind` and `text` are as submitted, and `reason` says why. The text of a date of birth is
    empty.
    """

    kind: str
    text: str
    reason: str

    @property
    def words(self) -> str:
        """Return the note as a sentence, without the name of the column."""
        return f"{self.text or THE_DAY}: {self.reason}"


Result = tuple[Target | None, list[Wrong]]  # the target, and the parts that are not checked


@dataclass
class _Parsed:
    """One content with its normal forms, and notes on the parts that are not checked."""

    content: Content
    forms: list[tuple[str, str, str]] = field(default_factory=list)  # kind, as written, form
    wrong: list[Wrong] = field(default_factory=list)


class Reading:
    """Contents, parsed together. Nothing here queries the database."""

    def __init__(self, contents: Iterable[Content]) -> None:
        self.contents = list(contents)
        self.parsed = [_parse(content) for content in self.contents]
        self.forms = {(kind, form) for parsed in self.parsed for kind, _, form in parsed.forms}

    def targets(self, stopped: Stops) -> list[Result]:
        """Return the target of each content, or None, and the parts that are not checked.

        Call it only once, because it adds to the notes.
        """
        of_each = [_parts(parsed, stopped) for parsed in self.parsed]
        checked = [parts for parts in of_each if parts]
        keys = zip(*(keys_of_all(checked, key) for key in match_keys()), strict=True)
        targets = iter([_target(*both) for both in zip(checked, keys, strict=True)])
        return [
            (next(targets) if parts else None, parsed.wrong)
            for parts, parsed in zip(of_each, self.parsed, strict=True)
        ]


def targets_from(contents: Iterable[Content]) -> tuple[list[Target], list[str]]:
    """Return the targets of contents in order, and notes on the parts that are not checked."""
    results = targets_each(contents)
    notes = [note.words for _, wrong in results for note in wrong]
    return [target for target, _ in results if target], notes


def targets_each(contents: Iterable[Content]) -> list[Result]:
    """Return the target of each content, or None, and the parts that are not checked."""
    reading = Reading(contents)
    return reading.targets(stopped_of(reading.forms))


def stop_list() -> Stops:
    """Return every normal form that is never matched, with the reason."""
    listed = Stopped.objects.filter(lifted_at=None).values_list("kind", "form", "reason")
    return ALWAYS_STOPPED | {(kind, form): reason for kind, form, reason in listed}


def stopped_of(forms: Set[Form]) -> Stops:
    """Return those of the forms that are never matched, with the reason."""
    if not forms:
        return {}
    if len(forms) > MOST_NAMED:
        return among(forms, stop_list())
    stops = among(forms, ALWAYS_STOPPED)
    listed = Stopped.objects.filter(lifted_at=None, form__in={form for _, form in forms})
    for kind, form, reason in listed.values_list("kind", "form", "reason"):
        if (kind, form) in forms:
            stops[kind, form] = reason
    return stops


def among(forms: Set[Form], stopped: Mapping[Form, str]) -> Stops:
    """Return those of the forms that are on the given stop list, with the reason."""
    return {form: stopped[form] for form in forms & stopped.keys()}


def _parse(content: Content) -> _Parsed:
    """Put each text into its normal form."""
    parsed = _Parsed(content)
    for name in kinds.KINDS:
        for text in content.get(name, ()):
            if is_not_known(text):
                parsed.wrong.append(Wrong(name, text, SAYS_NOTHING))
                continue
            try:
                parsed.forms.append((name, text, kinds.KINDS[name].normalise(text)))
            except Invalid as invalid:
                stop = ALWAYS_STOPPED.get((name, bare(text)))
                reason = _on_stop_list(stop) if stop else str(invalid)
                parsed.wrong.append(Wrong(name, text, reason))
    return parsed


def _parts(parsed: _Parsed, stopped: Mapping[Form, str]) -> Parts | None:
    """Return what can be checked, or None if nothing can."""
    things = [
        (kind, text, form) for kind, text, form in parsed.forms if (kind, form) not in stopped
    ]
    is_placed = True
    for kind, text, form in parsed.forms:
        if (kind, form) in stopped:
            parsed.wrong.append(Wrong(kind, text, _on_stop_list(stopped[kind, form])))
            is_placed = is_placed and kind != Kind.ADDRESS
    names = _names(parsed)
    if not (names or things):
        return None
    parts = Parts(parsed.content, names, things, is_placed=is_placed)
    if names:
        if not things and not parsed.content.get("born"):
            parsed.wrong.append(Wrong(Kind.PERSON.value, names[0], NAME_ALONE))
    elif parsed.content.get("born"):
        parsed.wrong.append(Wrong("born", "", "not checked, because no name goes with it."))
    return parts


def _target(parts: Parts, keys: tuple[Keys, ...]) -> Target:
    person = Kind.PERSON.value
    if parts.names:
        kind, title = person, parts.names[0] + born_words(parts.submitted)
    else:
        kind, title = parts.things[0][0], ", ".join(text for _, text, _ in parts.things)
    checked = (
        *((person, name) for name in parts.names),
        *((kind, text) for kind, text, _ in parts.things),
    )
    return Target(
        kind, title[:LONGEST_TITLE], parts.submitted, tuple(parts.feature_vectors), keys[0],
        checked, also=keys[1:],
    )  # fmt: skip


def _names(parsed: _Parsed) -> list[str]:
    names = []
    for name in parsed.content.get(Kind.PERSON.value, ()):
        if reason := wrong_with(Kind.PERSON, name):
            parsed.wrong.append(Wrong(Kind.PERSON.value, name, reason))
        else:
            names.append(name)
    return names


def _on_stop_list(reason: str) -> str:
    return f"It is on the stop list, so it is not checked: {reason}"


def born_words(content: Content) -> str:
    """Return the date of birth as a title shows it, or ""."""
    born = str(content.get("born") or "")
    return f", born {day_in_words(born)}" if born else ""

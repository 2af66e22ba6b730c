"""Texts that the made-up people of the demo write, each once."""

import tomllib
from collections import defaultdict
from itertools import count
from pathlib import Path
from random import Random
from string import Formatter
from typing import Any

from broadhurst.surfaces.demo.names import NAMES

WORDS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "words.toml").read_text())
ATTEMPTS = 500


class Words:
    """Writes texts from the forms of `words.toml`, never the same text of a kind twice."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._written: defaultdict[str, set[str]] = defaultdict(set)
        self._next_forms: defaultdict[str, list[str]] = defaultdict(list)
        self._numbers = count(101)

    def reference(self, prefix: str) -> str:
        """Return another organisation's reference, each once."""
        return f"{prefix}/{next(self._numbers)}"

    def say(self, kind: str, **known: str) -> str:
        """Return a new text of a kind, such as "requests.other".

        `known` fills in braces of these names. The others are drawn from the parts.
        """
        text, _, _ = self._new(kind, known)
        return text

    def say_both(self, kind: str, other: str, **known: str) -> tuple[str, str]:
        """Return a new text of a kind, and the text of another kind that belongs to it.

        The forms of both kinds are in the same order. The second text has the parts of the first.
        """
        text, form, parts = self._new(kind, known)
        belongs = _forms(other)[_forms(kind).index(form)]
        return text, _filled(belongs, self._parts(belongs, known | parts))

    def _new(self, kind: str, known: dict[str, str]) -> tuple[str, str, dict[str, str]]:
        """Return a text of a kind that was not written before, with its form and parts."""
        for _ in range(ATTEMPTS):
            form = self._form(kind)
            parts = self._parts(form, known)
            text = _filled(form, parts)
            if text not in self._written[kind]:
                self._written[kind].add(text)
                return text, form, parts
        raise LookupError(f"The demo has no new text of the kind {kind}. Add a form to words.toml.")

    def _form(self, kind: str) -> str:
        """Return the next form of a kind: all are used before one is used again."""
        forms = self._next_forms[kind]
        if not forms:
            forms += _forms(kind)
            self._random.shuffle(forms)
        return forms.pop()

    def _parts(self, form: str, known: dict[str, str]) -> dict[str, str]:
        """Return what fills in the braces of a form.

        A name that ends with `_` begins a sentence.
        """
        names = sorted({name for _, name, _, _ in Formatter().parse(form) if name})
        parts = {name: name.removesuffix("_") for name in names}
        return {name: known.get(part) or self._draw(part) for name, part in parts.items()}

    def _draw(self, name: str) -> str:
        if name == "street":
            return street(self._random)
        part: str = self._random.choice(WORDS["parts"][name])
        return part


def _forms(kind: str) -> list[str]:
    room, _, key = kind.partition(".")
    forms: list[str] = WORDS[room][key]
    return forms


def _filled(form: str, parts: dict[str, str]) -> str:
    capital = {name: part[0].upper() + part[1:] for name, part in parts.items()}
    return form.format(**{n: capital[n] if n.endswith("_") else parts[n] for n in parts})


def street(random: Random) -> str:
    """Return the name of a street that is on no map."""
    return f"{random.choice(NAMES['street_first'])} {random.choice(NAMES['street_last'])}"

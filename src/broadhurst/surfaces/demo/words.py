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
        for _ in range(ATTEMPTS):
            text = self._fill(self._form(kind), known)
            if text not in self._written[kind]:
                self._written[kind].add(text)
                return text
        raise LookupError(f"The demo has no new text of the kind {kind}. Add a form to words.toml.")

    def _form(self, kind: str) -> str:
        """Return the next form of a kind: all are used before one is used again."""
        forms = self._next_forms[kind]
        if not forms:
            room, _, key = kind.partition(".")
            forms += WORDS[room][key]
            self._random.shuffle(forms)
        return forms.pop()

    def _fill(self, form: str, known: dict[str, str]) -> str:
        """Fill in the braces of a form. A name that ends with `_` begins a sentence."""
        names = sorted({name for _, name, _, _ in Formatter().parse(form) if name})
        parts = {name: name.removesuffix("_") for name in names}
        drawn = {name: known.get(part) or self._draw(part) for name, part in parts.items()}
        capital = {name: part[0].upper() + part[1:] for name, part in drawn.items()}
        return form.format(**{n: capital[n] if n.endswith("_") else drawn[n] for n in names})

    def _draw(self, name: str) -> str:
        if name == "street":
            return street(self._random)
        part: str = self._random.choice(WORDS["parts"][name])
        return part


def street(random: Random) -> str:
    """Return the name of a street that is on no map."""
    return f"{random.choice(NAMES['street_first'])} {random.choice(NAMES['street_last'])}"

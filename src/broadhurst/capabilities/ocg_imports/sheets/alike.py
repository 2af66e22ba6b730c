"""Find cover names that are alike among many, as PostgreSQL's trigrams compare two."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

OPERATION = re.compile(r"^(operation|op)\s+", re.IGNORECASE)  # says nothing about which one


def trigrams(text: str) -> frozenset[str]:
    """Return the groups of three letters of each word, with two spaces before it and one after."""
    words = re.findall(r"\w+", OPERATION.sub("", text).lower())
    padded = (f"  {word} " for word in words)
    return frozenset(word[at : at + 3] for word in padded for at in range(len(word) - 2))


@dataclass
class Names:
    """An index of names by their trigrams."""

    sizes: dict[int, int] = field(default_factory=dict)
    of_trigram: Mapping[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, names: Iterable[tuple[int, str]]) -> "Names":
        """Index names by their numbers."""
        index = cls()
        for number, name in names:
            parts = trigrams(name)
            index.sizes[number] = len(parts)
            for part in parts:
                index.of_trigram[part].append(number)
        return index

    def alike(self, name: str, least: float) -> dict[int, float]:
        """Return the names that are at least so much alike, by their numbers."""
        own_trigrams = trigrams(name)
        shared = Counter(
            number for part in own_trigrams for number in self.of_trigram.get(part, ())
        )
        likeness = {
            number: both / (len(own_trigrams) + self.sizes[number] - both)
            for number, both in shared.items()
        }
        return {number: share for number, share in likeness.items() if share >= least}

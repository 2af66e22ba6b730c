"""A target: what is checked, and the keys by which it is found."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.models import Kind
from broadhurst.capabilities.deconfliction.targets.secrets import row_secret
from broadhurst_linkage.blocking.batch_keys import keys_of_each
from broadhurst_linkage.encoding.version import VERSION
from broadhurst_linkage.matcher import rows_of

Content = Mapping[str, Any]

# Numbers of keys beside the rules of `broadhurst_linkage.blocking.rules`, which are below 64: an
# identifier's own, one that is not exact (a company's name), one of what is nearly the same, and
# the target's.
EXACT, WEAK, NEAR, OWN = 100, 101, 102, 103


class Loose(NamedTuple):
    """The keys of some rows as PostgreSQL's bigints, and the numbers of their rules."""

    keys: NDArray[np.int64]
    numbers: NDArray[np.uint8]


NO_ROWS = Loose(np.empty(0, np.int64), np.empty(0, np.uint8))


@dataclass(frozen=True)
class Target:
    """What is checked: words for its own unit, and the keys by which it is found.

    `exact` gives the kind of each key that two must share to be a hit, `weak` of each that is worth
    a desk's look. `near` are keys of what is nearly the same, `loose` those of its rows. `checked`
    is what of the content has a key, by its kind and as it was written.
    """

    kind: str
    label: str
    content: Content
    rows: tuple[bytes, ...] = ()
    exact: Mapping[int, str] = field(default_factory=dict)
    weak: Mapping[int, str] = field(default_factory=dict)
    near: tuple[int, ...] = ()
    loose: Loose = field(default=NO_ROWS, compare=False)
    checked: tuple[tuple[str, str], ...] = ()
    version: int = VERSION

    @cached_property
    def written(self) -> str:
        """The content as a text, always the same of the same."""
        return as_text(self.content)

    @cached_property
    def kept(self) -> Mapping[int, int]:
        """Every key of what is alike that is stored, with its rule's number."""
        keys, numbers = self.loose
        return self._nearly | dict(zip(keys.tolist(), numbers.tolist(), strict=True))

    @cached_property
    def asked(self) -> Mapping[int, int]:
        """The keys that are asked by: of many targets most never are."""
        _, keys, numbers = keys_of_each(rows_of(self.rows), row_secret(), for_query=True)
        return self._nearly | dict(zip(keys, numbers, strict=True))

    @property
    def _nearly(self) -> dict[int, int]:
        return dict.fromkeys(self.near, NEAR)

    @cached_property
    def hashes(self) -> frozenset[int]:
        """Every key on which somebody else's entry might be found, or might find this one."""
        return frozenset((*self.exact, *self.weak, *self.kept, *self.asked))

    @cached_property
    def person_keys(self) -> frozenset[int]:
        """The keys of the same name and date of birth."""
        return frozenset(key for key, kind in self.exact.items() if kind == Kind.PERSON)


def as_text(content: Content) -> str:
    """A content as a text, always the same of the same."""
    return json.dumps(content, sort_keys=True)

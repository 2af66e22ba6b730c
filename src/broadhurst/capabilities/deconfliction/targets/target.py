"""A target: the unit of a check, with its feature vectors and blocking keys."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.models import Kind
from broadhurst.capabilities.deconfliction.rules.match_keys import Marks
from broadhurst.capabilities.deconfliction.targets.match_keys import MatchKey, newest
from broadhurst_linkage.blocking.batch_keys import keys_of_each
from broadhurst_linkage.encoding.version import VERSION
from broadhurst_linkage.matcher import rows_of

Content = Mapping[str, Any]

# Numbers of keys besides those of `broadhurst_linkage.blocking.rules`, which are below 64. EXACT is
# an identifier's key, and WEAK one that is not exact (a company's name). Nearly equal values share
# a NEAR key. OWN is the key that finds the unit's own entry.
EXACT, WEAK, NEAR, OWN = 100, 101, 102, 103


class Loose(NamedTuple):
    """Keys of rows as PostgreSQL bigints, and the numbers of their rules."""

    keys: NDArray[np.int64]
    numbers: NDArray[np.uint8]


NO_ROWS = Loose(np.empty(0, np.int64), np.empty(0, np.uint8))


@dataclass(frozen=True)
class Keys:
    """The keys of a target by one match key.

    `exact` maps keys to their kind: sharing one is a hit. `weak` does the same for keys that a desk
    reviews. `near` holds keys that nearly equal values share, and `loose` the keys of the rows.
    """

    of: MatchKey = field(default_factory=newest)
    exact: Mapping[int, str] = field(default_factory=dict)
    weak: Mapping[int, str] = field(default_factory=dict)
    near: tuple[int, ...] = ()
    loose: Loose = field(default=NO_ROWS, compare=False)


@dataclass(frozen=True)
class Target:
    """A target to check, with a title for its own unit.

    `keys` are those that entries are looked up by. `also` are the keys by the other match keys of
    this process: see `under`. `checked` lists the submitted parts that have a key: kind,
    and text as written.
    """

    kind: str
    title: str
    submitted: Content
    feature_vectors: tuple[bytes, ...] = ()
    keys: Keys = field(default_factory=Keys)
    checked: tuple[tuple[str, str], ...] = ()
    version: int = VERSION
    also: tuple[Keys, ...] = ()

    def under(self, marks: Marks) -> "Target":
        """Return the target to be looked up by the current match key.

        `also` then holds the other keys that its entry gets. Returns the same object if nothing
        changes.
        """
        if not self.also:  # this process has one match key
            return self
        held = {keys.of.mark: keys for keys in (self.keys, *self.also)}
        keys, *also = (held[mark] for mark in marks.written if mark in held)
        if keys is self.keys and tuple(also) == self.also:
            return self
        return replace(self, keys=keys, also=tuple(also))

    @property
    def exact(self) -> Mapping[int, str]:
        """Return the keys that make a hit, each with its kind."""
        return self.keys.exact

    @property
    def weak(self) -> Mapping[int, str]:
        """Return the keys that a desk reviews, each with its kind."""
        return self.keys.weak

    @cached_property
    def written(self) -> str:
        """Return the content as JSON with sorted keys, so equal contents give equal texts."""
        return as_text(self.submitted)

    @cached_property
    def stored_keys(self) -> Mapping[int, int]:
        """Return the loose and near keys to store, each with its rule's number."""
        keys, numbers = self.keys.loose
        return self._nearly | dict(zip(keys.tolist(), numbers.tolist(), strict=True))

    @cached_property
    def query_keys(self) -> Mapping[int, int]:
        """Return the loose and near keys to search by, each with its rule's number.

        Computed on first use, because most targets of a bulk check are never searched.
        """
        secret = self.keys.of.row_secret
        _, keys, numbers = keys_of_each(rows_of(self.feature_vectors), secret, for_query=True)
        return self._nearly | dict(zip(keys, numbers, strict=True))

    @property
    def _nearly(self) -> dict[int, int]:
        return dict.fromkeys(self.keys.near, NEAR)

    @cached_property
    def key_hashes(self) -> frozenset[int]:
        """Return every key that may find another unit's entry, or that may find this one."""
        return frozenset((*self.exact, *self.weak, *self.stored_keys, *self.query_keys))

    @cached_property
    def person_keys(self) -> frozenset[int]:
        """Return the exact keys of names with the date of birth."""
        return frozenset(key for key, kind in self.exact.items() if kind == Kind.PERSON)


def as_text(content: Content) -> str:
    """Return a content as JSON with sorted keys, so equal contents give equal texts."""
    return json.dumps(content, sort_keys=True)

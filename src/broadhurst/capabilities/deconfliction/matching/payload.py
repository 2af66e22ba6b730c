"""Prepare targets for entry: the work that needs no database and can be done ahead."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import is_
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.matching.stages import CheckContext
from broadhurst.capabilities.deconfliction.rules.match_keys import Marks
from broadhurst.capabilities.deconfliction.targets.target import EXACT, NEAR, OWN, WEAK, Target

Numbers = NDArray[np.int64]


class Keys(NamedTuple):
    """The keys of some targets, one element each, sorted by hash.

    This is the order of the database index, so one index page takes many of them.
    """

    hashes: Numbers
    places: Numbers  # the index of the target that has the key
    kinds: Numbers  # the number of the key's rule


class EntryPayload:
    """The data to write for some targets, each with the keys of its unit's own entry."""

    def __init__(self, by_own: Sequence[tuple[tuple[int, ...], Target]]) -> None:
        # The first own key is the one to look up by.
        self.by_own = [(own_keys[0], target) for own_keys, target in by_own]
        self._own = [own_keys for own_keys, _ in by_own]

    @cached_property
    def texts(self) -> list[str]:
        """Return each target as JSON without the closing brace.

        It includes the target's content as written and the bounds of its keys in `named`, counted
        from 1.
        """
        return [
            f'{{"kind":"{target.kind}","title":{json.dumps(target.title)},'
            f'"submitted":{target.written},'
            f'"feature_vectors":"{b"".join(target.feature_vectors).hex()}","version":{target.version},'
            f'"first":{first},"last_identifier":{last_identifier},"last":{last}'
            for (_, target), (first, last_identifier, last) in zip(
                self.by_own, self._bounds(), strict=True
            )
        ]

    def _bounds(self) -> Iterator[tuple[int, int, int]]:
        """Yield each target's first key, last identifier key and last key in `named`."""
        places = self.keys.places
        counts = np.bincount(places, minlength=len(self.by_own))
        identifiers = np.bincount(places[self._is_identifier], minlength=len(self.by_own))
        last = np.cumsum(counts)
        before = last - counts
        yield from zip(
            (before + 1).tolist(), (before + identifiers).tolist(), last.tolist(), strict=True
        )

    @cached_property
    def named(self) -> Numbers:
        """Return the key hashes, target after target, identifiers first in each."""
        keys = self.keys
        return keys.hashes[np.lexsort((~self._is_identifier, keys.places))]

    @cached_property
    def keys(self) -> Keys:
        """Return each target's keys without repeats: two of its rows may share a key."""
        of_targets = [(target.keys, *target.also) for _, target in self.by_own]
        loose = [keys.loose for each in of_targets for keys in each]
        owners = np.repeat(np.arange(len(of_targets)), [len(each) for each in of_targets])
        counts = [len(row_keys.keys) for row_keys in loose]
        others = np.array([*self._other_keys()], np.int64).reshape(-1, 3)
        hashes = np.concatenate([*(row_keys.keys for row_keys in loose), others[:, 0]])
        places = np.concatenate([np.repeat(owners, counts), others[:, 1]])
        kinds = np.concatenate([*(row_keys.numbers for row_keys in loose), others[:, 2]])
        order = np.lexsort((places, hashes))
        hashes, places, kinds = hashes[order], places[order], kinds[order]
        is_last = np.ones(len(order), np.bool_)
        is_last[:-1] = (hashes[1:] != hashes[:-1]) | (places[1:] != places[:-1])
        return Keys(hashes[is_last], places[is_last], kinds[is_last])

    @cached_property
    def _is_identifier(self) -> NDArray[np.bool_]:
        """Return a mask of the keys made from an identifier."""
        kinds = self.keys.kinds
        mask: NDArray[np.bool_] = (kinds == EXACT) | (kinds == WEAK) | (kinds == NEAR)
        return mask

    def _other_keys(self) -> Iterator[tuple[int, int, int]]:
        """Yield the keys not made from rows: hash, index of the target, number of the rule.

        When two rules give the same key, the stronger rule comes later, and `keys` keeps the last.
        """
        for place, (_, target) in enumerate(self.by_own):
            for keys in (target.keys, *target.also):
                yield from ((key, place, NEAR) for key in keys.near)
                yield from ((key, place, WEAK) for key in keys.weak)
                yield from ((key, place, EXACT) for key in keys.exact)
            yield from ((own_key, place, OWN) for own_key in self._own[place])


@dataclass(frozen=True)
class EntryBatch:
    """Targets to enter for one unit. Equal targets become one entry."""

    context: CheckContext
    targets: Sequence[Target]

    def under(self, marks: Marks) -> "EntryBatch":
        """Return the batch with the keys that entries get now, or itself if nothing changes."""
        targets = [target.under(marks) for target in self.targets]
        return self if self.is_of(targets) else EntryBatch(self.context, targets)

    @cached_property
    def own(self) -> list[int]:
        """Return for each target the key that finds its unit's own entry."""
        return [first for first, *_ in self._own]

    @cached_property
    def _own(self) -> list[tuple[int, ...]]:
        return [self.context.keys_of(target) for target in self.targets]

    @cached_property
    def payload(self) -> EntryPayload:
        """Return the data to write, one element for each entry."""
        return EntryPayload([*dict(zip(self._own, self.targets, strict=True)).items()])

    @property
    def keys(self) -> frozenset[int]:
        """Return every key of the targets, and the own key of each."""
        return frozenset(self.own).union(*(target.key_hashes for target in self.targets))

    def prepare(self) -> Self:
        """Compute the payload now, while the database works, and not when it is written."""
        self.payload.texts, self.payload.named  # noqa: B018
        return self

    def is_of(self, targets: Sequence[Target]) -> bool:
        """Return whether the batch holds exactly these target objects."""
        return len(targets) == len(self.targets) and all(map(is_, targets, self.targets))

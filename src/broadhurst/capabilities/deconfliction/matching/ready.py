"""Targets made ready to be entered: whatever asks the database nothing, and can be done ahead."""

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import is_
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from broadhurst.capabilities.deconfliction.matching.store import Asker
from broadhurst.capabilities.deconfliction.targets import EXACT, NEAR, OWN, WEAK, Target

Numbers = NDArray[np.int64]


class Keys(NamedTuple):
    """The keys of some targets, in the order of their index, which then takes many to a page."""

    hashes: Numbers
    places: Numbers  # of the target that each is of
    kinds: Numbers  # the number of each one's rule


class Ready:
    """What is to be written of some targets, each with the key of its unit's own entry."""

    def __init__(self, by_own: Sequence[tuple[int, Target]]) -> None:
        self.by_own = by_own

    @cached_property
    def texts(self) -> list[str]:
        """Each as JSON without its end, in which the content stands as it is written; with where
        its keys stand among those that are `named`, counted from one."""
        return [
            f'{{"kind":"{one.kind}","label":{json.dumps(one.label)},"content":{one.written},'
            f'"rows":"{b"".join(one.rows).hex()}","version":{one.version},'
            f'"first":{first},"last_of_things":{last_of_things},"last":{last}'
            for (_, one), (first, last_of_things, last) in zip(
                self.by_own, self._bounds(), strict=True
            )
        ]

    def _bounds(self) -> Iterator[tuple[int, int, int]]:
        places = self.keys.places
        many = np.bincount(places, minlength=len(self.by_own))
        things = np.bincount(places[self._is_thing], minlength=len(self.by_own))
        last = np.cumsum(many)
        before = last - many
        yield from zip(
            (before + 1).tolist(), (before + things).tolist(), last.tolist(), strict=True
        )

    @cached_property
    def named(self) -> Numbers:
        """The hashes of the keys of each, one target after another, those of things first."""
        keys = self.keys
        return keys.hashes[np.lexsort((~self._is_thing, keys.places))]

    @cached_property
    def keys(self) -> Keys:
        """The keys of each, once: two rows of one may have a key in common."""
        loose = [target.loose for _, target in self.by_own]
        many = [len(one.keys) for one in loose]
        others = np.array([*self._others()], np.int64).reshape(-1, 3)
        hashes = np.concatenate([*(one.keys for one in loose), others[:, 0]])
        places = np.concatenate([np.repeat(np.arange(len(many)), many), others[:, 1]])
        kinds = np.concatenate([*(one.numbers for one in loose), others[:, 2]])
        order = np.lexsort((places, hashes))
        hashes, places, kinds = hashes[order], places[order], kinds[order]
        last = np.ones(len(order), np.bool_)
        last[:-1] = (hashes[1:] != hashes[:-1]) | (places[1:] != places[:-1])
        return Keys(hashes[last], places[last], kinds[last])

    @cached_property
    def _is_thing(self) -> NDArray[np.bool_]:
        """Whether each key is of what a target names, and not of its likeness or its own."""
        kinds = self.keys.kinds
        things: NDArray[np.bool_] = (kinds == EXACT) | (kinds == WEAK) | (kinds == NEAR)
        return things

    def _others(self) -> Iterator[tuple[int, int, int]]:
        """The keys but those of rows, each with its target's place and its rule's number; of two
        rules for one key the firmer comes later."""
        for place, (own, target) in enumerate(self.by_own):
            yield from ((key, place, NEAR) for key in target.near)
            yield from ((key, place, WEAK) for key in target.weak)
            yield from ((key, place, EXACT) for key in target.exact)
            yield own, place, OWN


class Entering:
    """Targets that are to be entered for whoever asks; those that are the same are one entry."""

    def __init__(self, asker: Asker, targets: Sequence[Target]) -> None:
        self.asker, self.targets = asker, targets
        self.own = [asker.key_of(target) for target in targets]
        self.ready = Ready([*dict(zip(self.own, targets, strict=True)).items()])

    @classmethod
    def ahead(cls, asker: Asker, targets: Sequence[Target]) -> Self:
        """The same with all that is to be written, which else is worked out when it is written."""
        entering = cls(asker, targets)
        entering.ready.texts, entering.ready.named  # noqa: B018
        return entering

    def is_of(self, targets: Sequence[Target]) -> bool:
        """Whether it is of these very targets."""
        return len(targets) == len(self.targets) and all(map(is_, targets, self.targets))

"""A target: what is checked, and the keys by which it is found."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from broadhurst.capabilities.deconfliction.engine.many import keys_of_each
from broadhurst.capabilities.deconfliction.engine.matcher import rows_of
from broadhurst.capabilities.deconfliction.engine.rows import VERSION
from broadhurst.capabilities.deconfliction.models import Kind
from broadhurst.capabilities.deconfliction.targets.secrets import row_secret

Content = Mapping[str, Any]

# Numbers of keys beside those of the engine's rules (`engine.sharing.Kind`, below 64): an
# identifier's own, one that is not exact (a company's name), one of what is nearly the same, and
# the target's.
EXACT, WEAK, NEAR, OWN = 100, 101, 102, 103


@dataclass(frozen=True)
class Target:
    """What is checked: words for its own unit, and the keys by which it is found.

    `exact` gives the kind of each key that two must share to be a hit, `weak` of each that is worth
    a desk's look. `kept` are loose keys that are stored, with their rule's number. `checked` is
    what of the content has a key, by its kind and as it was written.
    """

    kind: str
    label: str
    content: Content
    rows: tuple[bytes, ...] = ()
    exact: Mapping[int, str] = field(default_factory=dict)
    weak: Mapping[int, str] = field(default_factory=dict)
    kept: Mapping[int, int] = field(default_factory=dict)
    checked: tuple[tuple[str, str], ...] = ()
    version: int = VERSION

    @cached_property
    def written(self) -> str:
        """The content as a text, always the same of the same."""
        return as_text(self.content)

    @cached_property
    def asked(self) -> Mapping[int, int]:
        """The keys that are asked by: of many targets most never are."""
        near = {key: NEAR for key, number in self.kept.items() if number == NEAR}
        _, keys, numbers = keys_of_each(rows_of(self.rows), row_secret(), for_query=True)
        return near | dict(zip(keys, numbers, strict=True))

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

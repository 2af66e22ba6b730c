"""Whose records a figure counts."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """The organisations whose records a figure counts, with a key and words for them.

    Without organisations (None) every record that the query returns is counted: behind the wall
    those are the records that the reader may see. An empty set of organisations counts nothing.
    """

    key: str
    name: str
    agencies: frozenset[int] | None = None

    @property
    def is_of_organisations(self) -> bool:
        """Whether it names organisations, and does not depend on who reads."""
        return self.agencies is not None

    def only(self, path: str) -> dict[str, object]:
        """The filter of a query whose rows reach their organisation by a path."""
        return {} if self.agencies is None else {f"{path}__in": self.agencies}

    def holds(self, agencies: Collection[int]) -> bool:
        """Whether a record of these organisations counts."""
        return self.agencies is None or not self.agencies.isdisjoint(agencies)


SEEN = Scope("seen", "the records you may see")
OPEN = Scope("open", "open to everyone")

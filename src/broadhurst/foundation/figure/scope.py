"""The scope of a figure: the organisations whose records it counts."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """The organisations whose records a figure counts, with a key and a name.

    If `agencies` is None, all records that the query returns are counted. Row-level security limits
    those to what the reader may see. An empty set counts nothing.
    """

    key: str
    name: str
    agencies: frozenset[int] | None = None

    @property
    def is_of_organisations(self) -> bool:
        """Whether the scope names organisations, so that it does not depend on the reader."""
        return self.agencies is not None

    def only(self, path: str) -> dict[str, object]:
        """Return the filter for a query whose field `path` is the organisation."""
        return {} if self.agencies is None else {f"{path}__in": self.agencies}

    @property
    def ids(self) -> list[int] | None:
        """The ids of the organisations in order, for a prepared query."""
        return None if self.agencies is None else sorted(self.agencies)

    def holds(self, agencies: Collection[int]) -> bool:
        """Return whether a record of these organisations counts."""
        return self.agencies is None or not self.agencies.isdisjoint(agencies)


SEEN = Scope("seen", "the records you can see")
OPEN = Scope("open", "open to everyone")

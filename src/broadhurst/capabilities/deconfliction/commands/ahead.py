"""Steps of a bulk check that are made ready before their turn, in another thread. Not a verb.

What is ready is taken if its turn finds it as it was, and else is done again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from broadhurst.capabilities.deconfliction.matching.bulk import see
from broadhurst.capabilities.deconfliction.matching.likely import Likely
from broadhurst.capabilities.deconfliction.matching.ready import Entering
from broadhurst.capabilities.deconfliction.matching.store import Asker, Placed
from broadhurst.capabilities.deconfliction.models import BulkCheck, BulkRow
from broadhurst.capabilities.deconfliction.queries.bulk import ReadAhead, Row
from broadhurst.capabilities.deconfliction.targets import Stops, Target


@dataclass(frozen=True)
class Step:
    """Rows that are answered together, by their numbers; somebody may match the `asked`."""

    first: int
    last: int
    asked: Sequence[int]


class ToRegister:
    """Rows that are read, and their targets made ready to be entered. Asks the database nothing."""

    def __init__(self, bulk: BulkCheck, asker: Asker, rows: Sequence[Row], stopped: Stops) -> None:
        self.read = ReadAhead(bulk, rows, stopped)
        self.entering = Entering.ahead(asker, [target for target, _ in self.read.found if target])


class ToAnswer:
    """Registered rows that are read, and who may match them judged.

    They are judged on a connection of this thread's own, which sees what is committed alone; unless
    it `waits`: then they are judged when their turn comes.
    """

    def __init__(
        self,
        bulk: BulkCheck,
        asker: Asker,
        rows: Sequence[BulkRow],
        stopped: Stops,
        likely: Likely,
        waits: bool,
    ) -> None:
        self.read = ReadAhead(bulk, [(row.number, row.cells) for row in rows], stopped)
        asked = with_targets(rows, (target for target, _ in self.read.found))
        placed = [one for _, one in asked]
        self.seen = None if waits else see(asker, placed, likely)


def with_targets(
    rows: Sequence[BulkRow], targets: Iterable[Target | None]
) -> list[tuple[BulkRow, Placed]]:
    """Each row that has a target and an entry, with both."""
    return [
        (row, Placed(target, row.entry_id))
        for row, target in zip(rows, targets, strict=True)
        if target and row.entry_id
    ]

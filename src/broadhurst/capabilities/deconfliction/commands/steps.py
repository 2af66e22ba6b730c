"""The steps of a bulk check, and what of them is made ready before its turn. Not a verb."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadhurst.capabilities.deconfliction.matching.ready import Entering
from broadhurst.capabilities.deconfliction.matching.store import Asker
from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.capabilities.deconfliction.queries.bulk import ReadAhead, Row
from broadhurst.capabilities.deconfliction.targets import Stops


@dataclass(frozen=True)
class Step:
    """Rows that are answered together, by their numbers; somebody may match the `asked`."""

    first: int
    last: int
    asked: Sequence[int]


class EnteringAhead:
    """Rows that are read, and their targets made ready to be entered.

    Made in another thread while the database works: it asks the database nothing.
    """

    def __init__(self, bulk: BulkCheck, rows: Sequence[Row], stopped: Stops, asker: Asker) -> None:
        self.read = ReadAhead(bulk, rows, stopped)
        targets = [target for target, _ in self.read.found if target]
        self.entering = Entering.ahead(asker, targets)

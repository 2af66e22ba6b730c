"""Steps of a bulk check, and the preparation of rows ahead of their turn."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadhurst.capabilities.bulk_checks.queries.parsed_rows import ReadAhead, Row
from broadhurst.capabilities.deconfliction.matching.payload import EntryBatch
from broadhurst.capabilities.deconfliction.matching.stages import CheckContext
from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.capabilities.deconfliction.targets.reading import Stops


@dataclass(frozen=True)
class Step:
    """Rows that are answered together.

    `first` and `last` are row numbers; `asked` lists the rows that may match another unit's entry.
    """

    first: int
    last: int
    asked: Sequence[int]


class EnteringAhead:
    """Rows that are parsed, with their targets prepared to be entered.

    It is made in another thread while the database works, and sends no queries.
    """

    def __init__(
        self, bulk: BulkCheck, rows: Sequence[Row], stopped: Stops, context: CheckContext
    ) -> None:
        self.read = ReadAhead(bulk, rows, stopped)
        targets = [target for target, _ in self.read.targets if target]
        self.entering = EntryBatch(context, targets).prepare()

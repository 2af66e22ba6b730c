"""The copy of a list that is downloaded: its rows are read while it is written."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic

from django.db import DatabaseError, transaction
from django.http import StreamingHttpResponse

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.reach import listed_ids
from broadhurst.foundation.access.wall import as_actor
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.lists.cells import as_value
from broadhurst.foundation.lists.declared import Column
from broadhurst.foundation.lists.state import State
from broadhurst.foundation.spreadsheet import FORMATS, WRITERS, Row

AT_ONCE = 500  # rows that are read by one query
# No request waits for a copy, so it has limits of its own.
SET_LIMIT = "SET LOCAL statement_timeout = '30s'"
MADE_WITHIN = 900.0  # seconds
INCOMPLETE = "This copy is not complete: the other rows could not be read. Download it again."
log = logging.getLogger(__name__)


@dataclass
class Copy:
    """A copy of a list. Only some of its rows are in memory at once.

    `keys` are those of its rows, in order. Each part is read in a transaction of its own, behind
    the wall, at the instant `at`: a row that the actor may no longer see by then is left out. If a
    part cannot be read, the last row says so. `written` counts the rows of the list so far.
    """

    actor: Actor
    state: State
    form: str
    keys: Sequence[int]
    at: datetime = field(default_factory=clock.now)
    written: int = 0

    def parts(self) -> Iterator[bytes]:
        """Yield the parts of the file, without cells that a spreadsheet could run as formulas."""
        columns = [column for column in self.state.columns if column.is_downloaded]
        headings = [column.heading for column in columns]
        return WRITERS[self.form](headings, self._rows(columns), self.state.list.marking)

    def answer(self) -> StreamingHttpResponse:
        """Return the answer to a request for the file. It is read while it is sent."""
        declared = self.state.list
        name = f"{declared.key}-{declared.marking.casefold()}.{self.form}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingHttpResponse(self.parts(), content_type=FORMATS[self.form], headers=headers)

    def _rows(self, columns: Sequence[Column]) -> Iterator[Row]:
        ends = monotonic() + MADE_WITHIN
        try:
            for start in range(0, len(self.keys), AT_ONCE):
                if monotonic() > ends:
                    raise TimeoutError
                rows = self._some(self.keys[start : start + AT_ONCE], columns)
                self.written += len(rows)
                yield from rows
        except (DatabaseError, TimeoutError) as error:
            why = type(error).__name__  # its text may have values of a row
            log.error("A copy of the list %s ended early (%s).", self.state.list.key, why)
            yield [INCOMPLETE]

    def _some(self, keys: Sequence[int], columns: Sequence[Column]) -> list[Row]:
        declared = self.state.list
        with clock.set_to(self.at), transaction.atomic(), as_actor(self.actor):
            send(SET_LIMIT)
            by_key = {
                row.pk: row for row in declared.rows(self.actor).filter(pk__in=listed_ids(keys))
            }
            rows = [by_key[key] for key in keys if key in by_key]
            if declared.with_each and rows:
                declared.with_each(rows)
            return [[as_value(column.cell(row)) for column in columns] for row in rows]

"""Download a list as it is filtered, recorded as a disclosure."""

from collections.abc import Sequence
from typing import Any

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, for_readers, record
from broadhurst.foundation.lists.cells import as_value
from broadhurst.foundation.lists.rules import MOST_ROWS, objections_to_download
from broadhurst.foundation.lists.state import State
from broadhurst.foundation.spreadsheet import WRITERS, Row
from broadhurst.foundation.workflow import refuse_if

AT_ONCE = 500  # rows that get what `with_each` adds by one query


@command
@for_readers
def download_list(*, actor: Actor, state: State, form: str) -> bytes:
    """Return every row of a list that the actor may see, in its order, with the chosen columns.

    `form` names the format. Cells that a spreadsheet could run as formulas are made harmless.
    """
    rows = list(state.in_order(actor)[: MOST_ROWS + 1])
    refuse_if(objections_to_download(len(rows)))

    if with_each := state.list.with_each:
        for start in range(0, len(rows), AT_ONCE):
            with_each(rows[start : start + AT_ONCE])
    columns = [column for column in state.columns if column.is_downloaded]
    copy = WRITERS[form](
        [column.heading for column in columns],
        (_written(row, columns) for row in rows),
        state.list.marking,
    )

    record(
        actor,
        "list.downloaded",
        state.list.label,
        dossier=None,
        kind=Event.Kind.DISCLOSURE,
        format=form.upper(),
        rows=len(rows),
        filters=state.address() or None,
    )
    return copy


def _written(row: Any, columns: Sequence[Any]) -> Row:
    return [as_value(column.cell(row)) for column in columns]

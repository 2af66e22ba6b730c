"""Download the rows of a bulk check with their answers, recorded as a disclosure."""

from broadhurst.capabilities.bulk_checks.queries.checks import rows_of
from broadhurst.capabilities.deconfliction.models import BulkCheck, BulkRow
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.spreadsheet import WRITERS, Row

MARKING = "OFFICIAL-SENSITIVE"
OURS = ["Row", "Answer", "Hits", "Reason not checked"]


@command
def download_bulk_check(*, actor: Actor, bulk: BulkCheck, form: str) -> bytes:
    """Return the unit's own rows with their answers, as CSV or as a workbook.

    `form` names the format. The file holds nothing of other units.
    """
    width = len(bulk.headings)
    rows = (_written(row, width) for row in rows_of(bulk).iterator())
    copy = b"".join(WRITERS[form]([*bulk.headings, *OURS], rows, MARKING))

    record(
        actor,
        "record.downloaded",
        bulk.ref,
        dossier=None,
        kind=Event.Kind.DISCLOSURE,
        format=form.upper(),
    )
    return copy


def _written(row: BulkRow, width: int) -> Row:
    cells = [*row.cells, *[""] * (width - len(row.cells))][:width]
    return [*cells, row.number, row.told_in_words, ", ".join(row.hits), row.why]

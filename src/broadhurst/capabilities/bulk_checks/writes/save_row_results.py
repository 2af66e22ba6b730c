"""Save the results of some rows of a bulk check in one statement."""

from collections.abc import Sequence

from django.db import connection

from broadhurst.capabilities.deconfliction.models import BulkRow

WRITE = """
UPDATE deconfliction_bulkrow AS r
SET answer = u.answer, why = u.why, hits = string_to_array(u.hits, ' ')
FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::text[])
    AS u(id, entry, answer, why, hits)
WHERE r.id = u.id
"""
ENTERED = WRITE.replace("SET ", "SET entry_id = u.entry, ")


def save_row_results(rows: Sequence[BulkRow], statement: str = WRITE) -> None:
    """Save the answer, the reason and the hits of each row.

    The statement `ENTERED` also saves its new entry. Without `ENTERED` the entry is not written,
    because it may have been deleted since another step made it.
    """
    columns = zip(
        *((row.pk, row.entry_id, row.answer, row.why, " ".join(row.hits)) for row in rows),
        strict=True,
    )
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(statement, [list(column) for column in columns])

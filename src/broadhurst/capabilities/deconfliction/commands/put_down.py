"""What became of some rows of a bulk check, in one statement. Not a verb: two commands call it."""

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


def put_down(rows: Sequence[BulkRow], statement: str = WRITE) -> None:
    """Write the answer, the reason and the hits of each row; with `ENTERED` also its new entry.

    An entry that was made in another step may be gone by now, and its row points at none.
    """
    columns = zip(
        *((one.pk, one.entry_id, one.answer, one.why, " ".join(one.hits)) for one in rows),
        strict=True,
    )
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(statement, [list(column) for column in columns])

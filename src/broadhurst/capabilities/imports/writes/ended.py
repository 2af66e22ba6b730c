"""End spreadsheets that are under way. The commands of each import call it."""

from django.db import connection

from broadhurst.capabilities.imports.models import SentSheet
from broadhurst.foundation import clock


def discard(upload: SentSheet) -> None:
    """Delete the cells and problems of a spreadsheet."""
    upload.cells, upload.problems, upload.discarded_at = [], [], clock.now()
    upload.save(update_fields=["cells", "problems", "discarded_at"])


def expire(function: str) -> int:
    """Call the database function that discards old spreadsheets, and return their number."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}()")
        [count] = cursor.fetchone()
    return int(count)

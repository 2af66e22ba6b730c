"""Lead from the receipt of a bulk check to its rows."""

from django.urls import reverse

from broadhurst.capabilities.bulk_checks.queries.checks import bulk_checks
from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.queries.rows_of_receipts import ROWS, RowsOfReceipt


def rows_behind(made: Check) -> RowsOfReceipt | None:
    """Return the bulk check that a receipt is for, until it expires, or None."""
    if made.occasion != Check.Occasion.BULK:
        return None
    bulk = bulk_checks().filter(receipt=made).first()
    if bulk is None:
        return None
    href = reverse("bulk_check", args=[bulk.ref])
    if made.hit_count:
        return RowsOfReceipt(bulk.ref, f"{href}?answer=hit", "See the rows with a hit")
    return RowsOfReceipt(bulk.ref, href, "See the rows")


ROWS["bulk_check"] = rows_behind  # the app's `ready` imports this module

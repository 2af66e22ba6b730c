"""Where the rows behind a receipt are, when a room above this one keeps them."""

from collections.abc import Callable
from dataclasses import dataclass

from broadhurst.capabilities.deconfliction.models import Check


@dataclass(frozen=True)
class RowsOfReceipt:
    """The record that holds the rows of a receipt, with a link to its page."""

    ref: str
    href: str
    text: str


# Each room above adds a function, under the name that its record has in the API. The function
# returns None if the receipt is not from that room, or if the reader cannot see the record.
ROWS: dict[str, Callable[[Check], RowsOfReceipt | None]] = {}


def rows_of_receipt(made: Check) -> dict[str, RowsOfReceipt | None]:
    """Return what each room above knows about the rows of a receipt, by the name of its record."""
    return {name: find(made) for name, find in ROWS.items()}

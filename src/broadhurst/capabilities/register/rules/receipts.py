"""Receipts of the checks on an added row, and their text. Pure.

The room `members` sets the receipts of a row that it adds or corrects.
"""

from collections.abc import Sequence
from typing import Protocol

UNCHECKED = (
    "Not checked. Victims, witnesses and other people who are not suspected are left out, with "
    "their identifiers."
)


class Receipt(Protocol):
    """A receipt with its answer and its limits."""

    @property
    def ref(self) -> str: ...
    @property
    def answer(self) -> str: ...
    @property
    def caveat(self) -> str: ...
    @property
    def hit_count(self) -> int: ...
    @property
    def referred(self) -> int: ...
    @property
    def not_checked(self) -> Sequence[str]: ...


def in_words(receipts: Sequence[Receipt]) -> str:
    """Return the answers in one line, always with their limits."""
    return " ".join(map(receipt_text, receipts)) or UNCHECKED


def beside_a_page(receipts: Sequence[Receipt]) -> str:
    """Return the answers for a page that has a red banner of open hits.

    A match is left out here, because in a green box it would read as good news.
    """
    texts = [
        f"Receipt {receipt.ref}.{_left_out(receipt)}"
        if receipt.hit_count
        else receipt_text(receipt)
        for receipt in receipts
    ]
    return " ".join(texts) or UNCHECKED


def receipt_text(receipt: Receipt) -> str:
    """Return the text of a receipt, with what was left out."""
    return f"Receipt {receipt.ref}. {receipt.answer}. {receipt.caveat}{_left_out(receipt)}"


def _left_out(receipt: Receipt) -> str:
    notes = " ".join(receipt.not_checked)
    return f" Not checked, or only in part: {notes}" if notes else ""

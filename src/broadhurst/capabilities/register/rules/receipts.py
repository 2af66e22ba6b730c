"""What a room above answered of what was just added: see `../watching.py`. Pure."""

from collections.abc import Sequence
from typing import Protocol

UNCHECKED = (
    "It is not checked: victims, witnesses and whoever is not suspected are left out, with all "
    "that is theirs."
)


class Receipt(Protocol):
    """A receipt with its answer, and the limits that go with it."""

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
    """The answers in one line, always with their limits."""
    return " ".join(map(said, receipts)) or UNCHECKED


def beside_a_page(receipts: Sequence[Receipt]) -> str:
    """The same for a page with a red banner of open hits: a match is not said here as well.

    In a green box it would read as good news.
    """
    found = [
        f"Receipt {one.ref}.{_left_out(one)}" if one.hit_count else said(one) for one in receipts
    ]
    return " ".join(found) or UNCHECKED


def said(one: Receipt) -> str:
    """What a receipt says, with what was left out."""
    return f"Receipt {one.ref}. {one.answer}. {one.caveat}{_left_out(one)}"


def _left_out(one: Receipt) -> str:
    notes = " ".join(one.not_checked)
    return f" Not checked, or not wholly: {notes}" if notes else ""

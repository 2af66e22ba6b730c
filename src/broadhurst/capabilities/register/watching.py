"""Hooks for the capabilities that build on the register.

The register imports none of them. Each adds its function to a list here when the site starts (its
`apps.py`). The register's commands call these functions in their own transaction, as the same
actor, so a refusal or an error undoes the whole step. See
docs/decisions/0014-check-a-target-when-it-is-added.md.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from broadhurst.capabilities.register.models import Identifier, Membership, Ocg
from broadhurst.capabilities.register.rules.receipts import Receipt
from broadhurst.foundation.access.actor import Actor


class Watcher(Protocol):
    """A function that is called when a member or identifier is added.

    It returns a receipt, or None if it has nothing to check.
    """

    def __call__(
        self, *, actor: Actor, ocg: Ocg, added: Membership | Identifier
    ) -> Receipt | None: ...


@dataclass(frozen=True)
class Before:
    """A person or identifier as recorded before a correction."""

    names: tuple[str, ...] = ()
    born_on: date | None = None
    things: tuple[tuple[str, str], ...] = ()  # the kind and value of each


@dataclass(frozen=True)
class Correction:
    """A correction: the rows before it, and the current rows (none after a removal)."""

    was: Sequence[Before]
    now: Sequence[Membership | Identifier] = field(default_factory=tuple)


class Follower(Protocol):
    """A function that is called when a member or identifier is corrected or removed."""

    def __call__(self, *, actor: Actor, ocg: Ocg, correction: Correction) -> Receipt | None: ...


class StateListener(Protocol):
    """A function that is called when an OCG is archived or reactivated."""

    def __call__(self, *, actor: Actor, ocg: Ocg) -> None: ...


WATCHERS: list[Watcher] = []
FOLLOWERS: list[Follower] = []
# Each returns sentences on the open work of an OCG. An OCG with open work cannot be archived.
OPEN_WORK: list[Callable[[Ocg], list[str]]] = []
# Each returns warnings about work that depends on a row, before the row is corrected or removed.
WARNINGS: list[Callable[[Membership | Identifier], list[str]]] = []
ARCHIVED: list[StateListener] = []
REACTIVATED: list[StateListener] = []


def target_added(actor: Actor, ocg: Ocg, added: Membership | Identifier) -> None:
    """Call each watcher in order, and keep the receipts on the added row."""
    answers = [watcher(actor=actor, ocg=ocg, added=added) for watcher in WATCHERS]
    added.receipts = [receipt for receipt in answers if receipt is not None]


def target_corrected(actor: Actor, ocg: Ocg, correction: Correction) -> list[Receipt]:
    """Call each follower, and return the receipts of the new checks."""
    answers = [follower(actor=actor, ocg=ocg, correction=correction) for follower in FOLLOWERS]
    return [receipt for receipt in answers if receipt is not None]


def open_work(ocg: Ocg) -> list[str]:
    """Return the open work on an OCG, from every capability."""
    return [sentence for list_open_work in OPEN_WORK for sentence in list_open_work(ocg)]


def warnings_before(row: Membership | Identifier) -> list[str]:
    """Return the warnings of every capability before a row is corrected or removed."""
    return [sentence for list_warnings in WARNINGS for sentence in list_warnings(row)]


def tell_archived(actor: Actor, ocg: Ocg) -> None:
    """Call each listener for an archived OCG."""
    for listener in ARCHIVED:
        listener(actor=actor, ocg=ocg)


def tell_reactivated(actor: Actor, ocg: Ocg) -> None:
    """Call each listener for a reactivated OCG."""
    for listener in REACTIVATED:
        listener(actor=actor, ocg=ocg)

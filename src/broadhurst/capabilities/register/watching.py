"""What rooms above the register do, or answer, in the same step: they name themselves here.

The register leans on no room above it, and a check must not wait for somebody to think of it. So
each room adds its function to a list when the site starts (its `apps.py`), and the register's
commands call it, in their own transaction and as their own actor: what is refused or fails undoes
the whole step. See docs/decisions/0014-check-a-target-when-it-is-added.md.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from broadhurst.capabilities.register.models import Identifier, Membership, Ocg
from broadhurst.capabilities.register.rules.receipts import Receipt
from broadhurst.foundation.access.actor import Actor


class Watcher(Protocol):
    """What a room above does with a member or identifier that was just added.

    It answers with a receipt, or with None where the addition is nothing to it.
    """

    def __call__(
        self, *, actor: Actor, ocg: Ocg, added: Membership | Identifier
    ) -> Receipt | None: ...


@dataclass(frozen=True)
class Before:
    """A person or an identifier as it was recorded before a correction."""

    names: tuple[str, ...] = ()
    born_on: date | None = None
    things: tuple[tuple[str, str], ...] = ()  # each one's kind and value


@dataclass(frozen=True)
class Correction:
    """What was corrected: as it was, and which rows hold now; none where it was removed."""

    was: Sequence[Before]
    now: Sequence[Membership | Identifier] = field(default_factory=tuple)


class Follower(Protocol):
    """What a room above does when a member or identifier was corrected or removed."""

    def __call__(self, *, actor: Actor, ocg: Ocg, correction: Correction) -> Receipt | None: ...


class Awake(Protocol):
    """What a room above does when an OCG was archived or reactivated."""

    def __call__(self, *, actor: Actor, ocg: Ocg) -> None: ...


WATCHERS: list[Watcher] = []
FOLLOWERS: list[Follower] = []
# Each says in sentences what is still open on an OCG, which is not archived while anything is.
OPEN_WORK: list[Callable[[Ocg], list[str]]] = []
# Each warns in sentences, before an officer corrects or removes a row, of what rests on it.
WARNINGS: list[Callable[[Membership | Identifier], list[str]]] = []
ARCHIVED: list[Awake] = []
REACTIVATED: list[Awake] = []


def target_added(actor: Actor, ocg: Ocg, added: Membership | Identifier) -> None:
    """Call whoever watches, in the order in which they named themselves, and keep what they say."""
    said = [watcher(actor=actor, ocg=ocg, added=added) for watcher in WATCHERS]
    added.receipts = [receipt for receipt in said if receipt is not None]


def target_corrected(actor: Actor, ocg: Ocg, correction: Correction) -> list[Receipt]:
    """Call each room that follows corrections; returns the receipts of what was checked again."""
    said = [follower(actor=actor, ocg=ocg, correction=correction) for follower in FOLLOWERS]
    return [receipt for receipt in said if receipt is not None]


def open_work(ocg: Ocg) -> list[str]:
    """What is still open on an OCG, from every room."""
    return [sentence for room in OPEN_WORK for sentence in room(ocg)]


def warnings_before(row: Membership | Identifier) -> list[str]:
    """What every room warns of, before a row is corrected or removed."""
    return [sentence for room in WARNINGS for sentence in room(row)]


def tell_archived(actor: Actor, ocg: Ocg) -> None:
    """Call each room that does something when an OCG is archived."""
    for room in ARCHIVED:
        room(actor=actor, ocg=ocg)


def tell_reactivated(actor: Actor, ocg: Ocg) -> None:
    """Call each room that does something when an OCG is active again."""
    for room in REACTIVATED:
        room(actor=actor, ocg=ocg)

"""Who acts in the same step when a target of an OCG is added: rooms above, which name themselves.

The register leans on no room above it, and a check must not wait for somebody to think of it. So
deconfliction registers what it does when the site starts (its `apps.py`), and the two commands that
add a target call it, in their own transaction and as their own actor: what is refused or fails
undoes the whole step. See docs/decisions/0014-checks-run-where-the-work-is.md.
"""

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


WATCHERS: list[Watcher] = []


def target_added(actor: Actor, ocg: Ocg, added: Membership | Identifier) -> None:
    """Call whoever watches, in the order in which they named themselves, and keep what they say."""
    said = [watcher(actor=actor, ocg=ocg, added=added) for watcher in WATCHERS]
    added.receipts = [receipt for receipt in said if receipt is not None]

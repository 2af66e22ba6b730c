"""Read the proposals for another handover window."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from broadhurst.capabilities.transfers.models import Transfer, WindowChange
from broadhurst.capabilities.transfers.rules.moving import GIVER
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Unit


def proposed_window(transfer: Transfer) -> WindowChange | None:
    """Return the open proposal of a transfer, or None. A transfer has at most one."""
    rows = WindowChange.objects.select_related("unit", "proposed_by")
    return rows.filter(transfer=transfer, stage=WindowChange.Stage.PROPOSED).first()


def with_asking_side(rows: QuerySet[Transfer]) -> QuerySet[Any]:
    """Add `asked_by_id`, the unit whose proposal of another window waits for an answer."""
    waiting = WindowChange.objects.filter(
        transfer=OuterRef("pk"), stage=WindowChange.Stage.PROPOSED
    )
    return rows.annotate(asked_by_id=Subquery(waiting.values("unit")[:1]))


def locked_window(transfer: Transfer) -> WindowChange | None:
    """Lock the open proposal and return it. The caller locks the OCG and the transfer first."""
    proposed = proposed_window(transfer)
    return lock(WindowChange.objects.select_related("unit"), proposed) if proposed else None


def side_of(transfer: Transfer, parts: list[str]) -> Unit:
    """Return the giver or the receiver, depending on the side of an actor with these roles."""
    return transfer.giver if GIVER in parts else transfer.receiver


def is_own_window(transfer: Transfer, parts: list[str], proposed: WindowChange | None) -> bool:
    """Return whether the side of an actor with these roles made the open proposal."""
    return proposed is not None and proposed.unit_id == side_of(transfer, parts).pk

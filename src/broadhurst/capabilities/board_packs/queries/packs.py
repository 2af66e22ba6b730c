"""Board packs, and those that are due for a notification."""

from datetime import date

from django.db.models import QuerySet

from broadhurst.capabilities.board_packs.models import BoardPack
from broadhurst.capabilities.board_packs.rules import MAKERS, first_of_month
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Posting, in_force_on


def packs() -> QuerySet[BoardPack]:
    """Return the packs of the actor that were not removed. The wall shows no others' packs."""
    return BoardPack.objects.filter(removed_at=None)


def locked(pack: BoardPack) -> BoardPack:
    """Lock a pack and return its current state."""
    return lock(BoardPack.objects.all(), pack)


def names_beside(actor: Actor, pack: BoardPack | None = None) -> list[str]:
    """Return the names of the actor's other packs."""
    rows = packs().filter(made_by=actor.officer)
    if pack is not None:
        rows = rows.exclude(pk=pack.pk)
    return list(rows.values_list("name", flat=True))


def is_due(pack: BoardPack, today: date) -> bool:
    """Return whether a pack is due for its notification of this month."""
    is_open = pack.is_monthly and pack.removed_at is None
    return is_open and pack.ready_on < first_of_month(today)


def due_packs(today: date) -> QuerySet[BoardPack]:
    """Return the actor's packs that are due for their notification of this month."""
    return packs().filter(is_monthly=True, ready_on__lt=first_of_month(today))


def makers(today: date) -> QuerySet[Posting]:
    """Return the postings in force of those who may make packs."""
    rows = Posting.objects.filter(in_force_on(today), roles__overlap=MAKERS)
    return rows.filter(officer__is_active=True).select_related("officer", "unit__agency")

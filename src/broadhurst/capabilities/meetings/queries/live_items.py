"""The items of an agenda in live mode: the first open one, and the neighbours of each.

Only references are read, because the screen shows one item.
"""

from django.db.models import Exists, OuterRef, QuerySet

from broadhurst.capabilities.meetings.models import Agenda, Item
from broadhurst.capabilities.meetings.queries.agendas import items
from broadhurst.capabilities.tasking.models import Decision
from broadhurst.foundation.access.prepared_query import prepared_query


@prepared_query
def item_at(ref: str) -> QuerySet[Item]:
    """Return the item of a reference, if it was not removed."""
    return items().filter(ref=ref, removed_at=None)


def order_of(agenda: Agenda) -> list[str]:
    """Return the references of the items that the reader may see, in order."""
    return _order(agenda.pk)


@prepared_query
def _order(agenda: int) -> QuerySet[Item, str]:
    return _on(agenda).values_list("ref", flat=True)


def first_open(agenda: Agenda) -> str | None:
    """Return the reference of the first item that the meeting has not dealt with, or None."""
    return next(iter(_open(agenda.pk, agenda.meeting_id)), None)


@prepared_query
def _open(agenda: int, meeting: int) -> QuerySet[Item, str]:
    """Return the first item without a note and without a decision of the meeting on its bid."""
    decided = Decision.objects.filter(bid=OuterRef("bid"), meeting=meeting)
    rows = _on(agenda).filter(concluded_at=None).exclude(Exists(decided))
    return rows.values_list("ref", flat=True)[:1]


def _on(agenda: int) -> QuerySet[Item]:
    return Item.objects.filter(agenda=agenda, removed_at=None).order_by("place", "pk")
